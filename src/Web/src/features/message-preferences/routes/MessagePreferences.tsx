import { useTranslation } from "react-i18next";
import { PageHeader, QueryState, Skeleton } from "@/components/ui";
import { paths } from "@/lib/paths";
import { usePreferences } from "../api/usePreferences";
import { AddressCard } from "../components/AddressCard";
import { PreferencesForm } from "../components/PreferencesForm";
import { PushCard } from "../components/PushCard";

/** How the reader is told what happens. */
export default function MessagePreferences() {
  const { t } = useTranslation(["message-preferences", "shell"]);
  const query = usePreferences();
  return (
    <>
      <PageHeader
        title={t("title")}
        subtitle={t("subtitle")}
        back={{ to: paths.account, label: t("shell:account.title") }}
      />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <QueryState query={query} skeleton={<Skeleton className="h-96 rounded-card" />}>
          {() => query.data !== undefined && <PreferencesForm preferences={query.data} />}
        </QueryState>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
          <PushCard />
          <AddressCard />
        </div>
      </div>
    </>
  );
}
