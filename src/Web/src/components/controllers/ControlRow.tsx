import { useTranslation } from "react-i18next";
import { Badge, Switch } from "@/components/ui";
import { type Value, valueOf } from "@/lib/controllers/capabilities";
import type { Control, OwnDevice } from "@/lib/controllers/types";
import type { useControl } from "@/lib/controllers/useControl";
import { ColorInput, SliderInput } from "./inputs";
import { ProgressNote } from "./ProgressNote";
import { useControlWords } from "./useControlWords";

/** How long a command waits for a device that is not there, when somebody wants that. */
const patience = 60 * 60;

interface ControlRowProps {
  device: OwnDevice;
  control: Control;
  /** Null for whoever may only look. */
  controlling: ReturnType<typeof useControl> | null;
}

/**
 * One control of a device as the device says it is. What somebody wants stands below as a wish until the device has said
 * how it ended: the switch itself turns by the device's word only.
 */
export function ControlRow({ device, control, controlling }: ControlRowProps) {
  const { t } = useTranslation("controllers");
  const words = useControlWords();
  const value = valueOf(control, device.state);
  const label = words.label(control);
  const shown = words.value(control, value);
  if (controlling === null || control.command === null || control.kind === "input") {
    return (
      <div className="flex min-h-touch items-center justify-between gap-3 text-sm">
        <span className="min-w-0 break-words">{label}</span>
        <Badge tone={value === "on" || value === "open" ? "accent" : "neutral"}>{shown}</Badge>
      </div>
    );
  }
  const wish = controlling.wishOf(control);
  const busy = wish?.progress.phase === "sending";
  const send = (wanted: Value) => void controlling.send(control, wanted);
  const pending = busy || wish?.progress.phase === "waiting";
  return (
    <div data-control={control.id}>
      {control.kind === "switch" && (
        <Switch
          label={label}
          description={shown}
          checked={value === "on"}
          disabled={busy}
          className={pending ? "opacity-80" : undefined}
          onCheckedChange={(checked) => send(checked ? "on" : "off")}
        />
      )}
      {control.kind === "slider" && (
        <SliderInput
          label={label}
          value={typeof value === "number" ? value : null}
          shown={(at) => words.value(control, at)}
          min={control.min ?? 0}
          max={control.max ?? 100}
          disabled={busy}
          onCommit={send}
        />
      )}
      {control.kind === "color" && (
        <ColorInput
          label={label}
          value={typeof value === "string" ? value : null}
          unknown={t("values.unknown")}
          disabled={busy}
          onCommit={send}
        />
      )}
      <ProgressNote
        wish={wish}
        value={wish === null ? "" : words.value(control, wish.value)}
        onWait={wish === null ? undefined : () => void controlling.send(control, wish.value, patience)}
      />
    </div>
  );
}
