import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useNavigate, useSearchParams } from "react-router";
import { Alert, Button, LinkButton } from "@/components/ui";
import { data, door } from "@/lib/api/client";
import { ApiError, problemText } from "@/lib/api/problem";
import { paths } from "@/lib/paths";
import { session } from "@/lib/session/session";
import { Door } from "./Door";
import { wayBack } from "./wayBack";

/** Confirms an e-mail address. By a button: programs that look through mails open links, and the token is good once. */
export default function Verify() {
  const { t } = useTranslation(["shell", "common"]);
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const token = params.get("token") ?? "";
  const verify = useMutation({
    mutationFn: async () => {
      const answer = await data(door.POST("/api/auth/verify", { body: { token, use_cookie: true } }));
      // First away from here: the router of the new person begins at the address that is there then.
      await navigate(wayBack.take(params.get("to")), { replace: true });
      await session.accept(answer);
    },
  });
  const over = token === "" || (verify.error instanceof ApiError && verify.error.status < 429);
  const problem = verify.error === null ? null : problemText(verify.error, t);
  if (over) {
    return (
      <Door title={t("verify.overTitle")} text={t("verify.overText")}>
        <LinkButton to={paths.signUp}>{t("signIn.signUp")}</LinkButton>
        <LinkButton to={paths.signIn} variant="secondary">
          {t("signIn.title")}
        </LinkButton>
      </Door>
    );
  }
  return (
    <Door title={t("verify.title")} text={t("verify.text")}>
      {problem && (
        <Alert tone="bad" title={problem.title}>
          {problem.advice}
        </Alert>
      )}
      <Button busy={verify.isPending} onClick={() => verify.mutate()}>
        {t("verify.submit")}
      </Button>
    </Door>
  );
}
