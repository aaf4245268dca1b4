import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Alert, Button, Card, Field, NativeSelect, toast } from "@/components/ui";
import { ApiError, problemText } from "@/lib/api/problem";
import { languages } from "@/lib/i18n";
import { useMe } from "@/lib/session/useSession";
import { useSavePreferences } from "../api/useSavePreferences";
import { bodyOf, concerns, type Draft, draftOf, type Preferences, withChannel } from "../model/preferences";
import { HoursFields } from "./HoursFields";
import { KindChoices } from "./KindChoices";
import { Unreachable } from "./Unreachable";

const placed = ["language", "time_zone", "quiet_hours", "schedule", "kinds"];

/** What the reader is told, by which channels, in which language, and when not. */
export function PreferencesForm({ preferences }: { preferences: Preferences }) {
  const { t } = useTranslation(["message-preferences", "common"]);
  const me = useMe();
  const [draft, setDraft] = useState(() => draftOf(preferences, me));
  const [saved, setSaved] = useState(draft);
  const change = (next: Partial<Draft>) => setDraft((before) => ({ ...before, ...next }));
  const save = useSavePreferences();
  const said = save.error instanceof ApiError ? save.error.fields : {};
  const errorOf = (field: string) => said[field]?.join(" ");
  const isPlaced = Object.keys(said).length > 0 && Object.keys(said).every((field) => placed.includes(field));
  const problem = save.error === null || isPlaced ? null : problemText(save.error, t);
  const kinds = draft.kinds.filter(({ kind }) => concerns(kind, me));
  const noTime = [draft.quiet && [draft.quietFrom, draft.quietTo], draft.duty && [draft.dutyFrom, draft.dutyTo]]
    .flatMap((times) => (times === false ? [] : times))
    .includes("");

  return (
    <form
      noValidate
      className="grid grid-cols-[minmax(0,1fr)] gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (save.isPending || noTime) return;
        save.mutate(bodyOf(draft), {
          onSuccess: () => {
            setSaved(draft);
            toast.success(t("common:form.saved"));
          },
        });
      }}
    >
      <Unreachable kinds={kinds} />
      <Card title={t("kinds")}>
        <KindChoices
          kinds={kinds}
          onChange={(kind, channel, wanted) => setDraft((before) => withChannel(before, kind, channel, wanted))}
        />
        {errorOf("kinds") !== undefined && (
          <p role="alert" className="mt-2 text-sm text-bad">
            {errorOf("kinds")}
          </p>
        )}
      </Card>
      <Card title={t("when")}>
        <HoursFields draft={draft} errorOf={errorOf} onChange={change} />
      </Card>
      <Card title={t("language.title")}>
        <Field label={t("language.label")} hint={t("language.hint")} error={errorOf("language")}>
          <NativeSelect
            value={draft.language}
            onChange={(event) => change({ language: event.target.value })}
            options={[
              { value: "", label: t("language.ofAccount") },
              ...Object.entries(languages).map(([value, label]) => ({ value, label })),
            ]}
          />
        </Field>
      </Card>
      {problem && (
        <Alert tone="bad" title={problem.title}>
          {problem.advice}
        </Alert>
      )}
      {noTime && <Alert tone="warn">{t("noTime")}</Alert>}
      <Button type="submit" className="justify-self-start" busy={save.isPending} disabled={draft === saved || noTime}>
        {t("common:form.save")}
      </Button>
    </form>
  );
}
