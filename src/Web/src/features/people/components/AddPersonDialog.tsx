import { zodResolver } from "@hookform/resolvers/zod";
import { useForm, useWatch } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { z } from "zod/mini";
import { Alert, Button, Dialog, Field, Input, NativeSelect, SecretOnce } from "@/components/ui";
import { showErrors } from "@/lib/api/formErrors";
import { useRequestKey } from "@/lib/api/requestKey";
import { type NewPerson, useAddPerson } from "../api/changePerson";

const schema = z.object({
  username: z.string().check(z.trim(), z.minLength(1)),
  role: z.enum(["staff", "customer"]),
  name: z.string().check(z.trim()),
  email: z.string().check(z.trim()),
  phone: z.string().check(z.trim()),
});
const fields = ["username", "role", "name", "email", "phone"] as const;
const empty = { username: "", role: "staff" as const, name: "", email: "", phone: "" };

/** A new account, and its temporary password, which is shown once. */
export function AddPersonDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const { t } = useTranslation(["people", "common"]);
  const add = useAddPerson();
  // The same submission sent twice makes one account.
  const key = useRequestKey();
  const form = useForm({ resolver: zodResolver(schema), defaultValues: empty });
  const role = useWatch({ control: form.control, name: "role" });
  const { errors } = form.formState;
  const errorOf = (name: (typeof fields)[number]) => {
    const error = errors[name];
    return error === undefined ? undefined : error.type === "server" ? error.message : t("common:form.required");
  };

  const close = (next: boolean) => {
    onOpenChange(next);
    if (next) return;
    form.reset(empty);
    add.reset();
    key.done();
  };

  const submit = form.handleSubmit(async (values) => {
    const orNull = (text: string) => (text === "" ? null : text);
    const person: NewPerson = {
      username: values.username,
      role: values.role,
      name: orNull(values.name),
      email: orNull(values.email),
      phone: orNull(values.phone),
    };
    try {
      await add.mutateAsync({ person, key: key.of(person) });
    } catch (error) {
      showErrors(form, fields, error, t, { username_taken: "username" });
    }
  });

  if (add.data !== undefined)
    return (
      <Dialog
        open={open}
        onOpenChange={close}
        title={t("added.title")}
        footer={<Button onClick={() => close(false)}>{t("added.done")}</Button>}
      >
        <SecretOnce
          title={t("added.heading", { name: add.data.name ?? add.data.username })}
          warning={t("added.warning")}
          items={[
            { label: t("username"), value: add.data.username },
            { label: t("temporaryPassword"), value: add.data.temporary_password },
          ]}
        />
      </Dialog>
    );
  return (
    <Dialog
      open={open}
      onOpenChange={close}
      title={t("add.title")}
      description={t("add.text")}
      footer={
        <>
          <Button variant="secondary" onClick={() => close(false)}>
            {t("common:form.cancel")}
          </Button>
          <Button type="submit" form="add-person" variant="primary" busy={add.isPending}>
            {t("add.submit")}
          </Button>
        </>
      }
    >
      <form id="add-person" onSubmit={submit} noValidate className="grid gap-4">
        {errors.root?.["server"]?.message !== undefined && <Alert tone="bad">{errors.root["server"].message}</Alert>}
        <Field label={t("username")} hint={t("usernameHint")} error={errorOf("username")} required>
          <Input autoCapitalize="none" spellCheck={false} autoComplete="off" {...form.register("username")} />
        </Field>
        <Field label={t("role")} hint={t(`roleHint.${role}`)} error={errorOf("role")}>
          <NativeSelect
            options={[
              { value: "staff", label: t("roles.staff") },
              { value: "customer", label: t("roles.customer") },
            ]}
            {...form.register("role")}
          />
        </Field>
        <Field label={t("name")} error={errorOf("name")}>
          <Input autoComplete="off" {...form.register("name")} />
        </Field>
        <Field label={t("email")} error={errorOf("email")}>
          <Input type="email" autoComplete="off" {...form.register("email")} />
        </Field>
        <Field label={t("phone")} hint={t("phoneHint")} error={errorOf("phone")}>
          <Input type="tel" autoComplete="off" {...form.register("phone")} />
        </Field>
      </form>
    </Dialog>
  );
}
