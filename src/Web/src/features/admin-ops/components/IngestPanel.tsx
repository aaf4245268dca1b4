import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { Skeleton, Stat } from "@/components/ui";
import { useFormat } from "@/lib/i18n/format";
import type { Ingest } from "../api/ops";

const IngestChart = lazy(() => import("./IngestChart"));

/** What comes in from devices. */
export function IngestPanel({ ingest }: { ingest: Ingest }) {
  const { t } = useTranslation("admin-ops");
  const format = useFormat();
  // The newest minute is not over; the one before says how it goes.
  const minute = ingest.minutes.at(-2);
  const shown = (value: number | null | undefined, digits = 0) => (value == null ? "–" : format.number(value, digits));
  return (
    <>
      <div className="mb-4 grid grid-cols-2 gap-4 sm:grid-cols-3">
        <Stat label={t("ingest.rate")} value={shown(ingest.readings_per_s, 1)} unit={t("ingest.perSecond")} />
        <Stat
          label={t("ingest.refused")}
          value={shown(minute?.refused)}
          unit={t("ingest.perMinute")}
          tone={(minute?.refused ?? 0) > 0 ? "warn" : undefined}
        />
        <Stat
          label={t("ingest.rejected")}
          value={shown(minute?.rejected)}
          unit={t("ingest.perMinute")}
          tone={(minute?.rejected ?? 0) > 0 ? "warn" : undefined}
        />
        <Stat
          label={t("ingest.online")}
          value={shown(ingest.devices_online)}
          unit={t("ingest.of", { all: shown(ingest.devices) })}
        />
        <Stat label={t("ingest.connections")} value={shown(ingest.mqtt_connections)} />
      </div>
      <Suspense fallback={<Skeleton className="h-24" />}>
        <IngestChart minutes={ingest.minutes} />
      </Suspense>
    </>
  );
}
