import { Plus } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { AlertPages, useAlertWords } from "@/components/alerting";
import { Button, ConfirmDialog, PageHeader, QueryState, toast } from "@/components/ui";
import { usePitChoices } from "../api/usePitChoices";
import { useRemoveRule } from "../api/useRemoveRule";
import { useRules } from "../api/useRules";
import { RuleDialog } from "../components/RuleDialog";
import { RuleList } from "../components/RuleList";
import { byType, isKnown, type Rule } from "../model/rule";

/** What a new rule begins with before its kind is chosen, where even the platform's are not known. */
const blank: Rule = {
  rule_id: null,
  workshop_id: 0,
  pit_id: null,
  alert_type: "critical_aqi",
  kind: "threshold",
  measure: "aqi",
  above: null,
  above_clear: null,
  below: null,
  below_clear: null,
  for_seconds: 0,
  silent_seconds: null,
  repeat_minutes: null,
  severity: "warning",
  enabled: true,
  is_default: false,
  updated_at: null,
};

/** What raises alerts: the platform's limits, the workshop's in their place, and those of single pits. */
export default function AlertRules() {
  const { t } = useTranslation("alert-rules");
  const words = useAlertWords();
  const query = useRules();
  const choices = usePitChoices().data;
  const pits = useMemo(() => new Map((choices ?? []).map(({ pit_id, name }) => [pit_id, name])), [choices]);
  const [editing, setEditing] = useState<{ rule: Rule; isNew: boolean } | null>(null);
  const [removing, setRemoving] = useState<Rule | null>(null);
  const remove = useRemoveRule();
  const rules = [...(query.data ?? [])].sort(byType);
  const general = rules.filter(({ pit_id }) => pit_id === null);
  const ofPits = rules.filter(({ pit_id }) => pit_id !== null);
  const begin = () => setEditing({ rule: { ...(general[0] ?? blank), rule_id: null, enabled: true }, isNew: true });
  const shared = { onEdit: (rule: Rule) => setEditing({ rule, isNew: false }), onRemove: setRemoving };
  const comesBack = removing !== null && removing.pit_id === null && isKnown(removing.alert_type);

  return (
    <>
      <PageHeader
        title={t("title")}
        subtitle={t("subtitle")}
        actions={
          <Button icon={<Plus aria-hidden />} disabled={query.data === undefined} onClick={begin}>
            {t("add")}
          </Button>
        }
      />
      <AlertPages />
      <QueryState query={query}>
        <h2 className="mb-3 font-semibold">{t("general")}</h2>
        <RuleList caption={t("general")} rules={general} {...shared} />
        <h2 className="mt-6 mb-3 font-semibold">{t("ofPits")}</h2>
        {ofPits.length === 0 ? (
          <p className="text-sm text-muted">{t("noneOfPits")}</p>
        ) : (
          <RuleList caption={t("ofPits")} rules={ofPits} pits={pits} {...shared} />
        )}
      </QueryState>
      {editing !== null && <RuleDialog {...editing} known={rules} pits={pits} onClose={() => setEditing(null)} />}
      <ConfirmDialog
        open={removing !== null}
        onOpenChange={() => setRemoving(null)}
        title={t("remove.ask", { rule: removing === null ? "" : words.typeOf(removing.alert_type) })}
        consequences={t(comesBack ? "remove.comesBack" : removing?.pit_id == null ? "remove.gone" : "remove.general")}
        confirmLabel={t("remove.action")}
        onConfirm={async () => {
          if (removing?.rule_id == null) return;
          await remove.mutateAsync(removing.rule_id);
          toast.success(t("remove.done"));
        }}
      />
    </>
  );
}
