import { useTranslation } from "react-i18next";
import { useFormat } from "@/lib/i18n/format";
import type { IngestMinute } from "../api/ops";

const width = 600;
const height = 96;

/** Readings of the last hour by minutes, with what was not let in on top. A minute that nobody counted is a gap. */
export default function IngestChart({ minutes }: { minutes: readonly IngestMinute[] }) {
  const { t } = useTranslation("admin-ops");
  const format = useFormat();
  const bars = minutes.map((minute) => ({
    minute: minute.minute,
    known: minute.readings !== null,
    good: minute.readings ?? 0,
    bad: (minute.refused ?? 0) + (minute.rejected ?? 0),
  }));
  const most = Math.max(1, ...bars.map(({ good, bad }) => good + bad));
  const step = width / Math.max(1, bars.length);
  const sum = bars.reduce((total, { good }) => total + good, 0);
  const scale = (count: number) => (count / most) * height;
  return (
    <figure className="min-w-0">
      <svg
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t("ingest.chart", { count: sum, shown: format.number(sum), most: format.number(most) })}
        className="h-24 w-full"
      >
        {bars.map(({ minute, known, good, bad }, index) =>
          known ? (
            <g key={minute}>
              <title>
                {t("ingest.bar", { at: format.time(minute), good: format.number(good), bad: format.number(bad) })}
              </title>
              <rect x={index * step} y={0} width={step} height={height} className="fill-transparent" />
              <rect
                x={index * step + 1}
                y={height - scale(good)}
                width={Math.max(1, step - 2)}
                height={scale(good)}
                className="fill-chart-1"
              />
              <rect
                x={index * step + 1}
                y={height - scale(good + bad)}
                width={Math.max(1, step - 2)}
                height={scale(bad)}
                className="fill-bad"
              />
            </g>
          ) : (
            <rect
              key={minute}
              x={index * step + 1}
              y={height - 2}
              width={Math.max(1, step - 2)}
              height={2}
              className="fill-line"
            />
          ),
        )}
      </svg>
      <figcaption className="mt-1 flex justify-between text-xs text-muted">
        <span>{t("ingest.hourAgo")}</span>
        <span>{t("ingest.now")}</span>
      </figcaption>
    </figure>
  );
}
