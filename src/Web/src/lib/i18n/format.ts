import { useTranslation } from "react-i18next";
import { units as chosenUnits, type Units, useUnits } from "@/lib/preferences";

/** Numbers, times and units as the reader writes them. */
export interface Format {
  /** What most pages use, each to be made ahead: the first number and the first time of a page take a phone a while. */
  prepare: readonly (() => void)[];
  /** `24.1 °C`, `75.4 °F`; `–` for null. Without unit when `bare`. */
  temperature(celsius: number | null | undefined, bare?: boolean): string;
  temperatureUnit: string;
  /** Celsius as the number that is shown. */
  toShownTemperature(celsius: number): number;
  /** `51 %` */
  humidity(percent: number | null | undefined): string;
  /** `1,008 hPa`, `29.77 inHg` */
  pressure(hectopascal: number | null | undefined): string;
  number(value: number, digits?: number): string;
  bytes(count: number): string;
  /** `20 Nov 2026, 14:05:09` */
  dateTime(at: string | number | Date): string;
  /** As {@link dateTime} without seconds: of what people do, not of what is measured. */
  minute(at: string | number | Date): string;
  date(at: string | number | Date): string;
  time(at: string | number | Date): string;
  /** `12 s`, `3 min`, `2 h`, `5 d` */
  duration(milliseconds: number): string;
  /** `3 minutes ago` */
  ago(at: string | number | Date, now?: number): string;
}

const spans = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1_000],
] as const;

type Unit = (typeof spans)[number][0];

function spanOf(milliseconds: number) {
  const size = Math.abs(milliseconds);
  return spans.find(([, length]) => size >= length) ?? spans[3];
}

/** Keeps what is made for each key: a formatter takes a hundred times as long to make as to use, and most pages need few of them. */
function made<Key, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    const value = known.get(key) ?? make(key);
    known.set(key, value);
    return value;
  };
}

/** How a language writes here: day before month and 24 hours in English too, Arabic digits and the Gregorian calendar, as on the devices' own labels. */
export function localeOf(language: string): string {
  return `${language === "en" ? "en-GB" : language}-u-nu-latn-ca-gregory`;
}

export function createFormat(language: string, units: Units): Format {
  const locale = localeOf(language);
  const imperial = units === "imperial";
  const shown = (celsius: number) => (imperial ? celsius * 1.8 + 32 : celsius);
  const temperatureUnit = imperial ? "°F" : "°C";
  const fixed = made((digits: number) => {
    return new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  });
  const unitOf = made((unit: Unit) => new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "short" }));
  const dateAndTime = made((styles: "both" | "minute" | "date" | "time") => {
    return new Intl.DateTimeFormat(locale, {
      ...(styles !== "time" && { dateStyle: "medium" }),
      ...(styles !== "date" && { timeStyle: styles === "minute" ? "short" : "medium" }),
    });
  });
  const relative = made((numeric: "always" | "auto") => new Intl.RelativeTimeFormat(locale, { numeric }));
  return {
    prepare: [() => fixed(0).format(0), () => fixed(1).format(0), () => relative("always").format(0, "second")],
    temperature: (celsius, bare = false) =>
      celsius == null ? "–" : fixed(1).format(shown(celsius)) + (bare ? "" : ` ${temperatureUnit}`),
    temperatureUnit,
    toShownTemperature: shown,
    humidity: (percent) => (percent == null ? "–" : `${fixed(0).format(percent)} %`),
    pressure: (hectopascal) => {
      if (hectopascal == null) return "–";
      return imperial ? `${fixed(2).format(hectopascal * 0.02953)} inHg` : `${fixed(0).format(hectopascal)} hPa`;
    },
    number: (value, digits = 0) => fixed(digits).format(value),
    bytes: (count) => {
      const step = count <= 0 ? 0 : Math.min(Math.floor(Math.log2(count) / 10), 4);
      return `${fixed(step === 0 ? 0 : 1).format(count / 1024 ** step)} ${["B", "KiB", "MiB", "GiB", "TiB"][step] ?? ""}`;
    },
    dateTime: (at) => dateAndTime("both").format(new Date(at)),
    minute: (at) => dateAndTime("minute").format(new Date(at)),
    date: (at) => dateAndTime("date").format(new Date(at)),
    time: (at) => dateAndTime("time").format(new Date(at)),
    duration: (milliseconds) => {
      const [unit, length] = spanOf(milliseconds);
      return unitOf(unit).format(Math.floor(Math.abs(milliseconds) / length));
    },
    ago: (at, now = Date.now()) => {
      const past = new Date(at).getTime() - now;
      // Clocks differ by a little: what came this second did not come in the future.
      if (Math.abs(past) < 1_000) return relative("auto").format(0, "second");
      const [unit, length] = spanOf(past);
      return relative("always").format(Math.trunc(past / length), unit);
    },
  };
}

/** The same for all who ask, with what it has made. */
const formats: Record<Units, (language: string) => Format> = {
  metric: made((language) => createFormat(language, "metric")),
  imperial: made((language) => createFormat(language, "imperial")),
};

/** What the app begins with in a language. */
export const firstFormat = (language: string): Format => formats[chosenUnits.get()](language);

export function useFormat(): Format {
  const { i18n } = useTranslation();
  return formats[useUnits()](i18n.language);
}
