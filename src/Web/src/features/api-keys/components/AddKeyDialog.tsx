import { useState } from "react";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { Alert, Button, Checkbox, Dialog, Field, Input, SecretOnce } from "@/components/ui";
import { problemText } from "@/lib/api/problem";
import { scopes, useAddApiKey } from "../api/apiKeys";

/** A new key and what it may do; it is shown once. */
export function AddKeyDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(["api-keys", "common"]);
  const add = useAddApiKey();
  const [key] = useState(() => crypto.randomUUID());
  const form = useForm<{ name: string; scopes: string[] }>({ defaultValues: { name: "", scopes: ["readings:read"] } });
  const { errors } = form.formState;
  const submit = form.handleSubmit((values) =>
    add.mutateAsync({ ...values, key }).catch((error: unknown) => {
      const { title, advice } = problemText(error, t);
      form.setError("root.server", { message: `${title} ${advice}` });
    }),
  );

  if (add.data !== undefined)
    return (
      <Dialog
        open
        onOpenChange={onClose}
        title={t("made.title")}
        footer={<Button onClick={onClose}>{t("made.done")}</Button>}
      >
        <SecretOnce
          title={add.data.name}
          warning={t("made.warning")}
          items={[{ label: t("key"), value: add.data.key }]}
        />
      </Dialog>
    );
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("add")}
      footer={
        <>
          <Button variant="secondary" onClick={onClose}>
            {t("common:form.cancel")}
          </Button>
          <Button type="submit" form="api-key" variant="primary" busy={add.isPending}>
            {t("make")}
          </Button>
        </>
      }
    >
      <form id="api-key" onSubmit={submit} noValidate className="grid gap-4">
        {errors.root?.["server"]?.message !== undefined && <Alert tone="bad">{errors.root["server"].message}</Alert>}
        <Field label={t("name")} hint={t("nameHint")} error={errors.name && t("common:form.required")} required>
          <Input
            autoComplete="off"
            maxLength={100}
            {...form.register("name", { validate: (name) => name.trim() !== "" })}
          />
        </Field>
        <fieldset>
          <legend className="text-sm font-medium">{t("may")}</legend>
          {scopes.map((scope) => (
            <Checkbox
              key={scope}
              value={scope}
              label={t(`scopes.${scope.replace(":", "_")}`)}
              description={scope}
              {...form.register("scopes", { validate: (chosen) => chosen.length > 0 })}
            />
          ))}
          {errors.scopes && (
            <p role="alert" className="text-sm text-bad">
              {t("noScope")}
            </p>
          )}
        </fieldset>
      </form>
    </Dialog>
  );
}
