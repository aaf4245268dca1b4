import { Compass } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { Card, EmptyState, KeyValue, LinkButton, PageHeader, QueryState, Skeleton } from "@/components/ui";
import { ApiError } from "@/lib/api/problem";
import { paths } from "@/lib/paths";
import { useMe } from "@/lib/session/useSession";
import { usePitAlertsLive } from "../api/usePitAlerts";
import { useEventsLive } from "../api/useEvents";
import { useLatestOf } from "../api/useLatest";
import { usePit, usePitChanges } from "../api/usePits";
import { BigValues } from "../components/BigValues";
import { EventList } from "../components/EventList";
import { HistoryCard, useRange } from "../components/HistoryCard";
import { PitAlerts } from "../components/PitAlerts";
import { CameraPlace, JobPlace } from "../components/PitTile";
import type { Pit as PitOf } from "../model/pit";

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
  if (isGone) return <NoPit />;
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
  const mayOpenDevice = role !== "customer" && pit.device_id !== null;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <PitAlerts pitId={pit.pit_id} />
      <BigValues pit={pit} />
      <HistoryCard pit={pit} range={range} onRange={setRange} />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-2">
        <Card title={t("aboutPit")}>
          <CameraPlace t={t} model={pit.camera_model} className="mb-4 aspect-video rounded-control border" />
          <KeyValue items={[{ label: t("device.label"), value: pit.device_id ?? t("device.no_device") }]} />
          {mayOpenDevice && pit.device_id !== null && (
            <LinkButton to={paths.device.of(pit.device_id)} variant="secondary" size="sm" className="mt-3">
              {t("device.open")}
            </LinkButton>
          )}
          <div className="mt-4">
            <JobPlace t={t} />
          </div>
        </Card>
        <EventList pitId={pit.pit_id} range={range} />
      </div>
    </div>
  );
}

/** Looks like any address that does not exist. */
function NoPit() {
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
