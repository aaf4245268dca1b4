import { lazy, Suspense } from "react";

// What a page tells beside its content. Its code and texts come after the page's own.
const load = () => import("./Notices");
const LazyBadge = lazy(async () => ({ default: (await load()).Badge }));
const LazyBell = lazy(async () => ({ default: (await load()).Bell }));
const LazyWatch = lazy(async () => ({ default: (await load()).Watch }));

/** How many alerts are open. */
export function OpenAlerts({ className }: { className: string }) {
  return (
    <Suspense fallback={null}>
      <LazyBadge className={className} />
    </Suspense>
  );
}

/** The way to the messages, with how many are unread. */
export function MessagesBell() {
  return (
    <Suspense fallback={<span className="size-11" />}>
      <LazyBell />
    </Suspense>
  );
}

/** Says it when something critical happens. Shows nothing itself. */
export function AlertWatch() {
  return (
    <Suspense fallback={null}>
      <LazyWatch />
    </Suspense>
  );
}
