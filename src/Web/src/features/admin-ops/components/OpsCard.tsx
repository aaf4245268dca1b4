import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Card, type QueryLike, QueryState } from "@/components/ui";
import { cn } from "@/lib/cn";
import { useNow } from "@/lib/clock";
import { useFormat } from "@/lib/i18n/format";

/** What is older than three looks is not what is so now. */
const old = 15;

/** A part of the page that loads, ages and fails alone. */
export function OpsCard({
  title,
  query,
  children,
  className,
}: {
  title: string;
  query: QueryLike & { dataUpdatedAt: number };
  children: () => ReactNode;
  className?: string;
}) {
  return (
    <Card
      title={title}
      actions={query.dataUpdatedAt > 0 && <Age at={query.dataUpdatedAt} />}
      {...(className !== undefined && { className })}
    >
      <QueryState query={query}>{children}</QueryState>
    </Card>
  );
}

/** How old what is shown is. Not a live region: it would speak every second. */
export function Age({ at }: { at: number }) {
  const { t } = useTranslation("admin-ops");
  const format = useFormat();
  const seconds = useNow((now) => Math.max(1, Math.floor((now - at) / 1_000)));
  return (
    <span className={cn("text-xs tabular-nums", seconds > old ? "font-medium text-warn" : "text-muted")}>
      {t("age", { age: format.duration(seconds * 1_000) })}
    </span>
  );
}
