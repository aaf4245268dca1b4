import { useTranslation } from "react-i18next";
import { useReason } from "@/components/device";
import { Badge, Card, LoadMore, QueryState } from "@/components/ui";
import { asTopic } from "@/lib/devices/diagnose";
import { useRejected, useViolations } from "@/lib/devices/queries";
import { useFormat } from "@/lib/i18n/format";

/** Messages that were set aside and readings that the license did not allow, with the reasons in words. */
export function Refused({ deviceId }: { deviceId: string }) {
  return (
    <>
      <RejectedMessages deviceId={deviceId} />
      <Violations deviceId={deviceId} />
    </>
  );
}

function RejectedMessages({ deviceId }: { deviceId: string }) {
  const { t } = useTranslation(["devices", "device"]);
  const format = useFormat();
  const reason = useReason();
  const query = useRejected(deviceId);
  const messages = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Card title={t("rejected.title")}>
      <QueryState
        query={query}
        empty={messages.length === 0}
        emptyState={<p className="text-sm text-muted">{t("rejected.none")}</p>}
      >
        <ul className="divide-y divide-line text-sm" aria-label={t("rejected.title")}>
          {messages.map((message) => (
            <li key={message.id} className="min-w-0 py-3 first:pt-0 last:pb-0">
              <div className="flex flex-wrap items-baseline justify-between gap-x-3">
                <span className="min-w-0 font-medium break-words">
                  {t(`device:rejection.${message.reason}`, { defaultValue: reason(message.reason) })}
                </span>
                <span className="text-xs text-muted tabular-nums">{format.dateTime(message.last_at)}</span>
              </div>
              <p className="mt-1 flex min-w-0 flex-wrap gap-x-3 gap-y-1 text-muted">
                {message.detail !== "" && (
                  <span>
                    {t("rejected.field")} <code className="font-mono break-all">{message.detail}</code>
                  </span>
                )}
                {message.topic !== "" && <code className="font-mono text-xs break-all">{asTopic(message.topic)}</code>}
                {message.count > 1 && (
                  <span>{t("rejected.count", { count: message.count, number: format.number(message.count) })}</span>
                )}
              </p>
              {message.sample !== "" && (
                <code className="mt-2 block max-h-24 overflow-y-auto rounded-control bg-sunken p-2 font-mono text-xs break-all">
                  {message.sample}
                </code>
              )}
            </li>
          ))}
        </ul>
        <LoadMore
          hasMore={query.hasNextPage}
          busy={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        />
      </QueryState>
    </Card>
  );
}

function Violations({ deviceId }: { deviceId: string }) {
  const { t } = useTranslation("devices");
  const format = useFormat();
  const reason = useReason();
  const query = useViolations(deviceId);
  const violations = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Card title={t("violations.title")}>
      <QueryState
        query={query}
        empty={violations.length === 0}
        emptyState={<p className="text-sm text-muted">{t("violations.none")}</p>}
      >
        <ul className="divide-y divide-line text-sm" aria-label={t("violations.title")}>
          {violations.map((violation) => (
            <li
              key={violation.violation_id}
              className="flex flex-wrap items-baseline justify-between gap-x-3 gap-y-1 py-2.5 first:pt-0 last:pb-0"
            >
              <span className="min-w-0 break-words">
                {reason(violation.reason)}
                {violation.count > 1 && (
                  <Badge tone="neutral" className="ms-2">
                    × {format.number(violation.count)}
                  </Badge>
                )}
              </span>
              <span className="text-xs text-muted tabular-nums">{format.dateTime(violation.last_at)}</span>
            </li>
          ))}
        </ul>
        <LoadMore
          hasMore={query.hasNextPage}
          busy={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        />
      </QueryState>
    </Card>
  );
}
