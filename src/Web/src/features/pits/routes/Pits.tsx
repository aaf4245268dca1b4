import { Gauge, Plus, SearchX, Store } from "lucide-react";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import {
  Button,
  EmptyState,
  FilterChips,
  LinkButton,
  PageHeader,
  QueryState,
  SearchInput,
  Skeleton,
} from "@/components/ui";
import { type Format, useFormat } from "@/lib/i18n/format";
import type { Job } from "@/lib/jobs/types";
import { useRunningJobs } from "@/lib/jobs/useRunningJobs";
import { paths } from "@/lib/paths";
import { useMe } from "@/lib/session/useSession";
import { useLatest } from "@/lib/pits/useLatest";
import { usePitChanges, usePits } from "@/lib/pits/usePits";
import { useActiveAlerts } from "@/lib/alerting/useActiveAlerts";
import { PitPlace, PitTile } from "../components/PitTile";
import { jobOf } from "../components/jobOf";
import { useDrawn } from "../components/useDrawn";
import { worstByPit } from "@/lib/pits/alerts";
import { type DeviceState, deviceState, type Pit } from "@/lib/pits/pit";

const states: readonly DeviceState[] = ["online", "offline", "disabled", "no_device"];
/** From this many on a grid needs a way to find one. */
const many = 10;

export default function Pits() {
  const { t } = useTranslation("pits");
  const me = useMe();
  const [params] = useSearchParams();
  const isAdmin = me.role === "admin";
  const workshop = isAdmin ? Number(params.get("workshop")) || null : null;
  const enabled = !isAdmin || workshop !== null;
  const query = usePits(workshop, enabled);
  useLatest(workshop, enabled);
  usePitChanges();
  const running = useRunningJobs(workshop, enabled);
  const pits = query.data ?? [];
  const format = useFormat();
  // While the pits are on their way.
  useEffect(() => format.prepare(), [format]);

  return (
    <>
      <PageHeader title={t("title")} {...(pits.length > 0 && { subtitle: t("count", { count: pits.length }) })} />
      {enabled ? (
        <QueryState query={query} skeleton={<Loading />} empty={pits.length === 0} emptyState={<NoPits />}>
          <Grid pits={pits} running={running} format={format} />
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
  running,
  format,
}: {
  pits: readonly Pit[];
  running: ReadonlyMap<number, Job> | undefined;
  format: Format;
}) {
  const { t } = useTranslation("pits");
  const { role } = useMe();
  const [search, setSearch] = useState("");
  const [state, setState] = useState<DeviceState | "" | "alert">("");
  const withFilter = pits.length >= many;
  const counts = useMemo(() => {
    const by = new Map<DeviceState, number>();
    for (const pit of pits) by.set(deviceState(pit), (by.get(deviceState(pit)) ?? 0) + 1);
    return by;
  }, [pits]);
  const worst = useActiveAlerts(worstByPit).data;
  const alerted = pits.filter(({ pit_id }) => worst?.has(pit_id)).length;
  const wanted = search.trim().toLocaleLowerCase();
  const shown = withFilter
    ? pits.filter(
        (pit) =>
          (state === "" || (state === "alert" ? worst?.has(pit.pit_id) : deviceState(pit) === state)) &&
          [pit.name, String(pit.pit_number), pit.device_id ?? ""].some((text) =>
            text.toLocaleLowerCase().includes(wanted),
          ),
      )
    : pits;
  const drawn = useDrawn(shown.length);

  return (
    <>
      {withFilter && (
        <div className="mb-4 flex flex-wrap items-center gap-3">
          <SearchInput value={search} onChange={setSearch} label={t("search")} className="w-full sm:w-64" />
          <FilterChips
            label={t("filter.label")}
            value={state}
            onChange={setState}
            options={[
              { value: "" as const, label: t("filter.all"), count: pits.length },
              ...(alerted > 0 || state === "alert"
                ? [{ value: "alert" as const, label: t("filter.alert"), count: alerted }]
                : []),
              ...states
                .filter((value) => value === state || (counts.get(value) ?? 0) > 0)
                .map((value) => ({ value, label: t(`device.${value}`), count: counts.get(value) ?? 0 })),
            ]}
          />
        </div>
      )}
      {shown.length === 0 ? (
        <EmptyState
          icon={SearchX}
          title={t("noMatch.title")}
          action={
            <Button
              variant="secondary"
              onClick={() => {
                setSearch("");
                setState("");
              }}
            >
              {t("noMatch.action")}
            </Button>
          }
        />
      ) : (
        <ul
          aria-label={t("title")}
          className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,17rem),1fr))] gap-3 sm:gap-4"
        >
          {shown.map((pit, index) =>
            index < drawn ? (
              <PitTile
                key={pit.pit_id}
                t={t}
                pit={pit}
                job={jobOf(running, pit, role)}
                format={format}
                alert={worst?.get(pit.pit_id)}
              />
            ) : (
              <PitPlace key={pit.pit_id} />
            ),
          )}
        </ul>
      )}
    </>
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
