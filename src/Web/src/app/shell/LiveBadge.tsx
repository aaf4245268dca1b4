import { useTranslation } from "react-i18next";
import { Badge, Dot } from "@/components/ui";
import { useLiveState } from "@/lib/live";
import { useOnline } from "@/lib/online";

/** Whether what is on the screen is live: the connection's state. The age of values stands beside the values. */
export function LiveBadge() {
  const { t } = useTranslation("shell");
  const state = useLiveState();
  const online = useOnline();
  if (state === "off") return null;
  const shown = !online ? "offline" : state === "live" ? "live" : "connecting";
  const tone = shown === "live" ? "good" : shown === "offline" ? "bad" : "warn";
  return (
    <span role="status" data-live={shown}>
      <Badge tone={tone} icon={<Dot tone={tone} />}>
        {t(`live.${shown}`)}
      </Badge>
    </span>
  );
}
