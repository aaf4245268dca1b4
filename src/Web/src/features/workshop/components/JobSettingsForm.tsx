import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { Alert, Button, Field, Input, KeyValue, toast } from "@/components/ui";
import { showErrors } from "@/lib/api/formErrors";
import { type JobSettings, useSetJobSettings } from "../api/jobSettings";

/** The country of telephone numbers that are written without one; the time zone is the workshop's. */
export function JobSettingsForm({ settings }: { settings: JobSettings }) {
  const { t } = useTranslation(["workshop", "common"]);
  const save = useSetJobSettings();
  const form = useForm({ values: { country_code: settings.country_code } });
  const { errors, isDirty } = form.formState;

  const submit = form.handleSubmit(async (values) => {
    try {
      const after = await save.mutateAsync({ country_code: values.country_code.trim() });
      form.reset({ country_code: after.country_code });
      toast.success(t("common:form.saved"));
    } catch (error) {
      showErrors(form, ["country_code"], error, t);
    }
  });

  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      {errors.root?.["server"]?.message !== undefined && <Alert tone="bad">{errors.root["server"].message}</Alert>}
      <Field
        label={t("jobs.country")}
        hint={t("jobs.countryHint")}
        error={errors.country_code?.type === "required" ? t("common:form.required") : errors.country_code?.message}
        required
      >
        <Input type="tel" maxLength={5} {...form.register("country_code", { required: true })} />
      </Field>
      <KeyValue items={[{ label: t("jobs.timeZone"), value: settings.time_zone.replaceAll("_", " ") }]} />
      <Button type="submit" variant="primary" busy={save.isPending} disabled={!isDirty} className="justify-self-start">
        {t("common:form.save")}
      </Button>
    </form>
  );
}
