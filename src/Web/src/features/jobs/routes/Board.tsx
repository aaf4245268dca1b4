import { Eye, Gauge, Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { JobsNav } from "@/components/job";
import { Badge, Button, EmptyState, FilterChips, LinkButton, PageHeader, QueryState, Skeleton } from "@/components/ui";
import type { Job } from "@/lib/jobs/types";
import { useJobChanges } from "@/lib/jobs/useJobChanges";
import { useJobs } from "@/lib/jobs/useJobs";
import { paths } from "@/lib/paths";
import { usePits } from "@/lib/pits/usePits";
import { useMe } from "@/lib/session/useSession";
import { useWatched } from "../api/useWatched";
import { MoveDialogs } from "../components/MoveDialogs";
import { NewJobDialog } from "../components/NewJobDialog";
import { PitRow, type Place } from "../components/PitRow";
import { TimeDialog } from "../components/TimeDialog";
import { useMoving } from "../components/useMoving";

/** From this many pits on it helps to see only those with work. */
const many = 6;

/** All pits of the workshop with what they have to do. */
export default function Board() {
  const { t } = useTranslation(["jobs", "job"]);
  const isOwner = useMe().role === "owner";
  const pits = usePits(null, true);
  const query = useJobs({ status: "waiting,in_progress,quality_check" });
  const watched = new Set(useWatched(isOwner).data?.map(({ job_id }) => job_id));
  const moving = useMoving();
  useJobChanges();
  const [shown, setShown] = useState<"" | "busy" | "free">("");
  const [dragged, setDragged] = useState<Job | null>(null);
  const [timed, setTimed] = useState<Job | null>(null);
  const [adding, setAdding] = useState<{ pitId: number | null } | null>(null);

  const jobs = query.data ?? [];
  const places = placesOf(pits.data ?? [], jobs, (number) => t("job:pit", { number }));
  const jobsOf = (pitId: number) => jobs.filter((job) => job.pit_id === pitId).reverse();
  const isBusy = ({ pitId }: Place) => jobsOf(pitId).length > 0;
  const rows = places.filter((place) => shown === "" || isBusy(place) === (shown === "busy"));
  const row = (place: Place) => (
    <PitRow
      key={place.pitId}
      place={place}
      jobs={jobsOf(place.pitId)}
      watched={watched}
      moving={moving}
      dragged={dragged}
      onDrag={setDragged}
      onTime={isOwner ? setTimed : undefined}
      onAdd={isOwner ? (pitId) => setAdding({ pitId }) : undefined}
    />
  );
  const free = places.find(({ pitId }) => jobsOf(pitId).length === 0);
  const looking = jobs.filter(({ job_id }) => watched.has(job_id)).length;

  return (
    <>
      <PageHeader
        title={t("title")}
        subtitle={
          <span className="flex flex-wrap items-center gap-2">
            {t("count", { count: jobs.length })}
            {looking > 0 && (
              <Badge tone="accent" icon={<Eye aria-hidden />}>
                {t("watchingNow", { count: looking })}
              </Badge>
            )}
          </span>
        }
        actions={
          isOwner && (
            <Button
              icon={<Plus aria-hidden />}
              disabled={places.length === 0}
              onClick={() => setAdding({ pitId: free?.pitId ?? null })}
            >
              {t("new.title")}
            </Button>
          )
        }
      />
      <JobsNav />
      <MoveDialogs moving={moving} />
      <QueryState
        query={pits}
        skeleton={<Loading />}
        empty={places.length === 0}
        emptyState={<NoPits mayAdd={isOwner} />}
      >
        <QueryState query={query} skeleton={<Loading />}>
          {places.length >= many && (
            <FilterChips
              className="mb-4"
              label={t("filter.label")}
              value={shown}
              onChange={setShown}
              options={(["", "busy", "free"] as const).map((value) => ({
                value,
                label: t(`filter.${value === "" ? "all" : value}`),
              }))}
            />
          )}
          <div className="grid grid-cols-[minmax(0,1fr)] gap-4">{rows.filter(isBusy).map(row)}</div>
          {rows.some((place) => !isBusy(place)) && (
            <>
              <p className="mt-6 mb-3 text-sm font-medium text-muted first:mt-0">{t("filter.free")}</p>
              <div className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,11rem),1fr))] gap-3">
                {rows.filter((place) => !isBusy(place)).map(row)}
              </div>
            </>
          )}
        </QueryState>
      </QueryState>
      {timed !== null && <TimeDialog job={timed} onClose={() => setTimed(null)} />}
      {adding !== null && <NewJobDialog places={places} pitId={adding.pitId} onClose={() => setAdding(null)} />}
    </>
  );
}

/** The pits that are there, and those of jobs whose pit is gone. */
function placesOf(
  pits: readonly { pit_id: number; name: string }[],
  jobs: readonly Job[],
  nameOf: (number: number) => string,
): Place[] {
  const places = new Map(pits.map(({ pit_id, name }) => [pit_id, { pitId: pit_id, name }]));
  for (const { pit_id, pit_number } of jobs)
    if (!places.has(pit_id)) places.set(pit_id, { pitId: pit_id, name: nameOf(pit_number) });
  return [...places.values()];
}

function NoPits({ mayAdd }: { mayAdd: boolean }) {
  const { t } = useTranslation("jobs");
  return (
    <EmptyState
      icon={Gauge}
      title={t("noPits.title")}
      text={t(mayAdd ? "noPits.owner" : "noPits.others")}
      action={mayAdd && <LinkButton to={paths.deviceSetup}>{t("noPits.action")}</LinkButton>}
    />
  );
}

function Loading() {
  return (
    <div className="grid gap-4">
      {Array.from({ length: 3 }, (_, index) => (
        <Skeleton key={index} className="h-40 rounded-card" />
      ))}
    </div>
  );
}
