import { useTranslation } from "react-i18next";
import type { Alert } from "@/lib/alerting/types";
import { useFormat } from "@/lib/i18n/format";

type Measured = Pick<Alert, "subject" | "value" | "limit_value" | "is_above">;

/** What is measured by how long nothing came. */
const silences: Readonly<Record<string, "silent" | "unanswered">> = { presence: "silent", camera: "unanswered" };

/** Alerts in words: what they are called, and what was measured against what. A name of the tenant's own is shown as it is, readable. */
export function useAlertWords() {
  const { t } = useTranslation("alerting");
  const format = useFormat();
  const number = (value: number) => format.number(value, Number.isInteger(value) ? 0 : 1);
  /** A value with its unit: `210 AQI`, `36.2 °C`, `2 min`. */
  const measured = (subject: string, value: number): string => {
    switch (subject) {
      case "temperature":
        return format.temperature(value);
      case "pressure":
        return format.pressure(value);
      case "presence":
      case "camera":
        return format.duration(value * 1_000);
      case "aqi":
        return `${number(value)} AQI`;
      case "humidity":
      case "server_cpu":
      case "disk_space":
        return `${number(value)} %`;
      default:
        return number(value);
    }
  };
  return {
    typeOf: (alertType: string) => t(`type.${alertType}`, { defaultValue: alertType.replaceAll("_", " ") }),
    kindOf: (kind: string) =>
      t(`kind.${kind}`, { defaultValue: t(`type.${kind}`, { defaultValue: kind.replaceAll("_", " ") }) }),
    measured,
    /** `210 AQI, above 200 AQI`. */
    readingOf: ({ subject, value, limit_value, is_above }: Measured) =>
      t(`reading.${silences[subject] ?? (is_above ? "above" : "below")}`, {
        value: measured(subject, value),
        limit: measured(subject, limit_value),
      }),
  };
}
