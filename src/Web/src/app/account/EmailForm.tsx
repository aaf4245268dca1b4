import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { z } from "zod/mini";
import { Alert, Button, Field, Input, PasswordInput } from "@/components/ui";
import { data, identity } from "@/lib/api/client";
import { showErrors } from "@/lib/api/formErrors";
import { useMe } from "@/lib/session/useSession";
import { fieldError } from "./fieldError";
import { email } from "./newPassword";

const fields = ["email", "password"] as const;
const schema = z.object({ email, password: z.string().check(z.minLength(1, "required")) });

/** Another e-mail address for the own account; it counts once the link in the mail to it was followed. */
export function EmailForm() {
  const { t, i18n } = useTranslation(["shell", "common"]);
  const me = useMe();
  const signsInWithIt = me.email?.toLowerCase() === me.username;
  const [sentTo, setSentTo] = useState<string | null>(null);
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { email: "", password: "" } });
  const { errors, isSubmitting } = form.formState;

  const submit = form.handleSubmit(async (values) => {
    setSentTo(null);
    try {
      await data(identity.POST("/api/auth/me/email", { body: { ...values, language: i18n.language } }));
      setSentTo(values.email);
      form.reset();
    } catch (error) {
      showErrors(form, fields, error, t);
    }
  });

  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <p className="text-sm break-words text-muted">
        {me.email === null
          ? t("emailChange.none")
          : t(signsInWithIt ? "emailChange.presentName" : "emailChange.present", { email: me.email })}
      </p>
      {sentTo !== null && (
        <Alert tone="good" title={t("signUp.sentTitle")}>
          {t("emailChange.sentText", { email: sentTo })}
        </Alert>
      )}
      {errors.root?.["server"]?.message !== undefined && <Alert tone="bad">{errors.root["server"].message}</Alert>}
      <Field label={t("emailChange.next")} {...fieldError(errors.email, t)}>
        <Input
          type="email"
          inputMode="email"
          autoComplete="email"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={254}
          {...form.register("email")}
        />
      </Field>
      <Field label={t("password.current")} {...fieldError(errors.password, t)}>
        <PasswordInput autoComplete="current-password" {...form.register("password")} />
      </Field>
      <Button type="submit" variant="primary" busy={isSubmitting} className="justify-self-start">
        {t("emailChange.submit")}
      </Button>
    </form>
  );
}
