import { useTranslation } from "react-i18next";
import { Actor, LicenseState, useReasonWords } from "@/components/admin";
import { type Column, DataList } from "@/components/ui";
import { useFormat } from "@/lib/i18n/format";
import type { Switch } from "../api/switches";

/** Who threw the switch, when, why, and how long each step took. */
export function SwitchHistory({ switches }: { switches: readonly Switch[] }) {
  const { t } = useTranslation("admin-licenses");
  const format = useFormat();
  const words = useReasonWords();
  const after = (thrown: Switch, at: string | null) =>
    at === null ? "–" : t("ms", { ms: format.number(Date.parse(at) - Date.parse(thrown.requested_at)) });
  const columns: Column<Switch>[] = [
    { key: "at", header: t("history.at"), cell: (thrown) => format.dateTime(thrown.requested_at) },
    { key: "to", header: t("history.to"), cell: (thrown) => <LicenseState status={thrown.to_status} /> },
    { key: "reason", header: t("reason"), cell: (thrown) => words(thrown.reason) },
    { key: "actor", header: t("history.actor"), cell: (thrown) => <Actor actor={thrown.actor} /> },
    { key: "sent", header: t("history.sent"), align: "end", cell: (thrown) => after(thrown, thrown.command_sent_at) },
    {
      key: "effective",
      header: t("history.effective"),
      align: "end",
      cell: (thrown) => after(thrown, thrown.effective_at),
    },
    {
      key: "confirmed",
      header: t("history.confirmed"),
      align: "end",
      cell: (thrown) =>
        thrown.confirmed_at === null && thrown.command_status !== null
          ? t(`history.ended.${thrown.command_status}`, { defaultValue: thrown.command_status })
          : after(thrown, thrown.confirmed_at),
    },
  ];
  return (
    <DataList caption={t("history.title")} items={switches} columns={columns} rowKey={({ switch_id }) => switch_id} />
  );
}
