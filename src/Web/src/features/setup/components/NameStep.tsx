import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Alert, Button, Card, Field, Input } from "@/components/ui";
import { problemText } from "@/lib/api/problem";
import { useName } from "../api/useSetup";
import type { Claimed } from "../api/types";

const suggestions = ["livingRoom", "kitchen", "bedroom", "garden"] as const;

/** What people of the household call it. */
export function NameStep({ claimed, onNamed }: { claimed: Claimed; onNamed: () => void }) {
  const { t } = useTranslation(["setup", "common"]);
  const [name, setName] = useState(claimed.device_name);
  const [tried, setTried] = useState(false);
  const save = useName(claimed.device_id);
  const problem = save.error === null ? null : problemText(save.error, t);
  const missing = name.trim() === "";
  return (
    <Card title={t("name.title")}>
      <Alert tone="good" className="mb-4">
        {t("name.yours")}
      </Alert>
      {problem && (
        <Alert tone="bad" title={problem.title} className="mb-4">
          {problem.advice}
        </Alert>
      )}
      <form
        noValidate
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (!missing) save.mutate(name.trim(), { onSuccess: onNamed });
        }}
      >
        <Field label={t("name.label")} error={tried && missing ? t("common:form.required") : undefined} required>
          <Input value={name} maxLength={100} onChange={(event) => setName(event.target.value)} autoComplete="off" />
        </Field>
        <div role="group" aria-label={t("name.suggestions")} className="flex flex-wrap gap-2">
          {suggestions.map((one) => (
            <Button key={one} size="sm" variant="secondary" onClick={() => setName(t(`name.${one}`))}>
              {t(`name.${one}`)}
            </Button>
          ))}
        </div>
        <Button type="submit" className="justify-self-start" busy={save.isPending}>
          {t("name.submit")}
        </Button>
      </form>
    </Card>
  );
}
