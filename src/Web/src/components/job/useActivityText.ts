import { useTranslation } from "react-i18next";
import { useFormat } from "@/lib/i18n/format";
import type { Activity } from "@/lib/jobs/types";

/** What somebody did, in words: the service notes states as codes and times as RFC 3339. */
export function useActivityText(): (activity: Activity) => string {
  const { t } = useTranslation("job");
  const format = useFormat();
  const part = (kind: string, text: string) => {
    if (kind === "status") return t(`status.${text}`, { defaultValue: text });
    if (kind === "time") return format.dateTime(text);
    return text;
  };
  return ({ kind, detail }) => {
    const changed = kind === "status" || kind === "time";
    const shown = changed
      ? detail
          .split(" → ")
          .map((text) => part(kind, text))
          .join(" → ")
      : detail;
    return t(`activity.${kind}`, { detail: shown, defaultValue: kind });
  };
}
