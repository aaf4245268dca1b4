import { useTranslation } from "react-i18next";

/** Reasons that the platform itself gives, in the reader's language; what somebody wrote stays as it is. */
export function useReason(): (reason: string) => string {
  const { t } = useTranslation("pits");
  return (reason) => t(`reason.${reason.replaceAll(/[.:]/g, "_")}`, { defaultValue: reason.replaceAll("_", " ") });
}

/** Why a device is switched off. */
export function Reason({ reason }: { reason: string }) {
  const { t } = useTranslation("pits");
  const inWords = useReason();
  return <p className="text-sm break-words text-bad">{t("device.because", { reason: inWords(reason) })}</p>;
}
