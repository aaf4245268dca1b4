import { expect, test } from "vitest";
import { ledType, relayType, sensorType } from "../../../tests/controllers";
import { commandFor, controlOf, settable, sharedControls, valueOf } from "./capabilities";

const [first, second] = relayType.controls;
if (first === undefined || second === undefined) throw new Error("The fixture has relays.");

test("A control is commanded with its fixed arguments and the value", () => {
  expect(commandFor(second, "on")).toEqual({ command: "relay", args: { pin: 26, state: "on" } });
  expect(controlOf(relayType, "relay", { pin: 26, state: "on" })).toEqual({ control: second, value: "on" });
  expect(controlOf(relayType, "relay", { pin: 99, state: "on" })).toBeNull();
  expect(controlOf(relayType, "identify", {})).toBeNull();
});

test("A value that the device has not said is not known", () => {
  expect(valueOf(first, { "25": "on" })).toBe("on");
  expect(valueOf(first, {})).toBeNull();
  expect(valueOf(first, null)).toBeNull();
});

test("An input is read only; devices of different kinds share what both can be told", () => {
  expect(settable(sensorType)).toEqual([]);
  expect(sharedControls([relayType])).toHaveLength(4);
  expect(
    sharedControls([relayType, { ...relayType, type: "2Relay", controls: relayType.controls.slice(0, 2) }]),
  ).toHaveLength(2);
  expect(sharedControls([relayType, ledType])).toEqual([]);
  expect(sharedControls([])).toEqual([]);
});
