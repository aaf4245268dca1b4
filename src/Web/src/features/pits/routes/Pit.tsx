import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { RunningJob } from "@/components/job";
import { Card, KeyValue, LinkButton, NoSuchPage, PageHeader, QueryState, Skeleton } from "@/components/ui";
import { ApiError } from "@/lib/api/problem";
import type { Job } from "@/lib/jobs/types";
import { useRunningJobs } from "@/lib/jobs/useRunningJobs";
import { paths } from "@/lib/paths";
import { useMe } from "@/lib/session/useSession";
import { usePitAlertsLive } from "../api/usePitAlerts";
import { useEventsLive } from "../api/useEvents";
import { useLatestOf } from "@/lib/pits/useLatest";
import { usePit, usePitChanges } from "@/lib/pits/usePits";
import { BigValues } from "@/components/pit/BigValues";
import { NoJob } from "@/components/pit/NoJob";
import { EventList } from "../components/EventList";
import { HistoryCard, useRange } from "../components/HistoryCard";
import { jobOf } from "../components/jobOf";
import { PitAlerts } from "../components/PitAlerts";
import type { Pit as PitOf } from "@/lib/pits/pit";

export default function Pit() {
  const { t } = useTranslation("pits");
  const { pitId } = useParams();
  const id = /^[1-9]\d{0,8}$/.test(pitId ?? "") ? Number(pitId) : 0;
  const query = usePit(id);
  const { role } = useMe();
  usePitChanges();
  useEventsLive(id);
  usePitAlertsLive(id);
  // A pit of somebody else answers as one that does not exist, also when it was this reader's a moment ago.
  const isGone = id === 0 || (query.error instanceof ApiError && query.error.status === 404);
  if (isGone) return <NoSuchPage />;
  return (
    <>
      <PageHeader
        title={query.data?.name ?? t("pit")}
        back={{
          to:
            role === "admin" && query.data !== undefined
              ? `${paths.pits}?workshop=${query.data.workshop_id}`
              : paths.pits,
          label: t("title"),
        }}
        {...(query.data !== undefined && { subtitle: t("number", { number: query.data.pit_number }) })}
      />
      <QueryState query={query} skeleton={<Skeleton className="h-48 rounded-card" />}>
        {() => query.data !== undefined && <Shown pit={query.data} />}
      </QueryState>
    </>
  );
}

function Shown({ pit }: { pit: PitOf }) {
  const { t } = useTranslation("pits");
  const { role } = useMe();
  const [range, setRange] = useRange();
  useLatestOf(pit.pit_id, pit.device_id !== null);
  const job = jobOf(useRunningJobs(role === "admin" ? pit.workshop_id : null, true), pit, role);
  const mayOpenDevice = role !== "customer" && pit.device_id !== null;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <PitAlerts pitId={pit.pit_id} />
      <BigValues pit={pit} />
      {job != null && <Work job={job} mayOpen={role !== "admin"} />}
      <HistoryCard pit={pit} range={range} onRange={setRange} />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-2">
        <Card title={t("aboutPit")}>
          <KeyValue
            items={[
              { label: t("device.label"), value: pit.device_id ?? t("device.no_device") },
              { label: t("camera.label"), value: pit.camera_model ?? t("camera.none") },
            ]}
          />
          {mayOpenDevice && pit.device_id !== null && (
            <LinkButton to={paths.device.of(pit.device_id)} variant="secondary" size="sm" className="mt-3">
              {t("device.open")}
            </LinkButton>
          )}
          {job === null && (
            <div className="mt-4">
              <NoJob t={t} />
            </div>
          )}
        </Card>
        <EventList pitId={pit.pit_id} range={range} />
      </div>
    </div>
  );
}

/** The car that stands here now. */
function Work({ job, mayOpen }: { job: Job; mayOpen: boolean }) {
  const { t } = useTranslation("pits");
  return (
    <Card
      title={t("job.now")}
      actions={
        mayOpen && (
          <LinkButton to={paths.job.of(job.job_id)} variant="secondary" size="sm">
            {t("job.open")}
          </LinkButton>
        )
      }
    >
      <RunningJob job={job} bare />
    </Card>
  );
}
