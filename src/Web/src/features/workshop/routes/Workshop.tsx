import { useTranslation } from "react-i18next";
import { Card, PageHeader, QueryState } from "@/components/ui";
import { useJobSettings } from "../api/jobSettings";
import { useWorkshop } from "../api/workshop";
import { JobSettingsForm } from "../components/JobSettingsForm";
import { MqttAccount } from "../components/MqttAccount";
import { Pits } from "../components/Pits";
import { WorkshopForm } from "../components/WorkshopForm";

/** What an owner sets for the workshop. */
export default function Workshop() {
  const { t } = useTranslation("workshop");
  const query = useWorkshop();
  const settings = useJobSettings();
  return (
    <>
      <PageHeader title={t("title")} subtitle={query.data?.code} />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Card title={t("details")}>
          <QueryState query={query}>{query.data && <WorkshopForm workshop={query.data} />}</QueryState>
        </Card>
        <Card title={t("mqtt.title")}>
          <QueryState query={query}>{query.data && <MqttAccount workshop={query.data} />}</QueryState>
        </Card>
        <Card title={t("jobs.title")}>
          <QueryState query={settings}>{settings.data && <JobSettingsForm settings={settings.data} />}</QueryState>
        </Card>
        <div className="lg:col-span-2">
          <Pits />
        </div>
      </div>
    </>
  );
}
