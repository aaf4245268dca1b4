import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { z } from "zod/mini";
import { Alert, Button, Field, PasswordInput } from "@/components/ui";
import { ApiError, problemText } from "@/lib/api/problem";
import { session } from "@/lib/session/session";
import { useMe } from "@/lib/session/useSession";
import { fieldError } from "./fieldError";
import { newPassword } from "./newPassword";

const schema = z
  .object({ current: z.string().check(z.minLength(1, "required")), next: newPassword, again: z.string() })
  .check(z.refine(({ next, again }) => next === again, { path: ["again"], error: "passwordDiffers" }));

export function PasswordForm({ onDone }: { onDone?: () => void }) {
  const { t } = useTranslation(["shell", "common"]);
  const me = useMe();
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { current: "", next: "", again: "" } });
  const { errors, isSubmitting } = form.formState;

  const submit = form.handleSubmit(async ({ current, next }) => {
    try {
      await session.changePassword(current, next);
      form.reset();
      onDone?.();
    } catch (error) {
      if (error instanceof ApiError && error.fields["current_password"])
        form.setError("current", { type: "server", message: t("password.wrong") });
      else if (error instanceof ApiError && error.fields["new_password"])
        form.setError("next", { type: "server", message: error.fields["new_password"].join(" ") });
      else {
        const { title, advice } = problemText(error, t);
        form.setError("root.server", { message: `${title} ${advice}` });
      }
    }
  });

  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      {errors.root?.["server"]?.message !== undefined && <Alert tone="bad">{errors.root["server"].message}</Alert>}
      {/* Password managers want to know whose password it is. */}
      <input type="text" autoComplete="username" value={me.username} readOnly hidden />
      <Field label={t("password.current")} {...fieldError(errors.current, t)}>
        <PasswordInput autoComplete="current-password" {...form.register("current")} />
      </Field>
      <Field label={t("password.next")} hint={t("password.rule")} {...fieldError(errors.next, t)}>
        <PasswordInput autoComplete="new-password" {...form.register("next")} />
      </Field>
      <Field label={t("password.again")} {...fieldError(errors.again, t)}>
        <PasswordInput autoComplete="new-password" {...form.register("again")} />
      </Field>
      <Button type="submit" variant="primary" busy={isSubmitting}>
        {t("password.submit")}
      </Button>
    </form>
  );
}
