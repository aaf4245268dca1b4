import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Actor } from "@/components/admin";
import { Badge, Button, Card, CardSection, ConfirmDialog, QueryState, Timeline, toast } from "@/components/ui";
import { useFormat } from "@/lib/i18n/format";
import { useLedger, useTransition } from "../api/useLedger";

/** The device's way from the factory: where it is, where it may go, and who took each step and why. */
export function Ledger({ deviceId }: { deviceId: string }) {
  const { t } = useTranslation("devices");
  const format = useFormat();
  const query = useLedger(deviceId);
  const transition = useTransition(deviceId);
  const [to, setTo] = useState<string | null>(null);
  const word = (state: string) => t(`ledger.states.${state}`, { defaultValue: state });
  const ledger = query.data;
  return (
    <Card title={t("ledger.title")}>
      <QueryState query={query}>
        {() =>
          ledger && (
            <>
              <p className="mb-3 text-sm">
                <Badge tone="accent">{word(ledger.state)}</Badge>
              </p>
              {ledger.allowed.length > 0 && (
                <div role="group" aria-label={t("ledger.steps")} className="flex flex-wrap gap-2">
                  {ledger.allowed.map((state) => (
                    <Button key={state} size="sm" variant="secondary" onClick={() => setTo(state)}>
                      {t("ledger.to", { state: word(state) })}
                    </Button>
                  ))}
                </div>
              )}
              <CardSection title={t("ledger.entries")}>
                {ledger.entries.length === 0 ? (
                  <p className="text-sm text-muted">{t("ledger.none")}</p>
                ) : (
                  <Timeline
                    items={ledger.entries.map((entry) => ({
                      at: format.dateTime(entry.at),
                      title: entry.from === null ? word(entry.to) : `${word(entry.from)} → ${word(entry.to)}`,
                      text: (
                        <>
                          {t(`ledger.reasons.${entry.reason}`, { defaultValue: entry.reason.replaceAll("_", " ") })}
                          {" · "}
                          <Actor actor={entry.actor} />
                        </>
                      ),
                    }))}
                  />
                )}
              </CardSection>
            </>
          )
        }
      </QueryState>
      <ConfirmDialog
        open={to !== null}
        onOpenChange={() => setTo(null)}
        title={t("ledger.ask", { id: deviceId, state: word(to ?? "") })}
        consequences={t(`ledger.consequences.${to ?? ""}`, { defaultValue: t("ledger.consequences.other") })}
        confirmLabel={t("ledger.to", { state: word(to ?? "") })}
        tone={to === "decommissioned" ? "danger" : "primary"}
        requireReason={{ label: t("ledger.reason") }}
        onConfirm={async (reason) => {
          if (to === null || reason === undefined) return;
          await transition.mutateAsync({ to, reason });
          toast.success(t("ledger.done", { state: word(to) }));
        }}
      />
    </Card>
  );
}
