import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { z } from "zod/mini";
import { Alert, Button, Field, Input, PasswordInput } from "@/components/ui";
import { data, door } from "@/lib/api/client";
import { showErrors } from "@/lib/api/formErrors";
import { ownPath } from "@/lib/ownPath";
import { paths, withReturn } from "@/lib/paths";
import { Door, doorLink } from "./Door";
import { fieldError } from "./fieldError";
import { email, newPassword } from "./newPassword";
import { wayBack } from "./wayBack";

const schema = z.object({
  name: z.string().check(z.trim(), z.minLength(1, "required"), z.maxLength(100, "tooLong")),
  email,
  password: newPassword,
});
const fields = ["name", "email", "password"] as const;

/** An account for whoever buys a device in a shop. What is said is the same for known and unknown addresses. */
export default function SignUp() {
  const { t, i18n } = useTranslation(["shell", "common"]);
  const to = ownPath(useSearchParams()[0].get("to"));
  const [sentTo, setSentTo] = useState<string | null>(null);
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { name: "", email: "", password: "" } });
  const { errors, isSubmitting } = form.formState;

  const submit = form.handleSubmit(async (values) => {
    try {
      await data(
        door.POST("/api/auth/sign-up", {
          body: {
            ...values,
            time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
            language: i18n.language,
            return_to: to,
          },
        }),
      );
      wayBack.set(to);
      setSentTo(values.email);
    } catch (error) {
      showErrors(form, fields, error, t);
    }
  });

  if (sentTo !== null) {
    return (
      <Door title={t("signUp.sentTitle")} text={t("signUp.sentText", { email: sentTo })}>
        <Alert tone="accent">{t("signUp.sentHint")}</Alert>
        <Button variant="secondary" onClick={() => setSentTo(null)}>
          {t("signUp.again")}
        </Button>
        <Link to={withReturn(paths.signIn, to)} className={doorLink}>
          {t("signUp.toSignIn")}
        </Link>
      </Door>
    );
  }
  return (
    <Door title={t("signUp.title")} text={t("signUp.text")}>
      <form onSubmit={submit} noValidate className="grid gap-4">
        {errors.root?.["server"]?.message !== undefined && <Alert tone="bad">{errors.root["server"].message}</Alert>}
        <Field label={t("signUp.name")} hint={t("signUp.nameHint")} {...fieldError(errors.name, t)}>
          <Input autoComplete="name" {...form.register("name")} />
        </Field>
        <Field label={t("signUp.email")} {...fieldError(errors.email, t)}>
          <Input
            type="email"
            inputMode="email"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            {...form.register("email")}
          />
        </Field>
        <Field label={t("signIn.password")} hint={t("password.rule")} {...fieldError(errors.password, t)}>
          <PasswordInput autoComplete="new-password" {...form.register("password")} />
        </Field>
        <Button type="submit" busy={isSubmitting}>
          {t("signUp.submit")}
        </Button>
      </form>
      <Link to={withReturn(paths.signIn, to)} className={doorLink}>
        {t("signUp.toSignIn")}
      </Link>
    </Door>
  );
}
