import type { TFunction } from "i18next";
import { Badge } from "@/components/ui";
import { airLevel, airTone } from "@/lib/pits/aqi";

/** How the air is, in colour and in a word; without colour when the value is not of now. */
export function AirWord({
  t,
  aqi,
  isLive,
  className,
}: {
  t: TFunction<"pits">;
  aqi: number;
  isLive: boolean;
  className?: string;
}) {
  const level = airLevel(aqi);
  return (
    <Badge tone={isLive ? airTone[level] : "neutral"} {...(className !== undefined && { className })}>
      {t(`air.${level}`)}
    </Badge>
  );
}
