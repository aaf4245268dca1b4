import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { Alert, Button, LinkButton } from "@/components/ui";
import { data, door } from "@/lib/api/client";
import { ApiError, problemText } from "@/lib/api/problem";
import { paths } from "@/lib/paths";
import { session } from "@/lib/session/session";
import { useSession } from "@/lib/session/useSession";
import { Door } from "./Door";

/** Confirms another address of an account. By a button: programs that look through mails open links, and the token is good once. */
export default function ConfirmEmail() {
  const { t } = useTranslation(["shell", "common"]);
  const [params] = useSearchParams();
  const isHere = useSession().kind === "signed_in";
  const token = params.get("token") ?? "";
  const confirm = useMutation({
    mutationFn: async () => {
      await data(door.POST("/api/auth/email-change/confirm", { body: { token } }));
      if (isHere) await session.reload();
    },
  });
  const onward = (
    <LinkButton to={isHere ? paths.account : paths.signIn}>
      {t(isHere ? "account.settings" : "signIn.title")}
    </LinkButton>
  );
  const refused = confirm.error instanceof ApiError && confirm.error.status < 429 ? confirm.error : null;
  if (confirm.isSuccess)
    return (
      <Door title={t("emailChange.doneTitle")} text={t("emailChange.doneText")}>
        {onward}
      </Door>
    );
  if (refused?.code === "address_taken")
    return (
      <Door title={t("emailChange.takenTitle")} text={t("emailChange.takenText")}>
        {onward}
      </Door>
    );
  if (token === "" || refused !== null)
    return (
      <Door title={t("verify.overTitle")} text={t("emailChange.overText")}>
        {onward}
      </Door>
    );
  const problem = confirm.error === null ? null : problemText(confirm.error, t);
  return (
    <Door title={t("emailChange.confirmTitle")} text={t("emailChange.confirmText")}>
      {problem && (
        <Alert tone="bad" title={problem.title}>
          {problem.advice}
        </Alert>
      )}
      <Button busy={confirm.isPending} onClick={() => confirm.mutate()}>
        {t("emailChange.confirmTitle")}
      </Button>
    </Door>
  );
}
