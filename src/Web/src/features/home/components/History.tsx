import { useTranslation } from "react-i18next";
import { useControlWords } from "@/components/controllers";
import { Card, LoadMore, QueryState, Timeline } from "@/components/ui";
import type { DeviceType, OwnDevice } from "@/lib/controllers/types";
import { useFormat } from "@/lib/i18n/format";
import { useMe } from "@/lib/session/useSession";
import type { Change } from "../api/types";
import { useChanges } from "../api/useChanges";

/** Who switched what, and when; also what happened at the button while nobody was online. */
export function History({ device, type }: { device: OwnDevice; type: DeviceType | undefined }) {
  const { t } = useTranslation("home");
  const format = useFormat();
  const words = useControlWords();
  const by = useCause();
  const query = useChanges(device.device_id);
  const changes = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Card title={t("history.title")}>
      <QueryState
        query={query}
        empty={changes.length === 0}
        emptyState={<p className="text-sm text-muted">{t("history.none")}</p>}
      >
        <Timeline
          items={changes.map((change) => {
            const control = type?.controls.find(({ state_key }) => state_key === change.key);
            const label = control === undefined ? change.key : words.label(control);
            return {
              at: format.dateTime(change.at),
              title: `${label}: ${words.value({ unit: control?.unit ?? null }, change.value)}`,
              text: by(change),
              tone: change.value === "on" || change.value === "open" ? "accent" : "neutral",
            };
          })}
        />
        <LoadMore
          hasMore={query.hasNextPage}
          busy={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        />
      </QueryState>
    </Card>
  );
}

/** Who or what did it, in words. */
function useCause() {
  const { t } = useTranslation("home");
  const { id } = useMe();
  return ({ cause, actor, actor_name }: Change): string => {
    if (actor === null) return t(`history.causes.${cause}`, { defaultValue: cause.replaceAll("_", " ") });
    if (actor === `user:${id}`) return t("history.you");
    if (actor_name !== null) return actor_name;
    return t(actor.startsWith("user:") ? "history.somebody" : "history.program");
  };
}
