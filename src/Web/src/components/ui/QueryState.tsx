import { WifiOff } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { problemText } from "@/lib/api/problem";
import { Alert } from "./Alert";
import { Button } from "./Button";
import { Skeleton } from "./Skeleton";
import { EmptyState, ErrorState } from "./states";

/** The part of a query's result that is looked at here. */
export interface QueryLike {
  isPending: boolean;
  isError: boolean;
  error: unknown;
  isFetching: boolean;
  refetch: () => unknown;
  fetchStatus?: "fetching" | "paused" | "idle";
  data?: unknown;
}

interface QueryStateProps {
  query: QueryLike;
  /** The answer is there and has nothing in it. */
  empty?: boolean | undefined;
  emptyState?: ReactNode;
  skeleton?: ReactNode;
  /** A function is only called once there is data. */
  children: ReactNode | (() => ReactNode);
}

/** Shows what a query has: that it is loading, offline, failed and what to do, nothing, or the data. */
export function QueryState({ query, empty = false, emptyState, skeleton, children }: QueryStateProps) {
  const { t } = useTranslation("common");
  const retry = () => void query.refetch();
  if (query.isPending && query.fetchStatus === "paused") {
    return (
      <div role="status">
        <EmptyState icon={WifiOff} title={t("ui.offline.title")} text={t("ui.offline.text")} />
      </div>
    );
  }
  if (query.isPending) {
    return (
      <div aria-busy="true">
        <span role="status" className="sr-only">
          {t("ui.loading")}
        </span>
        {skeleton ?? (
          <div className="space-y-3 py-2">
            <Skeleton className="w-2/5" />
            <Skeleton />
            <Skeleton className="w-4/5" />
          </div>
        )}
      </div>
    );
  }
  const problem = query.isError ? problemText(query.error, t) : null;
  if (problem && query.data === undefined) return <ErrorState {...problem} onRetry={retry} busy={query.isFetching} />;
  return (
    <>
      {problem && (
        // What was loaded before stays in sight.
        <Alert
          tone="warn"
          title={problem.title}
          className="mb-4"
          actions={
            <Button size="sm" variant="secondary" busy={query.isFetching} onClick={retry}>
              {t("ui.retry")}
            </Button>
          }
        >
          {problem.advice}
        </Alert>
      )}
      {empty && emptyState !== undefined ? emptyState : typeof children === "function" ? children() : children}
    </>
  );
}
