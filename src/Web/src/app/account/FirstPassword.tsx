import { useTranslation } from "react-i18next";
import { Button } from "@/components/ui";
import { session } from "@/lib/session/session";
import { Door } from "./Door";
import { PasswordForm } from "./PasswordForm";

/** Somebody with a temporary password: nothing else opens until it is changed. */
export default function FirstPassword() {
  const { t } = useTranslation("shell");
  return (
    <Door title={t("password.firstTitle")} text={t("password.firstText")}>
      <PasswordForm />
      <Button variant="ghost" onClick={() => void session.signOut()}>
        {t("account.signOut")}
      </Button>
    </Door>
  );
}
