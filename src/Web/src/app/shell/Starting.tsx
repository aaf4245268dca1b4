import { useTranslation } from "react-i18next";
import { Spinner } from "@/components/ui";

export function Starting() {
  const { t } = useTranslation("shell");
  return (
    <main className="grid min-h-dvh place-items-center" aria-busy="true">
      <p className="flex items-center gap-3 text-muted">
        <Spinner />
        {t("starting")}
      </p>
    </main>
  );
}
