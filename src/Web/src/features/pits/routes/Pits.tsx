import { Gauge, Plus, SearchX, Store } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { Button, EmptyState, LinkButton, PageHeader, QueryState, Skeleton } from "@/components/ui";
import { type Format, useFormat } from "@/lib/i18n/format";
import type { Job } from "@/lib/jobs/types";
import { runningJobsQuery, useRunningJobs } from "@/lib/jobs/useRunningJobs";
import { paths } from "@/lib/paths";
import type { Preload } from "@/lib/feature";
import type { Me } from "@/lib/session/session";
import { useMe } from "@/lib/session/useSession";
import { latestQuery, useLatest } from "@/lib/pits/useLatest";
import { pitsQuery, usePitChanges, usePits } from "@/lib/pits/usePits";
import { activeAlertsQuery, useActiveAlerts } from "@/lib/alerting/useActiveAlerts";
import { PitPlace, PitTile } from "../components/PitTile";
import { jobOf } from "../components/jobOf";
import { useDrawn } from "../components/useDrawn";
import { worstByPit } from "@/lib/pits/alerts";
import type { Pit } from "@/lib/pits/pit";
import { type Severity, seesAlerts } from "@/lib/alerting/types";
import { PitFilter, usePitFilter } from "../components/PitFilter";

/** An admin says of which workshop; nothing is asked for until then. */
function scopeOf(me: Me, params: URLSearchParams) {
  const workshop = me.role === "admin" ? Number(params.get("workshop")) || null : null;
  return { workshop, enabled: me.role !== "admin" || workshop !== null };
}

/** Everything that the page begins with, at once. */
export const preload: Preload = (client, me, params) => {
  const { workshop, enabled } = scopeOf(me, params);
  if (!enabled) return;
  // What fails is asked for again by the page, which shows it.
  const left = () => undefined;
  client.query(pitsQuery(workshop)).catch(left);
  client.query(latestQuery(workshop)).catch(left);
  client.query(runningJobsQuery(workshop)).catch(left);
  if (seesAlerts(me)) client.query(activeAlertsQuery).catch(left);
};

export default function Pits() {
  const { t } = useTranslation("pits");
  const me = useMe();
  const [params] = useSearchParams();
  const { workshop, enabled } = scopeOf(me, params);
  const query = usePits(workshop, enabled);
  useLatest(workshop, enabled);
  usePitChanges();
  const running = useRunningJobs(workshop, enabled);
  const pits = query.data ?? [];
  const worst = useActiveAlerts(worstByPit).data;
  const filter = usePitFilter(query.data, worst);
  const format = useFormat();

  return (
    <>
      <PageHeader title={t("title")} {...(pits.length > 0 && { subtitle: t("count", { count: pits.length }) })} />
      {enabled && filter.hasMany && !query.isLoadingError && <PitFilter filter={filter} />}
      {enabled ? (
        <QueryState query={query} skeleton={<Loading />} empty={pits.length === 0} emptyState={<NoPits />}>
          <Grid pits={filter.shown} onClear={filter.clear} running={running} worst={worst} format={format} />
        </QueryState>
      ) : (
        <EmptyState
          icon={Store}
          title={t("ofWorkshop.title")}
          text={t("ofWorkshop.text")}
          action={<LinkButton to={paths.adminWorkshops}>{t("ofWorkshop.action")}</LinkButton>}
        />
      )}
    </>
  );
}

function Grid({
  pits,
  onClear,
  running,
  worst,
  format,
}: {
  pits: readonly Pit[];
  /** Shows all of them again. */
  onClear: () => void;
  running: ReadonlyMap<number, Job> | undefined;
  worst: ReadonlyMap<number, Severity> | undefined;
  format: Format;
}) {
  const { t } = useTranslation("pits");
  const { role } = useMe();
  const drawn = useDrawn(pits.length);
  if (pits.length === 0)
    return (
      <EmptyState
        icon={SearchX}
        title={t("noMatch.title")}
        action={
          <Button variant="secondary" onClick={onClear}>
            {t("noMatch.action")}
          </Button>
        }
      />
    );
  return (
    <ul
      aria-label={t("title")}
      className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,17rem),1fr))] gap-3 sm:gap-4"
    >
      {pits.map((pit, index) =>
        index < drawn ? (
          <PitTile
            key={pit.pit_id}
            t={t}
            pit={pit}
            job={jobOf(running, pit, role)}
            hasJobPlace={role !== "customer"}
            format={format}
            alert={worst?.get(pit.pit_id)}
          />
        ) : (
          <PitPlace key={pit.pit_id} />
        ),
      )}
    </ul>
  );
}

function NoPits() {
  const { t } = useTranslation("pits");
  const { role } = useMe();
  const mayAdd = role === "owner";
  return (
    <EmptyState
      icon={Gauge}
      title={t("empty.title")}
      text={t(mayAdd ? "empty.owner" : "empty.others")}
      action={
        mayAdd && (
          <LinkButton to={paths.deviceSetup} icon={<Plus aria-hidden />}>
            {t("empty.action")}
          </LinkButton>
        )
      }
    />
  );
}

function Loading() {
  return (
    <div className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,17rem),1fr))] gap-3 sm:gap-4">
      {Array.from({ length: 6 }, (_, index) => (
        <Skeleton key={index} className="h-72 rounded-card" />
      ))}
    </div>
  );
}
