import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Badge, Button, FilterChips, LoadMore, QueryState, toast, type Tone } from "@/components/ui";
import { problemText } from "@/lib/api/problem";
import { useFormat } from "@/lib/i18n/format";
import type { Delivery, DeliveryState } from "../api/types";
import { useDeliveries, useEndpoint } from "../api/useWebhooks";

const states = ["", "queued", "delivered", "failed"] as const;
const tones: Record<DeliveryState, Tone> = { queued: "warn", delivered: "good", failed: "bad" };

/** What was told to an endpoint and what it answered; each can be told again. */
export function Deliveries({ endpointId }: { endpointId: string }) {
  const { t } = useTranslation("webhooks");
  const [state, setState] = useState<DeliveryState | "">("");
  const query = useDeliveries(endpointId, state);
  const deliveries = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <FilterChips
        className="mb-3"
        label={t("state")}
        value={state}
        onChange={setState}
        options={states.map((value) => ({ value, label: t(`states.${value === "" ? "all" : value}`) }))}
      />
      <QueryState
        query={query}
        empty={deliveries.length === 0}
        emptyState={<p className="text-sm text-muted">{t("noDeliveries")}</p>}
      >
        <ul aria-label={t("deliveries")} className="divide-y divide-line text-sm">
          {deliveries.map((delivery) => (
            <One key={delivery.delivery_id} endpointId={endpointId} delivery={delivery} />
          ))}
        </ul>
        <LoadMore
          hasMore={query.hasNextPage}
          busy={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        />
      </QueryState>
    </>
  );
}

function One({ endpointId, delivery }: { endpointId: string; delivery: Delivery }) {
  const { t } = useTranslation(["webhooks", "common"]);
  const format = useFormat();
  const { replay } = useEndpoint(endpointId);
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 py-3 first:pt-0">
      <div className="min-w-0 flex-1 basis-56">
        <p className="flex flex-wrap items-center gap-2">
          <Badge tone={tones[delivery.state]}>{t(`states.${delivery.state}`)}</Badge>
          <span className="font-mono text-xs break-all">{delivery.type}</span>
        </p>
        <p className="mt-1 break-words text-muted">
          {format.dateTime(delivery.queued_at)}
          {delivery.status !== null && ` · HTTP ${delivery.status}`}
          {delivery.problem !== null && ` · ${delivery.problem}`}
          {delivery.attempts > 1 && ` · ${t("attempts", { count: delivery.attempts })}`}
          {delivery.state === "queued" && ` · ${t("nextAttempt", { at: format.time(delivery.due_at) })}`}
        </p>
      </div>
      <Button
        size="sm"
        variant="secondary"
        busy={replay.isPending}
        disabled={delivery.state === "queued"}
        aria-label={t("replayOf", { event: delivery.type, at: format.dateTime(delivery.queued_at) })}
        onClick={() =>
          replay.mutate(delivery.delivery_id, {
            onSuccess: () => toast.success(t("replayed")),
            onError: (error) => toast.error(problemText(error, t).title),
          })
        }
      >
        {t("replay")}
      </Button>
    </li>
  );
}
