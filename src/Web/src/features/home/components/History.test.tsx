import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { ownDevice, serial } from "../../../../tests/controllers";
import { openHomeDevice } from "../../../../tests/homeDevice";
import { answers } from "../../../../tests/server";

test("The history says who or what switched it", async () => {
  const change = {
    received_at: "2026-11-20T09:00:05Z",
    cause: "command",
    actor: null,
    actor_name: null,
    command_id: null,
  };
  answers(`/api/devices/${serial}/changes`, {
    items: [
      { ...change, seq: 3, at: "2026-11-20T09:00:00Z", key: "25", value: "on", actor: "user:7", command_id: "c1" },
      { ...change, seq: 2, at: "2026-11-20T08:00:00Z", key: "26", value: "off", actor: "user:9", actor_name: "Ravi" },
      { ...change, seq: 1, at: "2026-11-20T07:00:00Z", key: "25", value: "off", cause: "button" },
    ],
    next_cursor: null,
  });
  await openHomeDevice(ownDevice(), "history");
  const items = within(await screen.findByRole("region", { name: "Who switched what" }));
  const rows = await items.findAllByRole("listitem");
  expect(rows[0]).toHaveTextContent(/Relay 1: On.*20 Nov 2026.*You/);
  expect(rows[1]).toHaveTextContent(/Relay 2: Off.*Ravi/);
  expect(rows[2]).toHaveTextContent(/Relay 1: Off.*At the button/);
});
