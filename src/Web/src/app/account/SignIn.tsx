import { type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { Alert, Button, Field, Input, PasswordInput } from "@/components/ui";
import { problemText } from "@/lib/api/problem";
import { ownPath } from "@/lib/ownPath";
import { paths, withReturn } from "@/lib/paths";
import { session } from "@/lib/session/session";
import { useSession } from "@/lib/session/useSession";
import { Door, doorLink } from "./Door";

const names = ["username", "password"] as const;
type Name = (typeof names)[number];

/** What the form has, as the browser knows it: password managers fill it in without telling anybody. */
function valuesOf(form: HTMLFormElement): Record<Name, string> {
  const text = (name: Name) => (form.elements.namedItem(name) as HTMLInputElement).value;
  return { username: text("username").trim(), password: text("password") };
}

const focus = (form: HTMLFormElement, name: Name) => (form.elements.namedItem(name) as HTMLInputElement).focus();

/** The first page that somebody loads: two fields by hand, without the form library of the other pages. */
export default function SignIn() {
  const { t } = useTranslation(["shell", "common"]);
  const state = useSession();
  const to = ownPath(useSearchParams()[0].get("to"));
  const [missing, setMissing] = useState<readonly Name[]>([]);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const form = event.currentTarget;
    const values = valuesOf(form);
    const without = names.filter((name) => values[name] === "");
    setMissing(without);
    setFailure(null);
    const [first] = without;
    if (first !== undefined) {
      focus(form, first);
      return;
    }
    setBusy(true);
    try {
      await session.signIn(values.username, values.password);
    } catch (error) {
      const { title, advice } = problemText(error, t);
      setFailure(`${title} ${advice}`);
      focus(form, "password");
    } finally {
      setBusy(false);
    }
  };
  const field = (name: Name) => ({
    label: t(`signIn.${name}`),
    ...(missing.includes(name) && { error: t("common:form.required") }),
  });
  const filled = (name: Name) => () => setMissing((before) => before.filter((other) => other !== name));

  return (
    <Door title={t("signIn.title")}>
      {state.kind === "signed_out" && state.ended && <Alert tone="warn">{t("signIn.ended")}</Alert>}
      <form onSubmit={(event) => void submit(event)} noValidate className="grid gap-4">
        {failure !== null && <Alert tone="bad">{failure}</Alert>}
        <Field {...field("username")}>
          <Input
            name="username"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            onChange={filled("username")}
          />
        </Field>
        <Field {...field("password")}>
          <PasswordInput name="password" autoComplete="current-password" onChange={filled("password")} />
        </Field>
        <Button type="submit" variant="primary" busy={busy}>
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
