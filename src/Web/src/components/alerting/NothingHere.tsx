import { Compass } from "lucide-react";
import { useTranslation } from "react-i18next";
import { EmptyState, LinkButton, PageHeader } from "@/components/ui";

/** Looks like any address that does not exist. */
export function NothingHere() {
  const { t } = useTranslation("shell");
  return (
    <>
      <PageHeader title={t("notFound.title")} />
      <EmptyState
        icon={Compass}
        title={t("notFound.heading")}
        text={t("notFound.text")}
        action={<LinkButton to="/">{t("notFound.home")}</LinkButton>}
      />
    </>
  );
}
