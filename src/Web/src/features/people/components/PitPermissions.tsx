import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, Checkbox, EmptyState, QueryState, toast } from "@/components/ui";
import { Warehouse } from "lucide-react";
import { problemText } from "@/lib/api/problem";
import { usePitChoices, usePitsOf, useSetPits } from "../api/pitAccess";

/** Which pits somebody may see; takes effect at once, also on pages that they have open. */
export function PitPermissions({ userId }: { userId: number }) {
  const { t } = useTranslation(["people", "common"]);
  const choices = usePitChoices();
  const granted = usePitsOf(userId);
  const save = useSetPits(userId);
  const [changed, setChanged] = useState<ReadonlySet<number> | null>(null);
  const chosen = changed ?? new Set(granted.data?.pit_ids);

  const toggle = (pitId: number, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(pitId);
    else next.delete(pitId);
    setChanged(next);
  };
  const submit = () =>
    save.mutate([...chosen], {
      onSuccess: () => {
        setChanged(null);
        toast.success(t("pits.saved"));
      },
      onError: (error) => toast.error(problemText(error, t).title),
    });

  return (
    <QueryState
      query={choices}
      empty={choices.data?.length === 0}
      emptyState={<EmptyState icon={Warehouse} title={t("pits.none")} text={t("pits.noneText")} />}
    >
      <QueryState query={granted}>
        <fieldset>
          <legend className="mb-2 text-sm text-muted">{t("pits.text")}</legend>
          <div className="grid gap-x-4 sm:grid-cols-2">
            {choices.data?.map((pit) => (
              <Checkbox
                key={pit.pit_id}
                label={pit.name}
                checked={chosen.has(pit.pit_id)}
                onCheckedChange={(on) => toggle(pit.pit_id, on)}
              />
            ))}
          </div>
        </fieldset>
        <Button variant="primary" className="mt-4" busy={save.isPending} disabled={changed === null} onClick={submit}>
          {t("common:form.save")}
        </Button>
      </QueryState>
    </QueryState>
  );
}
