import { useTranslation } from "react-i18next";

/** Reasons of switches and refusals in words. One that the catalogue does not know is shown as it is, readable. */
export function useReasonWords(): (reason: string) => string {
  const { t } = useTranslation("admin");
  return (reason) => t(`reasons.${reason}`, { defaultValue: reason.replaceAll("_", " ") });
}
