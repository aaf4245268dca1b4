import type { TFunction } from "i18next";
import { Cctv, OctagonAlert, TriangleAlert } from "lucide-react";
import { memo } from "react";
import { Link } from "react-router";
import { RunningJob } from "@/components/job";
import { Badge } from "@/components/ui";
import type { Severity } from "@/lib/alerting/types";
import { cn } from "@/lib/cn";
import type { Format } from "@/lib/i18n/format";
import type { Job } from "@/lib/jobs/types";
import { useNewestReading } from "@/lib/live/readings";
import { paths } from "@/lib/paths";
import { deviceState, disabledReason, type Pit } from "@/lib/pits/pit";
import { AirWord } from "@/components/pit/AirWord";
import { NoJob } from "@/components/pit/NoJob";
import { DeviceBadge } from "@/components/pit/DeviceBadge";
import { Freshness } from "@/components/pit/Freshness";
import { Reason } from "@/components/pit/Reason";
import { useFreshness } from "@/components/pit/useFreshness";

/**
 * One pit of the grid. What changes every second is in {@link Values}; the tile itself renders when its pit changes. Texts come
 * by the grid's `t`: to follow the language in every part of fifty tiles took a tenth of their time.
 * Contained, so that a value that changes lays out one tile and not the page. All but the first, which are there for certain,
 * are not laid out at all while they are out of sight, where their height is the last known, or what most tiles have.
 */
export const PitTile = memo(function PitTile({
  t,
  pit,
  job,
  hasJobPlace,
  format,
  alert,
}: {
  t: TFunction<"pits">;
  pit: Pit;
  /** The job that the pit works on; null for none, undefined where that is not known, or not this reader's to know. */
  job: Job | null | undefined;
  /** Room for a job is kept, so that nothing moves when it becomes known or another begins. */
  hasJobPlace: boolean;
  format: Format;
  /** The worst of its alerts that are not over. */
  alert?: Severity | undefined;
}) {
  const state = deviceState(pit);
  const reason = disabledReason(pit);
  return (
    <li className="min-w-0 contain-content [contain-intrinsic-height:auto_15rem] nth-[n+5]:[content-visibility:auto]">
      <article
        aria-labelledby={`pit-${pit.pit_id}`}
        data-pit={pit.pit_id}
        data-state={state}
        className={cn(
          "relative flex h-full flex-col overflow-hidden rounded-card border bg-surface focus-within:border-accent hover:border-line-strong",
          state === "disabled" ? "border-bad" : "border-line",
        )}
      >
        <div className="flex flex-1 flex-col gap-3 p-4">
          <div className="flex items-start justify-between gap-2">
            <h2 id={`pit-${pit.pit_id}`} className="min-w-0 font-semibold">
              <Link to={paths.pit.of(pit.pit_id)} className="line-clamp-2 break-words after:absolute after:inset-0">
                {pit.name}
              </Link>
            </h2>
            <div className="flex shrink-0 items-center gap-1.5">
              {alert !== undefined && <AlertMark t={t} severity={alert} />}
              <DeviceBadge t={t} state={state} />
            </div>
          </div>
          {reason !== null && <Reason t={t} reason={reason} />}
          <Values t={t} pit={pit} format={format} />
          {(hasJobPlace || job != null) && (
            <div className={cn("mt-auto", hasJobPlace && "min-h-19")}>
              {job === null ? <NoJob t={t} /> : job && <RunningJob job={job} />}
            </div>
          )}
        </div>
      </article>
    </li>
  );
});

/** By its form and colour; it fits beside the state, so that a tile does not grow when an alert comes. */
function AlertMark({ t, severity }: { t: TFunction<"pits">; severity: Severity }) {
  const isCritical = severity === "critical";
  const Icon = isCritical ? OctagonAlert : TriangleAlert;
  return (
    <p data-alert={severity} title={t(`alert.${severity}`)}>
      <Badge
        tone={isCritical ? "bad" : severity === "warning" ? "warn" : "accent"}
        icon={<Icon aria-hidden />}
        className="h-6"
      >
        <span className="sr-only">{t(`alert.${severity}`)}</span>
      </Badge>
    </p>
  );
}

/** Where a tile will be, as high as most of them. */
export const PitPlace = memo(function PitPlace() {
  return <li aria-hidden className="min-h-60 rounded-card border border-line bg-surface" />;
});

function Values({ t, pit, format }: { t: TFunction<"pits">; pit: Pit; format: Format }) {
  const reading = useNewestReading(pit.pit_id);
  const word = useFreshness(reading?.timestamp ?? null, deviceState(pit));
  const isLive = word === "live";
  return (
    <div className="grid gap-2">
      <dl className={cn("grid grid-cols-3 gap-2", !isLive && "text-muted")}>
        <Value label={t("metric.temperature")} text={format.temperature(reading?.temperature)} />
        <Value label={t("metric.humidity")} text={format.humidity(reading?.humidity)} />
        <div className="min-w-0">
          <dt className="truncate text-xs leading-5 text-muted">{t("metric.aqi")}</dt>
          <dd className="text-lg leading-6 font-semibold whitespace-nowrap tabular-nums">
            {reading?.aqi == null ? "–" : format.number(reading.aqi)}
          </dd>
          <dd className="min-h-6 min-w-0">
            {reading?.aqi != null && <AirWord t={t} aqi={reading.aqi} isLive={isLive} />}
          </dd>
        </div>
      </dl>
      <div className="flex items-center justify-between gap-3">
        <Freshness t={t} word={word} timestamp={reading?.timestamp ?? null} format={format} />
        {pit.camera_model !== null && <CameraModel t={t} model={pit.camera_model} />}
      </div>
    </div>
  );
}

function Value({ label, text }: { label: string; text: string }) {
  return (
    <div className="min-w-0">
      <dt className="truncate text-xs leading-5 text-muted">{label}</dt>
      <dd className="text-lg leading-6 font-semibold whitespace-nowrap tabular-nums">{text}</dd>
    </div>
  );
}

/** That there is a camera, and which. */
function CameraModel({ t, model }: { t: TFunction<"pits">; model: string }) {
  return (
    <p className="flex min-w-0 items-center gap-1.5 text-xs text-muted">
      <Cctv role="img" aria-label={t("camera.label")} className="size-3.5 shrink-0" />
      <span className="min-w-0 truncate leading-5">{model}</span>
    </p>
  );
}
