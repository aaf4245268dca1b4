import { TriangleAlert } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Badge, Button, type Column, DataList } from "@/components/ui";
import { useNow } from "@/lib/clock";
import { useFormat } from "@/lib/i18n/format";
import type { Queues, QueueState } from "../api/ops";

/** Every queue with what waits in it, the ones to look at first. */
export function QueueList({ queues }: { queues: Queues }) {
  const { t } = useTranslation("admin-ops");
  const format = useFormat();
  const [all, setAll] = useState(false);
  const sorted = [...queues.items].sort((a, b) => weightOf(b) - weightOf(a) || a.name.localeCompare(b.name));
  const waiting = sorted.filter((queue) => weightOf(queue) > 0);
  const shown = all ? sorted : waiting;
  const count = (value: number | null) => (value === null ? "–" : format.number(value));
  const columns: Column<QueueState>[] = [
    {
      key: "name",
      header: t("queues.name"),
      cell: (queue) => (
        <span className="inline-flex flex-wrap items-center gap-2 break-all">
          {queue.name}
          {queue.is_error_queue && (
            <Badge tone={(queue.ready ?? 0) > 0 ? "bad" : "neutral"} icon={<TriangleAlert aria-hidden />}>
              {t("queues.error")}
            </Badge>
          )}
        </span>
      ),
    },
    { key: "ready", header: t("queues.ready"), align: "end", cell: (queue) => count(queue.ready) },
    { key: "age", header: t("queues.age"), align: "end", cell: (queue) => <WaitsSince queue={queue} /> },
    { key: "unacknowledged", header: t("queues.inWork"), align: "end", cell: (queue) => count(queue.unacknowledged) },
    {
      key: "consumers",
      header: t("queues.consumers"),
      align: "end",
      cell: (queue) => count(queue.consumers),
      hideBelow: "lg",
    },
  ];
  return (
    <>
      {shown.length === 0 ? (
        <p className="text-sm text-muted">{t("queues.nothing", { count: sorted.length })}</p>
      ) : (
        <DataList caption={t("queues.title")} items={shown} columns={columns} rowKey={({ name }) => name} />
      )}
      {(queues.device_sessions.ready ?? 0) > 0 && (
        <p className="mt-3 text-sm text-muted">{t("queues.sessions", { count: queues.device_sessions.ready ?? 0 })}</p>
      )}
      {waiting.length < sorted.length && (
        <Button variant="ghost" size="sm" className="mt-3" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t("queues.fewer") : t("queues.all", { count: sorted.length })}
        </Button>
      )}
    </>
  );
}

function weightOf({ ready, is_error_queue: isError }: QueueState): number {
  return (ready ?? 0) > 0 ? (ready ?? 0) + (isError ? 1e9 : 0) : 0;
}

/** How old the first message is; where the broker does not know, since when the queue was not seen empty. */
function WaitsSince({ queue }: { queue: QueueState }) {
  const { t } = useTranslation("admin-ops");
  const format = useFormat();
  const since = queue.not_empty_since === null ? null : Date.parse(queue.not_empty_since);
  const seconds = useNow((now) => (since === null ? null : Math.max(0, Math.floor((now - since) / 1_000))));
  if (queue.oldest_age_s !== null) return format.duration(queue.oldest_age_s * 1_000);
  return seconds === null ? "–" : t("queues.since", { age: format.duration(seconds * 1_000) });
}
