import { useTranslation } from "react-i18next";
import { StatusBadge } from "@/components/device";
import { Card, CardSection, KeyValue, LoadMore, QueryState, Timeline } from "@/components/ui";
import { Age } from "@/components/device";
import { useNow } from "@/lib/clock";
import type { DeviceDetails } from "@/lib/devices/types";
import { useFormat } from "@/lib/i18n/format";
import { usePresence } from "../api/usePresence";

/** Whether the device is there now, and when it was and was not before. */
export function Presence({ device }: { device: DeviceDetails }) {
  const { t } = useTranslation(["devices", "device"]);
  const format = useFormat();
  const query = usePresence(device.device_id);
  const changes = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Card title={t("presence.title")}>
      <KeyValue
        items={[
          { label: t("presence.now"), value: <StatusBadge status={device.status} /> },
          { label: t("presence.since"), value: format.dateTime(device.online_changed_at) },
          {
            label: t("presence.seen"),
            value: device.last_seen_at === null ? t("never") : <Age at={device.last_seen_at} />,
          },
          {
            label: t("presence.reading"),
            value: device.last_reading_at === null ? t("never") : <Age at={device.last_reading_at} />,
          },
        ]}
      />
      <CardSection title={t("presence.history")}>
        <QueryState
          query={query}
          empty={changes.length === 0}
          emptyState={<p className="text-sm text-muted">{t("presence.none")}</p>}
        >
          <Timeline
            items={changes.map((change, index) => ({
              at: format.dateTime(change.at),
              tone: change.online ? "good" : "neutral",
              title: (
                <>
                  {t(change.online ? "device:status.online" : "device:status.offline")}{" "}
                  <span className="font-normal text-muted">
                    <Lasted from={change.at} until={changes[index - 1]?.at ?? null} />
                  </span>
                </>
              ),
              text: t(`presence.reasons.${change.reason}`, { defaultValue: change.reason.replaceAll("_", " ") }),
            }))}
          />
          <LoadMore
            hasMore={query.hasNextPage}
            busy={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          />
        </QueryState>
      </CardSection>
    </Card>
  );
}

/** How long a state lasted; the one that has not ended counts up. */
function Lasted({ from, until }: { from: string; until: string | null }) {
  const { t } = useTranslation("devices");
  const format = useFormat();
  const text = useNow((now) =>
    format.duration((until === null ? Math.max(now, Date.parse(from)) : Date.parse(until)) - Date.parse(from)),
  );
  return until === null ? t("presence.forNow", { duration: text }) : t("presence.for", { duration: text });
}
