import { Lightbulb } from "lucide-react";
import { useTranslation } from "react-i18next";
import { ControlRow, ProgressNote } from "@/components/controllers";
import { Age } from "@/components/device";
import { Alert, Button, Card } from "@/components/ui";
import type { Control, DeviceType, OwnDevice } from "@/lib/controllers/types";
import { useControl } from "@/lib/controllers/useControl";

/** Blinking, so that somebody sees which of several devices it is. It has no state and so no place among the controls. */
const identify: Control = {
  id: "identify",
  kind: "switch",
  label: "identify",
  command: "identify",
  args: null,
  value_arg: null,
  state_key: "identify",
  min: null,
  max: null,
  unit: null,
};

/** All that can be switched, set and read, as the device's type says it. */
export function Controls({ device, type }: { device: OwnDevice; type: DeviceType | undefined }) {
  const { t } = useTranslation("home");
  const controlling = useControl(device);
  const suspended = device.license_status === "suspended" || device.license_status === "expired";
  const mayWrite = device.permissions.includes("write");
  const controls = type?.controls ?? [];
  const blinks = type !== undefined && "identify" in type.commands && mayWrite && !suspended;
  const blink = controlling.wishOf(identify);
  return (
    <Card title={t("control.title")}>
      <div className="grid gap-3">
        {suspended && (
          <Alert tone="bad" title={t("control.suspended")}>
            {t("control.suspendedText")}
          </Alert>
        )}
        {!suspended && device.status === "offline" && (
          <Alert tone="warn" title={t("control.offline")}>
            {device.last_seen_at === null ? (
              t("control.never")
            ) : (
              <>
                {t("control.lastSeen")} <Age at={device.last_seen_at} />. {t("control.lastKnown")}
              </>
            )}
          </Alert>
        )}
        {!mayWrite && <Alert tone="neutral">{t("control.viewer")}</Alert>}
      </div>
      <div className="mt-2 divide-y divide-line">
        {controls.map((control) => (
          <ControlRow
            key={control.id}
            device={device}
            control={control}
            controlling={mayWrite && !suspended ? controlling : null}
          />
        ))}
      </div>
      {controls.length === 0 && <p className="text-sm text-muted">{t("control.none")}</p>}
      {blinks && (
        <div className="mt-4">
          <Button
            variant="secondary"
            icon={<Lightbulb aria-hidden />}
            busy={blink?.progress.phase === "sending"}
            onClick={() => void controlling.send(identify, "on")}
          >
            {t("control.identify")}
          </Button>
          <div className="mt-2">
            <ProgressNote wish={blink} value={t("control.blinking")} />
          </div>
        </div>
      )}
    </Card>
  );
}
