import type { ReactNode } from "react";

/** Where things are before somebody is let in: the product, a card, something below it. */
export function DoorFrame({
  name,
  foot,
  busy = false,
  children,
}: {
  name?: ReactNode;
  foot: ReactNode;
  busy?: boolean;
  children: ReactNode;
}) {
  return (
    <main className="grid min-h-dvh place-items-center p-4" {...(busy && { "aria-busy": true })}>
      <div className="w-full max-w-sm">
        <div className="mb-6 flex items-center justify-center gap-3">
          <img src="/icon.svg" alt="" width={40} height={40} />
          <p className="text-xl font-semibold">{name}</p>
        </div>
        <div className="grid gap-4 rounded-card border border-line bg-surface p-5 shadow-sm sm:p-6">{children}</div>
        <div className="mx-auto mt-6 w-44">{foot}</div>
      </div>
    </main>
  );
}
