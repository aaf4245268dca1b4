import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, ConfirmDialog, CopyField, Dialog, SecretOnce } from "@/components/ui";
import { useRotateMqtt, type Workshop } from "../api/workshop";

/** The workshop's own MQTT account: name and topics, and a new password. */
export function MqttAccount({ workshop }: { workshop: Workshop }) {
  const { t } = useTranslation("workshop");
  const [asking, setAsking] = useState(false);
  const rotate = useRotateMqtt(workshop.tenant_id);
  return (
    <div className="grid gap-4">
      <p className="text-sm text-muted">{t("mqtt.text")}</p>
      <CopyField label={t("mqtt.username")} value={workshop.code} />
      <CopyField label={t("mqtt.topics")} value={`workshop/${workshop.code}/#`} />
      <Button variant="secondary" className="justify-self-start" onClick={() => setAsking(true)}>
        {t("mqtt.rotate")}
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("mqtt.askTitle")}
        consequences={t("mqtt.askText")}
        confirmLabel={t("mqtt.rotate")}
        tone="danger"
        onConfirm={async () => {
          await rotate.mutateAsync();
        }}
      />
      <Dialog open={rotate.data !== undefined} onOpenChange={rotate.reset} title={t("mqtt.done")}>
        {rotate.data && (
          <SecretOnce
            title={t("mqtt.title")}
            warning={t("mqtt.warning")}
            items={[
              { label: t("mqtt.username"), value: rotate.data.username },
              { label: t("mqtt.password"), value: rotate.data.password },
            ]}
          />
        )}
      </Dialog>
    </div>
  );
}
