import { useTranslation } from "react-i18next";
import type { Value } from "@/lib/controllers/capabilities";
import type { Control } from "@/lib/controllers/types";
import { useFormat } from "@/lib/i18n/format";

/** Names and values of controls as people read them. Words that the catalogue does not know are shown as the device type has them. */
export function useControlWords() {
  const { t } = useTranslation("controllers");
  const format = useFormat();
  // "Relay 2" is the word of the catalogue and the number.
  const label = ({ label }: Pick<Control, "label">) => {
    const [, word = label, number = ""] = /^(.*?)\s*(\d*)$/.exec(label) ?? [];
    return `${t(`labels.${word.toLowerCase()}`, { defaultValue: word })} ${number}`.trim();
  };
  const word = (value: Value) =>
    typeof value === "number" ? format.number(value) : t(`values.${value}`, { defaultValue: value });
  const value = (control: Pick<Control, "unit">, value: Value | null) => {
    if (value === null) return t("values.unknown");
    return typeof value === "number" && control.unit !== null ? `${word(value)} ${control.unit}` : word(value);
  };
  /** What a kind of device is called. */
  const kind = (name: string, type: { title: string } | undefined) =>
    t(`types.${name}`, { defaultValue: type?.title ?? name });
  return { label, value, kind };
}
