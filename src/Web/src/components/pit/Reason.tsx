import type { TFunction } from "i18next";

/** Reasons that the platform itself gives, in the reader's language; what somebody wrote stays as it is. */
export function reasonText(reason: string, t: TFunction<"pits">): string {
  return t(`reason.${reason.replaceAll(/[.:]/g, "_")}`, { defaultValue: reason.replaceAll("_", " ") });
}

/** Why a device is switched off. */
export function Reason({ t, reason }: { t: TFunction<"pits">; reason: string }) {
  return <p className="text-sm break-words text-bad">{t("device.because", { reason: reasonText(reason, t) })}</p>;
}
