import { BigValues } from "@/components/pit";
import { QueryState, Skeleton } from "@/components/ui";
import { ApiError } from "@/lib/api/problem";
import { useLatestOf } from "@/lib/pits/useLatest";
import { usePit, usePitChanges } from "@/lib/pits/usePits";

/** The air around the car. The pit becomes the customer's a moment after work began: until then there is nothing to see yet. */
export function Air({ pitId }: { pitId: number }) {
  const query = usePit(pitId, true);
  usePitChanges();
  const isOnItsWay = query.data === undefined && query.error instanceof ApiError && query.error.status === 404;
  if (isOnItsWay) return <Skeleton className="h-40 rounded-card" />;
  return (
    <QueryState query={query} skeleton={<Skeleton className="h-40 rounded-card" />}>
      {() => query.data && <Shown pitId={pitId} pit={query.data} />}
    </QueryState>
  );
}

function Shown({ pitId, pit }: { pitId: number; pit: NonNullable<ReturnType<typeof usePit>["data"]> }) {
  useLatestOf(pitId, pit.device_id !== null);
  return <BigValues pit={pit} plain />;
}
