import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Actor, useReasonWords, WorkshopState } from "@/components/admin";
import { Button, Card, CardSection, ConfirmDialog, KeyValue, QueryState, Timeline, toast } from "@/components/ui";
import { useFormat } from "@/lib/i18n/format";
import { useSetStatus } from "../api/changeWorkshop";
import { useFigures } from "../api/figures";
import { useStatusChanges, type Workshop } from "../api/workshops";

const suggestions = {
  suspended: ["payment_overdue", "subscription_expired", "abuse", "requested_by_owner"],
  active: ["payment_received", "subscription_renewed", "requested_by_owner", "mistake"],
} as const;

/** Whether the workshop is served, since when and why; suspending it and serving it again. */
export function StatusCard({ workshop }: { workshop: Workshop }) {
  const { t } = useTranslation("admin-workshops");
  const format = useFormat();
  const words = useReasonWords();
  const changes = useStatusChanges(workshop.tenant_id);
  const set = useSetStatus(workshop.tenant_id);
  const { of } = useFigures();
  const [asking, setAsking] = useState(false);
  const to = workshop.status === "active" ? "suspended" : "active";
  const devices = of(workshop.tenant_id).devices;
  return (
    <Card
      title={t("status.title")}
      actions={
        <Button variant={to === "suspended" ? "danger" : "primary"} onClick={() => setAsking(true)}>
          {t(`status.${to}.open`)}
        </Button>
      }
    >
      <KeyValue
        items={[
          { label: t("status.now"), value: <WorkshopState status={workshop.status} /> },
          ...(workshop.status_changed_at === null
            ? []
            : [{ label: t("status.since"), value: format.dateTime(workshop.status_changed_at) }]),
          ...(workshop.status_reason === null
            ? []
            : [{ label: t("status.reason"), value: words(workshop.status_reason) }]),
        ]}
      />
      <CardSection title={t("status.history")}>
        <QueryState query={changes} empty={changes.data?.items.length === 0} emptyState={<Never />}>
          {() => (
            <Timeline
              items={(changes.data?.items ?? []).map((change) => ({
                title: t(`status.${change.status}.was`),
                at: format.dateTime(change.at),
                text: (
                  <>
                    {words(change.reason)} · <Actor actor={change.actor} />
                  </>
                ),
                tone: change.status === "suspended" ? "bad" : "good",
              }))}
            />
          )}
        </QueryState>
      </CardSection>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t(`status.${to}.ask`, { name: workshop.name })}
        consequences={
          <ul className="list-disc space-y-1 ps-5">
            <li>{devices === null ? t(`status.${to}.someDevices`) : t(`status.${to}.devices`, { count: devices })}</li>
            <li>{t(`status.${to}.people`, { count: workshop.users })}</li>
            <li>{t(`status.${to}.back`)}</li>
          </ul>
        }
        confirmLabel={t(`status.${to}.open`)}
        typeToConfirm={to === "suspended" ? workshop.name : undefined}
        tone={to === "suspended" ? "danger" : "primary"}
        requireReason={{
          label: t("status.reason"),
          suggestions: suggestions[to].map((value) => ({ value, label: words(value) })),
          check: (reason) => (reason.length <= 200 ? "" : t("status.tooLong")),
        }}
        onConfirm={async (reason) => {
          await set.mutateAsync({ to, reason: reason ?? "" });
          toast.success(t(`status.${to}.done`, { name: workshop.name }));
        }}
      />
    </Card>
  );
}

function Never() {
  const { t } = useTranslation("admin-workshops");
  return <p className="text-sm text-muted">{t("status.never")}</p>;
}
