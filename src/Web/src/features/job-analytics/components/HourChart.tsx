import { useTranslation } from "react-i18next";
import { useFormat } from "@/lib/i18n/format";
import type { Analytics } from "../api/useAnalytics";

const height = 96;
const step = 24;

/** When work begins, by hours of the workshop's day; the same as a table for who does not see it. */
export function HourChart({ figures }: { figures: Analytics }) {
  const { t } = useTranslation("job-analytics");
  const format = useFormat();
  const started = new Map(figures.by_hour.map((hour) => [hour.hour, hour.started]));
  const hours = Array.from({ length: 24 }, (_, hour) => ({ hour, count: started.get(hour) ?? 0 }));
  const most = Math.max(1, ...hours.map(({ count }) => count));
  const two = (hour: number) => `${String(hour).padStart(2, "0")}:00`;
  const busiest = hours.find(({ count }) => count === most);
  return (
    <figure className="min-w-0">
      <svg aria-hidden viewBox={`0 0 ${24 * step} ${height}`} preserveAspectRatio="none" className="h-28 w-full">
        {hours.map(({ hour, count }) => {
          const size = count === 0 ? 1 : (count / most) * height;
          return (
            <rect
              key={hour}
              x={hour * step + 2}
              y={height - size}
              width={step - 4}
              height={size}
              className={count === 0 ? "fill-line" : "fill-chart-1"}
            />
          );
        })}
      </svg>
      <div aria-hidden className="mt-1 flex justify-between text-xs text-muted tabular-nums">
        {[0, 6, 12, 18].map((hour) => (
          <span key={hour}>{two(hour)}</span>
        ))}
        <span>24:00</span>
      </div>
      <figcaption className="mt-2 text-xs text-muted">
        {busiest && (
          <span className="block text-sm text-ink">
            {t("hours.most", { hour: two(busiest.hour), count: busiest.count, shown: format.number(busiest.count) })}
          </span>
        )}
        {t("hours.zone", { zone: figures.time_zone })}
      </figcaption>
      <table className="sr-only">
        <caption>{t("hours.title")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("hours.hour")}</th>
            <th scope="col">{t("hours.started")}</th>
          </tr>
        </thead>
        <tbody>
          {hours
            .filter(({ count }) => count > 0)
            .map(({ hour, count }) => (
              <tr key={hour}>
                <th scope="row">{two(hour)}</th>
                <td>{format.number(count)}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </figure>
  );
}
