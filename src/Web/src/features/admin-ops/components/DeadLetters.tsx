import { CheckCheck } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, ConfirmDialog, EmptyState, toast } from "@/components/ui";
import { useFormat } from "@/lib/i18n/format";
import { type Queues, usePurge, useReplay } from "../api/ops";
import { DeadLetterDialog } from "./DeadLetterDialog";

type Act = { kind: "look" | "replay" | "purge"; queue: string; count: number };

/** Messages that consumers gave up: to be looked at, tried again, or dropped. */
export function DeadLetters({ queues }: { queues: Queues }) {
  const { t } = useTranslation("admin-ops");
  const format = useFormat();
  const replay = useReplay();
  const purge = usePurge();
  const [act, setAct] = useState<Act | null>(null);
  const letters = queues.items.filter((queue) => queue.is_error_queue && (queue.ready ?? 0) > 0);
  const close = () => setAct(null);
  return (
    <>
      {letters.length === 0 ? (
        <EmptyState icon={CheckCheck} title={t("letters.none")} text={t("letters.noneText")} />
      ) : (
        <ul className="divide-y divide-line">
          {letters.map(({ name: queue, ready }) => (
            <li key={queue} className="flex flex-wrap items-center justify-between gap-3 py-3 first:pt-0 last:pb-0">
              <div className="min-w-0">
                <p className="font-medium break-all">{queue}</p>
                <p className="text-sm text-bad">
                  {t("letters.count", { count: ready ?? 0, shown: format.number(ready ?? 0) })}
                </p>
              </div>
              <div className="flex flex-wrap gap-2">
                {(["look", "replay", "purge"] as const).map((kind) => (
                  <Button
                    key={kind}
                    size="sm"
                    variant={kind === "purge" ? "danger" : "secondary"}
                    aria-label={t(`letters.${kind}Of`, { queue })}
                    onClick={() => setAct({ kind, queue, count: ready ?? 0 })}
                  >
                    {t(`letters.${kind}`)}
                  </Button>
                ))}
              </div>
            </li>
          ))}
        </ul>
      )}
      {act?.kind === "look" && <DeadLetterDialog queue={act.queue} onClose={close} />}
      <ConfirmDialog
        open={act?.kind === "replay"}
        onOpenChange={close}
        title={t("letters.askReplay", { queue: act?.queue })}
        consequences={t("letters.replayText", { count: act?.count ?? 0 })}
        confirmLabel={t("letters.replay")}
        tone="primary"
        onConfirm={async () => {
          if (act === null) return;
          const { moved } = await replay.mutateAsync(act.queue);
          toast.success(t("letters.replayed", { count: moved }));
        }}
      />
      <ConfirmDialog
        open={act?.kind === "purge"}
        onOpenChange={close}
        title={t("letters.askPurge", { queue: act?.queue })}
        consequences={t("letters.purgeText", { count: act?.count ?? 0 })}
        confirmLabel={t("letters.purge")}
        typeToConfirm={act?.queue ?? ""}
        onConfirm={async () => {
          if (act === null) return;
          const { dropped } = await purge.mutateAsync(act.queue);
          toast.success(t("letters.purged", { count: dropped }));
        }}
      />
    </>
  );
}
