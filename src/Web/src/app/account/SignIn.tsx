import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { z } from "zod/mini";
import { Alert, Button, Field, Input, PasswordInput } from "@/components/ui";
import { problemText } from "@/lib/api/problem";
import { ownPath } from "@/lib/ownPath";
import { paths, withReturn } from "@/lib/paths";
import { session } from "@/lib/session/session";
import { useSession } from "@/lib/session/useSession";
import { Door, doorLink } from "./Door";

const schema = z.object({
  username: z.string().check(z.trim(), z.minLength(1)),
  password: z.string().check(z.minLength(1)),
});

export default function SignIn() {
  const { t } = useTranslation(["shell", "common"]);
  const state = useSession();
  const to = ownPath(useSearchParams()[0].get("to"));
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { username: "", password: "" } });
  const { errors, isSubmitting } = form.formState;
  const failure = errors.root?.["server"];

  const submit = form.handleSubmit(async ({ username, password }) => {
    try {
      await session.signIn(username, password);
    } catch (error) {
      const { title, advice } = problemText(error, t);
      form.setError("root.server", { message: `${title} ${advice}` });
      form.setFocus("password");
    }
  });

  return (
    <Door title={t("signIn.title")}>
      {state.kind === "signed_out" && state.ended && <Alert tone="warn">{t("signIn.ended")}</Alert>}
      <form onSubmit={submit} noValidate className="grid gap-4">
        {failure?.message !== undefined && <Alert tone="bad">{failure.message}</Alert>}
        <Field label={t("signIn.username")} {...(errors.username && { error: t("common:form.required") })}>
          <Input autoComplete="username" autoCapitalize="none" spellCheck={false} {...form.register("username")} />
        </Field>
        <Field label={t("signIn.password")} {...(errors.password && { error: t("common:form.required") })}>
          <PasswordInput autoComplete="current-password" {...form.register("password")} />
        </Field>
        <Button type="submit" variant="primary" busy={isSubmitting}>
          {t("signIn.submit")}
        </Button>
      </form>
      <p className="flex flex-wrap justify-between gap-x-4 text-sm">
        <Link to={withReturn(paths.signUp, to)} className={doorLink}>
          {t("signIn.signUp")}
        </Link>
        <Link to={paths.passwordReset} className={doorLink}>
          {t("signIn.forgot")}
        </Link>
      </p>
    </Door>
  );
}
