import { MailCheck, SearchX } from "lucide-react";
import { useTranslation } from "react-i18next";
import { WorkshopFilter } from "@/components/admin";
import { AlertPages, useAlertWords } from "@/components/alerting";
import {
  Badge,
  Button,
  type Column,
  DataList,
  EmptyState,
  FilterChips,
  LoadMore,
  NativeSelect,
  PageHeader,
  QueryState,
  type Tone,
} from "@/components/ui";
import { channels } from "@/lib/alerting/types";
import { useFormat } from "@/lib/i18n/format";
import { useMe } from "@/lib/session/useSession";
import { useUrlFilter } from "@/lib/useUrlFilter";
import { type Delivery, useDeliveries } from "../api/useDeliveries";

const states = ["", "queued", "sending", "sent", "delivered", "failed"] as const;
const tones: Readonly<Record<string, Tone>> = {
  queued: "neutral",
  sending: "neutral",
  sent: "accent",
  delivered: "good",
  failed: "bad",
};

/** What was sent to whom and what became of it; what it said is not kept. */
export default function Deliveries() {
  const { t } = useTranslation(["deliveries", "alerting"]);
  const format = useFormat();
  const words = useAlertWords();
  const isAdmin = useMe().role === "admin";
  const { filter, set, clear, filtered } = useUrlFilter("state", "channel", "kind", "workshop");
  const state = states.find((one) => one === filter.state) ?? "";
  const query = useDeliveries({ ...filter, state });
  const deliveries = query.data?.pages.flatMap((page) => page.items) ?? [];
  const columns: Column<Delivery>[] = [
    { key: "kind", header: t("kind"), cell: ({ kind }) => words.kindOf(kind) },
    {
      key: "channel",
      header: t("channel"),
      cell: ({ channel }) => t(`alerting:channel.${channel}`, { defaultValue: channel }),
    },
    {
      key: "recipient",
      header: t("recipient"),
      // A browser has no name that would say anything.
      cell: ({ channel, recipient }) => (
        <span className="break-all">{channel === "push" ? t("browser") : recipient}</span>
      ),
    },
    { key: "state", header: t("state"), cell: (delivery) => <State delivery={delivery} /> },
    {
      key: "attempts",
      header: t("attempts"),
      cell: ({ attempts }) => format.number(attempts),
      align: "end",
      hideBelow: "lg",
    },
    { key: "queued", header: t("queued"), cell: ({ queued_at }) => format.dateTime(queued_at) },
  ];
  return (
    <>
      <PageHeader title={t("title")} subtitle={t("subtitle")} />
      <AlertPages />
      <FilterChips
        className="mb-3"
        label={t("state")}
        value={state}
        onChange={(value) => set("state", value)}
        options={states.map((value) => ({ value, label: t(`states.${value === "" ? "all" : value}`) }))}
      />
      <div className="mb-4 grid max-w-xl gap-3 sm:grid-cols-2">
        <NativeSelect
          aria-label={t("channel")}
          value={filter.channel}
          onChange={(event) => set("channel", event.target.value)}
          options={[
            { value: "", label: t("allChannels") },
            // What stands in the app is not sent.
            ...channels
              .filter((value) => value !== "in_app")
              .map((value) => ({ value, label: t(`alerting:channel.${value}`) })),
          ]}
        />
        {isAdmin && <WorkshopFilter value={filter.workshop} onChange={(value) => set("workshop", value)} />}
      </div>
      <QueryState
        query={query}
        empty={deliveries.length === 0}
        emptyState={
          filtered ? (
            <EmptyState
              icon={SearchX}
              title={t("noMatch")}
              action={
                <Button variant="secondary" onClick={clear}>
                  {t("clear")}
                </Button>
              }
            />
          ) : (
            <EmptyState icon={MailCheck} title={t("none.title")} text={t("none.text")} />
          )
        }
      >
        <DataList caption={t("title")} items={deliveries} columns={columns} rowKey={({ delivery_id }) => delivery_id} />
        <LoadMore
          hasMore={query.hasNextPage}
          busy={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        />
      </QueryState>
    </>
  );
}

function State({ delivery: { state, reason, delayed } }: { delivery: Delivery }) {
  const { t } = useTranslation("deliveries");
  return (
    <span className="inline-flex max-w-full flex-wrap items-center gap-x-2 gap-y-1">
      <Badge tone={tones[state] ?? "neutral"}>{t(`states.${state}`, { defaultValue: state })}</Badge>
      {delayed && <Badge tone="warn">{t("delayed")}</Badge>}
      {reason !== null && (
        <span className="text-sm text-muted">
          {t(`reasons.${reason}`, { defaultValue: reason.replaceAll("_", " ") })}
        </span>
      )}
    </span>
  );
}
