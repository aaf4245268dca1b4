import { Compass } from "lucide-react";
import { useTranslation } from "react-i18next";
import { LinkButton } from "./Button";
import { PageHeader } from "./PageHeader";
import { EmptyState } from "./states";

/** An address that does not exist, or is of something that somebody may not see: the two look the same. */
export function NoSuchPage() {
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
