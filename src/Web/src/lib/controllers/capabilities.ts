import type { Args, CommandRequest, Control, DeviceState, DeviceType } from "./types";

export type Value = string | number;

/** What a control says of itself; null while the device has not said it. */
export function valueOf(control: Control, state: DeviceState | null): Value | null {
  return state?.[control.state_key] ?? null;
}

/** The command that gives a control a value. */
export function commandFor(control: Control, value: Value): Pick<CommandRequest, "command" | "args"> {
  return {
    command: control.command ?? "",
    args: { ...control.args, ...(control.value_arg !== null && { [control.value_arg]: value }) },
  };
}

/** Controls that can be set; inputs are only read. */
export const settable = (type: { controls: readonly Control[] } | undefined): Control[] =>
  type?.controls.filter((control) => control.command !== null) ?? [];

/** Which control an action sets, and to what; null for a command that no control has, such as `identify`. */
export function controlOf(
  type: { controls: readonly Control[] } | undefined,
  command: string,
  args: Args,
): { control: Control; value: Value } | null {
  for (const control of settable(type)) {
    if (control.command !== command) continue;
    const fixed = Object.entries(control.args ?? {});
    const value = control.value_arg === null ? undefined : args[control.value_arg];
    if (value !== undefined && fixed.every(([name, wanted]) => args[name] === wanted)) return { control, value };
  }
  return null;
}

/** A value to begin with, where somebody chooses a control and has not said the value yet. */
export function firstValue(control: Control): Value {
  if (control.kind === "slider") return control.max ?? 100;
  return control.kind === "color" ? "#ffffff" : "on";
}

/** Controls that all of these types have: what a group of devices can be told as one. */
export function sharedControls(types: readonly DeviceType[]): Control[] {
  const [first, ...others] = types;
  const same = (a: Control, b: Control) =>
    a.command === b.command && a.value_arg === b.value_arg && JSON.stringify(a.args) === JSON.stringify(b.args);
  return settable(first).filter((control) =>
    others.every((type) => settable(type).some((other) => same(control, other))),
  );
}
