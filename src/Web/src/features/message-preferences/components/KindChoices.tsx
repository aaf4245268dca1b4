import { useTranslation } from "react-i18next";
import { useAlertWords } from "@/components/alerting";
import { Checkbox } from "@/components/ui";
import { type Channel, channels } from "@/lib/alerting/types";
import type { Kind } from "../model/preferences";

/** By which channels each kind of message comes. */
export function KindChoices({
  kinds,
  onChange,
}: {
  kinds: readonly Kind[];
  onChange: (kind: string, channel: Channel, wanted: boolean) => void;
}) {
  const { t } = useTranslation(["message-preferences", "alerting"]);
  const words = useAlertWords();
  return (
    <div className="divide-y divide-line">
      {kinds.map(({ kind, channels: chosen, is_fixed }) => (
        <fieldset key={kind} disabled={is_fixed} className="py-3 first:pt-0 last:pb-0">
          <legend className="float-left mb-1 w-full text-sm font-medium">
            {words.kindOf(kind)}
            {is_fixed && <span className="font-normal text-muted"> · {t("fixed")}</span>}
          </legend>
          <div className="clear-both grid grid-cols-2 gap-x-4 sm:grid-cols-5">
            {channels.map((channel) => (
              <Checkbox
                key={channel}
                label={t(`alerting:channel.${channel}`)}
                checked={chosen[channel]}
                disabled={is_fixed}
                onCheckedChange={(wanted) => onChange(kind, channel, wanted)}
              />
            ))}
          </div>
        </fieldset>
      ))}
    </div>
  );
}
