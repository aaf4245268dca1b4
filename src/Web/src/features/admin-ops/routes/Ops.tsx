import { useTranslation } from "react-i18next";
import { PageHeader } from "@/components/ui";
import { useHealth, useIngest, useQueues, useStorage } from "../api/ops";
import { DeadLetters } from "../components/DeadLetters";
import { IngestPanel } from "../components/IngestPanel";
import { OpsCard } from "../components/OpsCard";
import { QueueList } from "../components/QueueList";
import { Services } from "../components/Services";
import { StoragePanel } from "../components/StoragePanel";
import { Verdict } from "../components/Verdict";

/** Is it us? How the platform is, at a glance; each part asks, ages and fails alone. */
export default function Ops() {
  const { t } = useTranslation("admin-ops");
  const health = useHealth();
  const queues = useQueues();
  const ingest = useIngest();
  const storage = useStorage();
  return (
    <>
      <PageHeader title={t("title")} subtitle={t("subtitle")} />
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2">
        <div className="lg:col-span-2">
          <Verdict query={health} />
        </div>
        <OpsCard title={t("ingest.title")} query={ingest}>
          {() => ingest.data && <IngestPanel ingest={ingest.data} />}
        </OpsCard>
        <OpsCard title={t("letters.title")} query={queues}>
          {() => queues.data && <DeadLetters queues={queues.data} />}
        </OpsCard>
        <OpsCard title={t("services.title")} query={health} className="lg:col-span-2">
          {() => health.data && <Services services={health.data.services} />}
        </OpsCard>
        <OpsCard title={t("queues.title")} query={queues} className="lg:col-span-2">
          {() => queues.data && <QueueList queues={queues.data} />}
        </OpsCard>
        <OpsCard title={t("storage.title")} query={storage} className="lg:col-span-2">
          {() => storage.data && <StoragePanel storage={storage.data} />}
        </OpsCard>
      </div>
    </>
  );
}
