import { useTranslation } from "react-i18next";
import { useLocation } from "react-router";
import { Card, LinkButton } from "@/components/ui";
import { paths, withReturn } from "@/lib/paths";

/** The device has to become somebody's: sign in or up on the way, and back to here. */
export function SignInStep({ serial }: { serial: string }) {
  const { t } = useTranslation("setup");
  const { pathname, search } = useLocation();
  const here = pathname + search;
  return (
    <Card title={t("signIn.title")}>
      <p className="mb-4 text-sm">{t("signIn.text", { serial })}</p>
      <div className="flex flex-wrap gap-2">
        <LinkButton to={withReturn(paths.signUp, here)}>{t("signIn.signUp")}</LinkButton>
        <LinkButton variant="secondary" to={withReturn(paths.signIn, here)}>
          {t("signIn.signIn")}
        </LinkButton>
      </div>
    </Card>
  );
}
