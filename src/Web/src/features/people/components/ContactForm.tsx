import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { Alert, Button, Field, Input, toast } from "@/components/ui";
import { showErrors } from "@/lib/api/formErrors";
import { useChangePerson } from "../api/changePerson";
import type { Person } from "../api/people";

const fields = ["name", "email", "phone"] as const;

/** Name, e-mail and telephone of an account. */
export function ContactForm({ person }: { person: Person }) {
  const { t } = useTranslation(["people", "common"]);
  const change = useChangePerson(person.user_id);
  const form = useForm({
    values: { name: person.name ?? "", email: person.email ?? "", phone: person.phone ?? "" },
    // What somebody is typing is not overwritten when the list is read again.
    resetOptions: { keepDirtyValues: true },
  });
  const { errors, isDirty } = form.formState;

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
      <Field label={t("name")} error={errors.name?.message}>
        <Input autoComplete="off" {...form.register("name")} />
      </Field>
      <Field label={t("email")} error={errors.email?.message}>
        <Input type="email" autoComplete="off" {...form.register("email")} />
      </Field>
      <Field label={t("phone")} hint={t("phoneHint")} error={errors.phone?.message}>
        <Input type="tel" autoComplete="off" {...form.register("phone")} />
      </Field>
      <Button
        type="submit"
        variant="primary"
        busy={change.isPending}
        disabled={!isDirty}
        className="justify-self-start"
      >
        {t("common:form.save")}
      </Button>
    </form>
  );
}
