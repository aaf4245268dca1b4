import { Pencil, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { SeverityBadge, useAlertWords } from "@/components/alerting";
import { Badge, Button, type Column, DataList } from "@/components/ui";
import type { Severity } from "@/lib/alerting/types";
import { useFormat } from "@/lib/i18n/format";
import type { Rule } from "../model/rule";
import { useLimitWords } from "./useLimitWords";

interface RuleListProps {
  caption: string;
  rules: readonly Rule[];
  /** Names of the pits, where the rules are of single ones. */
  pits?: ReadonlyMap<number, string>;
  onEdit: (rule: Rule) => void;
  onRemove: (rule: Rule) => void;
}

/** Rules with what can be done to each; the platform's own can be changed, not removed. */
export function RuleList({ caption, rules, pits, onEdit, onRemove }: RuleListProps) {
  const { t } = useTranslation("alert-rules");
  const format = useFormat();
  const words = useAlertWords();
  const limits = useLimitWords();
  const nameOf = (rule: Rule) => {
    const pit = rule.pit_id === null ? null : (pits?.get(rule.pit_id) ?? t("pitNo", { id: rule.pit_id }));
    return [pit, words.typeOf(rule.alert_type)].filter(Boolean).join(": ");
  };
  const columns: Column<Rule>[] = [
    {
      key: "alert",
      header: t("alert"),
      cell: (rule) => (
        <span className="inline-flex flex-wrap items-center gap-2">
          {nameOf(rule)}
          {rule.is_default && <Badge tone="neutral">{t("default")}</Badge>}
          {!rule.enabled && <Badge tone="warn">{t("off")}</Badge>}
        </span>
      ),
    },
    {
      key: "limit",
      header: t("raises"),
      cell: (rule) =>
        limits(rule).map((line) => (
          <span key={line} className="block">
            {line}
          </span>
        )),
    },
    {
      key: "severity",
      header: t("severity"),
      cell: ({ severity }) => <SeverityBadge severity={severity as Severity} />,
    },
    {
      key: "repeat",
      header: t("repeat"),
      cell: ({ repeat_minutes }) =>
        repeat_minutes === null ? t("once") : t("every", { minutes: format.number(repeat_minutes) }),
      hideBelow: "lg",
    },
    {
      key: "actions",
      header: <span className="sr-only">{t("actions")}</span>,
      align: "end",
      cell: (rule) => (
        <span className="inline-flex gap-1">
          <Button
            size="icon"
            variant="ghost"
            aria-label={t("editOf", { rule: nameOf(rule) })}
            onClick={() => onEdit(rule)}
          >
            <Pencil aria-hidden />
          </Button>
          {!rule.is_default && (
            <Button
              size="icon"
              variant="ghost"
              aria-label={t("remove.of", { rule: nameOf(rule) })}
              onClick={() => onRemove(rule)}
            >
              <Trash2 aria-hidden />
            </Button>
          )}
        </span>
      ),
    },
  ];
  return (
    <DataList
      caption={caption}
      items={rules}
      columns={columns}
      rowKey={(rule) => `${rule.rule_id ?? "default"}:${rule.alert_type}`}
    />
  );
}
