import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  Alert,
  Button,
  Card,
  CardSection,
  Checkbox,
  Field,
  Input,
  KeyValue,
  QueryState,
  Textarea,
  toast,
} from "@/components/ui";
import { ApiError, problemText } from "@/lib/api/problem";
import type { DeviceType, OwnDevice } from "@/lib/controllers/types";
import type { Configuration as Known } from "../api/types";
import { useConfiguration, useSaveConfiguration } from "../api/useConfiguration";
import { type ConfigField, configOf, fieldsOf, textOf, wrongWith } from "../model/config";
import { InSync } from "./InSync";

/** What the device should run with beside what it says it runs with. */
export function Configuration({ device, type }: { device: OwnDevice; type: DeviceType | undefined }) {
  const { t } = useTranslation("home");
  const query = useConfiguration(device.device_id);
  const known = query.data;
  const fields = fieldsOf(type?.config);
  const mayWrite = device.permissions.includes("write");
  return (
    <Card title={t("config.title")}>
      <QueryState query={query}>
        {() =>
          known && (
            <>
              <InSync inSync={known.in_sync} since={known.differs_since} failure={known.failure} />
              {mayWrite && (
                <ConfigForm
                  key={known.desired_version}
                  deviceId={device.device_id}
                  fields={fields}
                  known={known}
                  required={type?.config?.required ?? []}
                />
              )}
              <CardSection title={t("config.reported")}>
                {known.reported === null ? (
                  <p className="text-sm text-muted">{t("config.notReported")}</p>
                ) : (
                  <Reported fields={fields} known={known} />
                )}
              </CardSection>
            </>
          )
        }
      </QueryState>
    </Card>
  );
}

/** Only what differs is told in words; the rest is beside it in the form. */
function Reported({ fields, known }: { fields: readonly ConfigField[]; known: Known }) {
  const { t } = useTranslation("home");
  const label = useLabel();
  return (
    <KeyValue
      items={fields.map((field) => {
        const [reported, desired] = [textOf(known.reported?.[field.name]), textOf(known.desired[field.name])];
        return {
          label: label(field),
          value: (
            <>
              <span className="break-all">{reported === "" ? t("config.notSet") : reported}</span>
              {desired !== "" && desired !== reported && (
                <span className="block text-warn">{t("config.wanted", { value: desired })}</span>
              )}
            </>
          ),
        };
      })}
    />
  );
}

function useLabel() {
  const { t } = useTranslation("home");
  return ({ name, schema }: ConfigField) =>
    t(`config.fields.${name}`, { defaultValue: schema.title ?? name.replaceAll("_", " ") });
}

interface ConfigFormProps {
  deviceId: string;
  fields: readonly ConfigField[];
  known: Known;
  required: readonly string[];
}

function ConfigForm({ deviceId, fields, known, required }: ConfigFormProps) {
  const { t } = useTranslation(["home", "common"]);
  const label = useLabel();
  const save = useSaveConfiguration(deviceId);
  const before = known.desired_version > 0 ? known.desired : (known.reported ?? {});
  const [texts, setTexts] = useState<Record<string, string>>(() =>
    Object.fromEntries(fields.map(({ name }) => [name, textOf(before[name])])),
  );
  const [tried, setTried] = useState(false);
  const set = (name: string, text: string) => setTexts((all) => ({ ...all, [name]: text }));
  const said = save.error instanceof ApiError ? save.error.fields : {};
  const problem = save.error === null || Object.keys(said).length > 0 ? null : problemText(save.error, t);

  const wrong = Object.fromEntries(
    fields.map((field) => [field.name, wrongWith(field, texts[field.name] ?? "", required.includes(field.name))]),
  );
  const errorOf = ({ name, schema }: ConfigField) => {
    const key = tried ? wrong[name] : null;
    if (key !== null && key !== undefined)
      return key === "required"
        ? t("common:form.required")
        : t(`config.wrong.${key}`, { min: schema.minimum ?? "", max: schema.maximum ?? "" });
    return (said[`config.${name}`] ?? said[name])?.join(" ");
  };

  return (
    <form
      noValidate
      className="mt-4 grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (Object.values(wrong).some((key) => key !== null)) return;
        save.mutate(
          { config: configOf(fields, texts, before), version: known.desired_version },
          { onSuccess: () => toast.success(t("config.saved")) },
        );
      }}
    >
      {problem && (
        <Alert tone="bad" title={problem.title}>
          {problem.advice}
        </Alert>
      )}
      {fields.map((field) => {
        const { name, kind, schema } = field;
        const text = texts[name] ?? "";
        if (kind === "switch")
          return (
            <Checkbox
              key={name}
              label={label(field)}
              checked={text === "true"}
              onCheckedChange={(checked) => set(name, String(checked))}
            />
          );
        return (
          <Field
            key={name}
            label={label(field)}
            hint={t(`config.hints.${name}`, { defaultValue: schema.description ?? "" })}
            error={errorOf(field)}
            required={required.includes(name)}
          >
            {kind === "json" ? (
              <Textarea
                rows={4}
                className="font-mono"
                spellCheck={false}
                value={text}
                onChange={(event) => set(name, event.target.value)}
              />
            ) : (
              <Input
                inputMode={kind === "number" ? "numeric" : "text"}
                autoComplete="off"
                autoCapitalize="none"
                spellCheck={false}
                value={text}
                onChange={(event) => set(name, event.target.value)}
              />
            )}
          </Field>
        );
      })}
      <Button type="submit" className="justify-self-start" busy={save.isPending}>
        {t("config.save")}
      </Button>
    </form>
  );
}
