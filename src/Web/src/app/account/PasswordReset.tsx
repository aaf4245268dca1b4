import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { z } from "zod/mini";
import { Alert, Button, Field, Input, LinkButton, PasswordInput } from "@/components/ui";
import { data, door } from "@/lib/api/client";
import { ApiError, problemText } from "@/lib/api/problem";
import { paths } from "@/lib/paths";
import { Door, doorLink } from "./Door";
import { fieldError } from "./fieldError";
import { email, newPassword } from "./newPassword";

/** Without a token it asks for the mail, with the token of the mail for the new password. */
export default function PasswordReset() {
  const token = useSearchParams()[0].get("token");
  return token === null ? <Ask /> : <Choose token={token} />;
}

function Ask() {
  const { t, i18n } = useTranslation(["shell", "common"]);
  const [sentTo, setSentTo] = useState<string | null>(null);
  const form = useForm({ resolver: zodResolver(z.object({ email })), defaultValues: { email: "" } });
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async (values) => {
    try {
      await data(door.POST("/api/auth/password-reset", { body: { ...values, language: i18n.language } }));
      setSentTo(values.email);
    } catch (error) {
      const { title, advice } = problemText(error, t);
      form.setError("root.server", { message: `${title} ${advice}` });
    }
  });
  const toSignIn = (
    <Link to={paths.signIn} className={doorLink}>
      {t("reset.toSignIn")}
    </Link>
  );
  if (sentTo !== null)
    return (
      <Door title={t("signUp.sentTitle")} text={t("reset.sentText", { email: sentTo })}>
        {toSignIn}
      </Door>
    );
  return (
    <Door title={t("reset.title")} text={t("reset.text")}>
      <form onSubmit={submit} noValidate className="grid gap-4">
        {errors.root?.["server"]?.message !== undefined && <Alert tone="bad">{errors.root["server"].message}</Alert>}
        <Field label={t("signUp.email")} error={errors.email && t("common:form.email")}>
          <Input
            type="email"
            inputMode="email"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            {...form.register("email")}
          />
        </Field>
        <Button type="submit" busy={isSubmitting}>
          {t("reset.submit")}
        </Button>
      </form>
      {toSignIn}
    </Door>
  );
}

const chosen = z
  .object({ password: newPassword, again: z.string() })
  .check(z.refine(({ password, again }) => password === again, { path: ["again"], error: "passwordDiffers" }));

function Choose({ token }: { token: string }) {
  const { t } = useTranslation(["shell", "common"]);
  const [state, setState] = useState<"asking" | "done" | "over">("asking");
  const form = useForm({ resolver: zodResolver(chosen), defaultValues: { password: "", again: "" } });
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async ({ password }) => {
    try {
      await data(door.POST("/api/auth/password-reset/confirm", { body: { token, new_password: password } }));
      setState("done");
    } catch (error) {
      const said = error instanceof ApiError ? error.fields["new_password"] : undefined;
      if (said !== undefined) form.setError("password", { type: "server", message: said.join(" ") });
      else if (error instanceof ApiError && error.status < 429) setState("over");
      else {
        const { title, advice } = problemText(error, t);
        form.setError("root.server", { message: `${title} ${advice}` });
      }
    }
  });
  if (state !== "asking")
    return (
      <Door
        title={t(state === "done" ? "reset.doneTitle" : "reset.overTitle")}
        text={t(state === "done" ? "reset.doneText" : "reset.overText")}
      >
        <LinkButton to={state === "done" ? paths.signIn : paths.passwordReset}>
          {t(state === "done" ? "signIn.title" : "reset.submit")}
        </LinkButton>
      </Door>
    );
  return (
    <Door title={t("reset.chooseTitle")} text={t("reset.chooseText")}>
      <form onSubmit={submit} noValidate className="grid gap-4">
        {errors.root?.["server"]?.message !== undefined && <Alert tone="bad">{errors.root["server"].message}</Alert>}
        <Field label={t("password.next")} hint={t("password.rule")} {...fieldError(errors.password, t)}>
          <PasswordInput autoComplete="new-password" {...form.register("password")} />
        </Field>
        <Field label={t("password.again")} {...fieldError(errors.again, t)}>
          <PasswordInput autoComplete="new-password" {...form.register("again")} />
        </Field>
        <Button type="submit" busy={isSubmitting}>
          {t("password.submit")}
        </Button>
      </form>
    </Door>
  );
}
