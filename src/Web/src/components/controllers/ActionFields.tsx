import { useTranslation } from "react-i18next";
import { Field, Input, NativeSelect } from "@/components/ui";
import { commandFor, controlOf, firstValue, type Value } from "@/lib/controllers/capabilities";
import type { Args, Control } from "@/lib/controllers/types";
import { useControlWords } from "./useControlWords";

/** Something that a device can be told at another time: by a schedule or a scene. */
export interface Action {
  command: string;
  args: Args;
}

interface ActionFieldsProps {
  controls: readonly Control[];
  action: Action;
  onChange: (action: Action) => void;
}

/** Chooses one of a device's controls and the value that it is given. */
export function ActionFields({ controls, action, onChange }: ActionFieldsProps) {
  const { t } = useTranslation("controllers");
  const words = useControlWords();
  const chosen = controls
    .map((control) => ({ control, value: valueIn(control, action) }))
    .find(({ value }) => value !== null);
  const choose = (control: Control | undefined, value: Value) => {
    if (control !== undefined) onChange(commandFor(control, value));
  };
  return (
    <div className="grid grid-cols-2 gap-3">
      <Field label={t("action.control")}>
        <NativeSelect
          value={chosen?.control.id ?? ""}
          onChange={(event) => {
            const control = controls.find(({ id }) => id === event.target.value);
            if (control !== undefined) choose(control, firstValue(control));
          }}
          options={[
            // A command that no control has, such as one of a newer version, stays as it is.
            ...(chosen === undefined ? [{ value: "", label: action.command }] : []),
            ...controls.map((control) => ({ value: control.id, label: words.label(control) })),
          ]}
        />
      </Field>
      {chosen !== undefined && (
        <Field label={t("action.value")}>
          {chosen.control.kind === "switch" ? (
            <NativeSelect
              value={String(chosen.value)}
              onChange={(event) => choose(chosen.control, event.target.value)}
              options={["on", "off"].map((value) => ({ value, label: words.value(chosen.control, value) }))}
            />
          ) : chosen.control.kind === "color" ? (
            <Input
              type="color"
              value={String(chosen.value)}
              onChange={(event) => choose(chosen.control, event.target.value)}
            />
          ) : (
            <Input
              type="number"
              inputMode="numeric"
              min={chosen.control.min ?? undefined}
              max={chosen.control.max ?? undefined}
              value={String(chosen.value)}
              onChange={(event) => choose(chosen.control, Number(event.target.value))}
            />
          )}
        </Field>
      )}
    </div>
  );
}

function valueIn(control: Control, action: Action): Value | null {
  return controlOf({ controls: [control] }, action.command, action.args)?.value ?? null;
}

/** What an action does, in words. */
export function useActionWords() {
  const words = useControlWords();
  return (controls: readonly Control[], action: Action): string => {
    const found = controlOf({ controls }, action.command, action.args);
    return found === null
      ? action.command
      : `${words.label(found.control)}: ${words.value(found.control, found.value)}`;
  };
}
