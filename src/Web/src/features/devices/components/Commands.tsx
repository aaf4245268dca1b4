import { useTranslation } from "react-i18next";
import { useReason } from "@/components/device";
import { Badge, Card, LoadMore, QueryState, type Tone } from "@/components/ui";
import type { components } from "@/lib/api/schema/registry";
import { useFormat } from "@/lib/i18n/format";
import { useCommands } from "../api/useCommands";

type Command = components["schemas"]["CommandView"];

const tones: Record<string, Tone> = {
  queued: "accent",
  sent: "accent",
  acknowledged: "accent",
  succeeded: "good",
  failed: "bad",
  expired: "warn",
  superseded: "neutral",
};

/** What the device was told to do, and how far each command came. */
export function Commands({ deviceId }: { deviceId: string }) {
  const { t } = useTranslation("devices");
  const query = useCommands(deviceId);
  const commands = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Card title={t("commands.title")}>
      <QueryState
        query={query}
        empty={commands.length === 0}
        emptyState={<p className="text-sm text-muted">{t("commands.none")}</p>}
      >
        <ul className="divide-y divide-line text-sm" aria-label={t("commands.title")}>
          {commands.map((command) => (
            <li key={command.command_id} className="py-3 first:pt-0 last:pb-0">
              <OneCommand command={command} />
            </li>
          ))}
        </ul>
        <LoadMore
          hasMore={query.hasNextPage}
          busy={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        />
      </QueryState>
    </Card>
  );
}

function OneCommand({ command }: { command: Command }) {
  const { t } = useTranslation("devices");
  const format = useFormat();
  const reason = useReason();
  const open = command.finished_at === null;
  const times = [
    ["queued", command.queued_at],
    ["requeued", command.times_queued > 1 ? command.last_queued_at : null],
    ["sent", command.sent_at],
    ["acknowledged", command.acknowledged_at],
    ["finished", command.finished_at],
    ["expires", open ? command.expires_at : null],
  ] as const;
  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        <span className="font-medium">{t(`commands.names.${command.command}`, { defaultValue: command.command })}</span>
        <Badge tone={tones[command.status] ?? "neutral"}>
          {t(`commands.states.${command.status}`, { defaultValue: command.status })}
        </Badge>
        {command.reason !== "" && <span className="min-w-0 break-words text-muted">{reason(command.reason)}</span>}
      </div>
      {command.failure !== null && (
        <p className="mt-1 text-bad">
          {t("commands.failure", {
            reason: t(`commands.failures.${command.failure}`, { defaultValue: command.failure }),
          })}
        </p>
      )}
      <dl className="mt-2 grid gap-x-4 gap-y-1 text-xs sm:grid-cols-2">
        {times.map(
          ([name, at]) =>
            at !== null && (
              <div key={name} className="flex flex-wrap justify-between gap-x-2">
                <dt className="text-muted">{t(`commands.times.${name}`)}</dt>
                <dd className="tabular-nums">{format.dateTime(at)}</dd>
              </div>
            ),
        )}
      </dl>
    </>
  );
}
