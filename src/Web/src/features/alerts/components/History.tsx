import { History as HistoryIcon, SearchX } from "lucide-react";
import { useTranslation } from "react-i18next";
import { SeverityBadge, StatusBadge, useAlertWords } from "@/components/alerting";
import { type Column, Button, DataList, EmptyState, LoadMore, QueryState } from "@/components/ui";
import type { Alert } from "@/lib/alerting/types";
import { useFormat } from "@/lib/i18n/format";
import { paths } from "@/lib/paths";
import { type AlertFilter, useAlertList } from "../api/useAlertList";
import { HistoryFilters } from "./HistoryFilters";
import { Place } from "./Place";

/** What was wrong, and how it ended. */
export function History({
  filter,
  onChange,
  onClear,
  filtered,
}: {
  filter: AlertFilter;
  onChange: (name: keyof AlertFilter, value: string) => void;
  onClear: () => void;
  filtered: boolean;
}) {
  const { t } = useTranslation("alerts");
  const format = useFormat();
  const words = useAlertWords();
  const query = useAlertList(filter);
  const alerts = query.data?.pages.flatMap((page) => page.items) ?? [];
  const columns: Column<Alert>[] = [
    { key: "alert", header: t("alert"), cell: ({ alert_type }) => words.typeOf(alert_type) },
    { key: "severity", header: t("severity"), cell: ({ severity }) => <SeverityBadge severity={severity} /> },
    { key: "status", header: t("status"), cell: ({ status }) => <StatusBadge status={status} /> },
    { key: "place", header: t("place"), cell: (alert) => <Place alert={alert} /> },
    { key: "reading", header: t("reading"), cell: (alert) => words.readingOf(alert), hideBelow: "lg" },
    { key: "raised", header: t("raised"), cell: ({ raised_at }) => format.dateTime(raised_at) },
    {
      key: "lasted",
      header: t("lasted"),
      cell: ({ raised_at, cleared_at }) =>
        cleared_at === null ? "–" : format.duration(Date.parse(cleared_at) - Date.parse(raised_at)),
      hideBelow: "lg",
    },
  ];
  return (
    <>
      <HistoryFilters filter={filter} onChange={onChange} />
      <QueryState
        query={query}
        empty={alerts.length === 0}
        emptyState={
          filtered ? (
            <EmptyState
              icon={SearchX}
              title={t("noMatch.title")}
              action={
                <Button variant="secondary" onClick={onClear}>
                  {t("noMatch.action")}
                </Button>
              }
            />
          ) : (
            <EmptyState icon={HistoryIcon} title={t("noHistory.title")} text={t("noHistory.text")} />
          )
        }
      >
        <DataList
          caption={t("history")}
          items={alerts}
          columns={columns}
          rowKey={({ alert_id }) => String(alert_id)}
          rowLink={({ alert_id }) => paths.alert.of(alert_id)}
        />
        <LoadMore
          hasMore={query.hasNextPage}
          busy={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        />
      </QueryState>
    </>
  );
}
