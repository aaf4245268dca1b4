import { Maximize, Minimize } from "lucide-react";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { Button, type Tone } from "@/components/ui";
import { cn } from "@/lib/cn";
import { useFormat } from "@/lib/i18n/format";
import { useNewestReading } from "@/lib/live/readings";
import { airLevel, airTone } from "@/lib/pits/aqi";
import { deviceState, disabledReason, type Pit } from "@/lib/pits/pit";
import { AirWord } from "./AirWord";
import { DeviceBadge } from "./DeviceBadge";
import { Freshness } from "./Freshness";
import { Reason } from "./Reason";
import { useFreshness } from "./useFreshness";
import { useFullScreen } from "./useFullScreen";

const colours: Readonly<Record<Tone, string>> = {
  good: "text-good",
  warn: "text-warn",
  bad: "text-bad",
  neutral: "",
  accent: "",
};

/** The newest values, to be read from across the workshop. `plain`: a part of something that fills the screen by itself. */
export function BigValues({ pit, plain = false }: { pit: Pit; plain?: boolean }) {
  const { t } = useTranslation("pits");
  const format = useFormat();
  const reading = useNewestReading(pit.pit_id);
  const state = deviceState(pit);
  const reason = disabledReason(pit);
  const word = useFreshness(reading?.timestamp ?? null, state);
  const isLive = word === "live";
  const section = useRef<HTMLElement>(null);
  const { isFull, enter, leave } = useFullScreen(section);
  const value = cn(
    "block font-semibold tracking-tight whitespace-nowrap tabular-nums",
    isFull ? "text-[clamp(2.75rem,min(11vw,20vh),11rem)] leading-tight" : "text-3xl sm:text-5xl",
  );
  const aqi = reading?.aqi ?? null;

  return (
    <section
      ref={section}
      aria-label={t("now")}
      className={cn(
        "flex flex-col gap-4 bg-surface",
        isFull ? "fixed inset-0 z-50 overflow-y-auto p-[4vmin]" : "rounded-card border border-line p-4 sm:p-5",
      )}
    >
      <div className="flex flex-wrap items-center gap-3">
        {isFull && <p className="text-2xl font-semibold break-words">{pit.name}</p>}
        <DeviceBadge t={t} state={state} />
        <Freshness
          t={t}
          word={word}
          timestamp={reading?.timestamp ?? null}
          format={format}
          className="order-last basis-full sm:order-none sm:flex-1 sm:basis-0"
        />
        {!plain && (
          <Button
            variant="secondary"
            size="sm"
            className="ms-auto"
            icon={isFull ? <Minimize aria-hidden /> : <Maximize aria-hidden />}
            onClick={() => void (isFull ? leave() : enter())}
          >
            {t(isFull ? "fullScreen.leave" : "fullScreen.enter")}
          </Button>
        )}
      </div>
      {reason !== null && <Reason t={t} reason={reason} />}
      <dl
        className={cn(
          "grid flex-1 grid-cols-2 gap-x-4 gap-y-5",
          isFull ? "content-evenly" : "md:grid-cols-4",
          !isLive && "text-muted",
        )}
      >
        <div className="min-w-0">
          <dt className="text-sm text-muted">{t("metric.temperature")}</dt>
          <dd className={value}>{format.temperature(reading?.temperature)}</dd>
        </div>
        <div className="min-w-0">
          <dt className="text-sm text-muted">{t("metric.humidity")}</dt>
          <dd className={value}>{format.humidity(reading?.humidity)}</dd>
        </div>
        <div className="min-w-0">
          <dt className="text-sm text-muted">{t("metric.aqi")}</dt>
          <dd>
            <span className={cn(value, isLive && aqi !== null && colours[airTone[airLevel(aqi)]])}>
              {aqi === null ? "–" : format.number(aqi)}
            </span>
            {aqi !== null && <AirWord t={t} aqi={aqi} isLive={isLive} className={isFull ? "text-lg" : "text-sm"} />}
          </dd>
        </div>
        <div className="min-w-0">
          <dt className="text-sm text-muted">{t("metric.pressure")}</dt>
          <dd
            className={cn(value, isFull ? "text-[clamp(2rem,min(7.5vw,14vh),8rem)]" : "text-xl leading-9 sm:text-4xl")}
          >
            {format.pressure(reading?.pressure)}
          </dd>
        </div>
      </dl>
    </section>
  );
}
