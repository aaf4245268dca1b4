import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { Alert, Button, Field, Input, NativeSelect, Textarea, toast } from "@/components/ui";
import { showErrors } from "@/lib/api/formErrors";
import { useChangeWorkshop } from "../api/changeWorkshop";
import type { Workshop } from "../api/workshops";

const fields = ["name", "address", "phone", "time_zone"] as const;

/** What may be changed of a workshop. */
export function DetailsForm({ workshop }: { workshop: Workshop }) {
  const { t } = useTranslation(["admin-workshops", "common"]);
  const change = useChangeWorkshop(workshop.tenant_id);
  const form = useForm({
    values: {
      name: workshop.name,
      address: workshop.address ?? "",
      phone: workshop.phone ?? "",
      time_zone: workshop.time_zone,
    },
    // What somebody is typing is not overwritten when the workshop is read again.
    resetOptions: { keepDirtyValues: true },
  });
  const { errors, isDirty } = form.formState;
  const zones = [...new Set([workshop.time_zone, ...Intl.supportedValuesOf("timeZone")])];

  const submit = form.handleSubmit(async (values) => {
    try {
      await change.mutateAsync(values);
      form.reset(values);
      toast.success(t("common:form.saved"));
    } catch (error) {
      showErrors(form, fields, error, t);
    }
  });

  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      {errors.root?.["server"]?.message !== undefined && <Alert tone="bad">{errors.root["server"].message}</Alert>}
      <Field
        label={t("name")}
        error={errors.name?.type === "required" ? t("common:form.required") : errors.name?.message}
        required
      >
        <Input autoComplete="off" maxLength={100} {...form.register("name", { required: true })} />
      </Field>
      <Field label={t("address")} error={errors.address?.message}>
        <Textarea rows={2} autoComplete="off" {...form.register("address")} />
      </Field>
      <Field label={t("phone")} hint={t("phoneHint")} error={errors.phone?.message}>
        <Input type="tel" autoComplete="off" {...form.register("phone")} />
      </Field>
      <Field label={t("timeZone")} error={errors.time_zone?.message}>
        <NativeSelect
          options={zones.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))}
          {...form.register("time_zone")}
        />
      </Field>
      <Button type="submit" busy={change.isPending} disabled={!isDirty} className="justify-self-start">
        {t("common:form.save")}
      </Button>
    </form>
  );
}
