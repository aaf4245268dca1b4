import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { Alert, Button, Field, Input, toast } from "@/components/ui";
import { showErrors } from "@/lib/api/formErrors";
import { session } from "@/lib/session/session";
import { useMe } from "@/lib/session/useSession";

const fields = ["name", "phone"] as const;

/** The reader's own name, and the number that SMS and WhatsApp messages go to. */
export function ContactForm() {
  const { t } = useTranslation(["shell", "common"]);
  const me = useMe();
  const form = useForm({ values: { name: me.name ?? "", phone: me.phone ?? "" } });
  const { errors, isDirty, isSubmitting } = form.formState;

  const submit = form.handleSubmit(async (values) => {
    try {
      const after = await session.changeMe(values);
      form.reset({ name: after.name ?? "", phone: after.phone ?? "" });
      toast.success(t("common:form.saved"));
    } catch (error) {
      showErrors(form, fields, error, t);
    }
  });

  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      {errors.root?.["server"]?.message !== undefined && <Alert tone="bad">{errors.root["server"].message}</Alert>}
      <Field label={t("account.name")} error={errors.name?.message}>
        <Input autoComplete="name" maxLength={100} {...form.register("name")} />
      </Field>
      <Field label={t("account.phone")} hint={t("account.phoneHint")} error={errors.phone?.message}>
        <Input type="tel" autoComplete="tel" maxLength={40} {...form.register("phone")} />
      </Field>
      <Button type="submit" variant="primary" busy={isSubmitting} disabled={!isDirty} className="justify-self-start">
        {t("common:form.save")}
      </Button>
    </form>
  );
}
