import { ArrowRightLeft } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Alert, Button, ConfirmDialog, CopyField, Dialog, Field, NativeSelect, QueryState } from "@/components/ui";
import type { DeviceDetails } from "@/lib/devices/types";
import { useMoveDevice } from "../api/useMoveDevice";
import { usePits } from "../api/usePits";

/** Mounts the device in another pit of the workshop, and shows the topic that it has to be given then. */
export function MoveDevice({ device }: { device: DeviceDetails }) {
  const { t } = useTranslation("devices");
  const [asking, setAsking] = useState(false);
  const [pitId, setPitId] = useState("");
  const move = useMoveDevice(device.device_id);
  const moved = move.data;
  const ask = () => {
    setPitId("");
    setAsking(true);
  };
  return (
    <>
      <Button size="sm" variant="secondary" icon={<ArrowRightLeft aria-hidden />} onClick={ask}>
        {t("move.action")}
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("move.title", { id: device.device_id })}
        consequences={t("move.consequences")}
        confirmLabel={t("move.confirm")}
        tone="primary"
        ready={pitId !== ""}
        onConfirm={async () => {
          await move.mutateAsync(Number(pitId));
        }}
      >
        <PitChoice device={device} value={pitId} onChange={setPitId} />
      </ConfirmDialog>
      <Dialog
        open={moved !== undefined}
        onOpenChange={move.reset}
        title={t("move.doneTitle", { id: device.device_id, pit: moved?.pit_name ?? moved?.pit_code ?? "" })}
        footer={<Button onClick={move.reset}>{t("move.done")}</Button>}
      >
        {moved && (
          <div className="grid gap-4">
            <Alert tone="warn">{t("move.doneText")}</Alert>
            <CopyField label={t("move.topic")} value={moved.topic} />
          </div>
        )}
      </Dialog>
    </>
  );
}

/** The other pits of the workshop, and what is mounted there. */
function PitChoice({
  device,
  value,
  onChange,
}: {
  device: DeviceDetails;
  value: string;
  onChange: (pitId: string) => void;
}) {
  const { t } = useTranslation("devices");
  const query = usePits();
  const pits = query.data?.items.filter((pit) => pit.pit_id !== device.pit_id) ?? [];
  const chosen = pits.find((pit) => String(pit.pit_id) === value);
  return (
    <QueryState query={query} empty={pits.length === 0} emptyState={<Alert tone="neutral">{t("move.none")}</Alert>}>
      <Field
        label={t("move.pit")}
        hint={chosen?.device_id != null && t("move.takenHint", { id: chosen.device_id })}
        required
      >
        <NativeSelect
          value={value}
          onChange={(event) => onChange(event.target.value)}
          options={[
            { value: "", label: t("move.choose") },
            ...pits.map((pit) => ({
              value: String(pit.pit_id),
              label: t(pit.device_id === null ? "move.free" : "move.taken", {
                name: pit.name,
                number: pit.pit_number,
                id: pit.device_id,
              }),
            })),
          ]}
        />
      </Field>
    </QueryState>
  );
}
