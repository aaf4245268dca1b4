import { fireEvent, screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { describe, expect, test } from "vitest";
import { ownDevice, serial, viewed } from "../../../../tests/controllers";
import { openHomeDevice } from "../../../../tests/homeDevice";
import { answers, problem, server } from "../../../../tests/server";

describe("The schedule", () => {
  const none = {
    version: 0,
    time_zone: "UTC",
    latitude: null,
    longitude: null,
    items: [],
    reported_version: null,
    in_sync: true,
    differs_since: null,
    failure: null,
  };
  const item = {
    id: 1,
    enabled: true,
    days: ["mon", "tue"],
    at: "sunset-10",
    command: "relay",
    args: { pin: 26, state: "on" },
  };

  test("is edited as a whole week, in the time zone of the place, and waits for the device's word", async () => {
    let put: unknown;
    answers(`/api/devices/${serial}/schedules`, none);
    server.use(
      http.put(`/api/devices/${serial}/schedules`, async ({ request }) => {
        put = await request.json();
        return HttpResponse.json({
          ...none,
          ...(put as object),
          version: 1,
          in_sync: false,
          differs_since: new Date().toISOString(),
        });
      }),
    );
    const { user } = await openHomeDevice(ownDevice(), "schedules");
    expect(await screen.findByText("Nothing is scheduled.")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Add an entry" }));
    const entry = within(screen.getByRole("group", { name: "Entry 1" }));
    fireEvent.change(entry.getByLabelText("Time"), { target: { value: "06:15" } });
    for (const day of ["Sat", "Sun"]) await user.click(entry.getByRole("button", { name: day }));
    await user.selectOptions(entry.getByRole("combobox", { name: "What" }), "Relay 3");
    await user.selectOptions(entry.getByRole("combobox", { name: "Value" }), "Off");
    expect(screen.getByRole("combobox", { name: /Time zone/ })).toHaveValue("Asia/Bangkok");
    await user.click(screen.getByRole("button", { name: "Save the schedule" }));
    expect(await screen.findByText("Not at the device yet")).toBeVisible();
    expect(put).toEqual({
      version: 0,
      time_zone: "Asia/Bangkok",
      latitude: null,
      longitude: null,
      items: [
        {
          id: null,
          enabled: true,
          days: ["mon", "tue", "wed", "thu", "fri"],
          at: "06:15",
          command: "relay",
          args: { pin: 27, state: "off" },
        },
      ],
    });
  });

  test("by the sun needs the place, and is not sent without it", async () => {
    let puts = 0;
    answers(`/api/devices/${serial}/schedules`, { ...none, version: 2, reported_version: 2, items: [item] });
    server.use(http.put(`/api/devices/${serial}/schedules`, () => (puts++, problem(409, "config_changed"))));
    const { user } = await openHomeDevice(ownDevice(), "schedules");
    expect(await screen.findByText("The device runs with this")).toBeVisible();
    const minutes = screen.getByRole("spinbutton", { name: "Minutes" });
    expect(minutes).toHaveValue(-10);
    fireEvent.change(minutes, { target: { value: "15" } });
    await user.click(screen.getByRole("button", { name: "Save the schedule" }));
    expect(await screen.findAllByText("Sunrise and sunset need the place.")).toHaveLength(2);
    expect(puts).toBe(0);
    await user.type(screen.getByLabelText("Latitude"), "18.52");
    await user.tab();
    await user.type(screen.getByLabelText("Longitude"), "73.85");
    await user.tab();
    await user.click(screen.getByRole("button", { name: "Save the schedule" }));
    expect(await screen.findByText("Somebody else has changed this meanwhile.")).toBeVisible();
    expect(puts).toBe(1);
  });

  test("is read only for a viewer", async () => {
    answers(`/api/devices/${serial}/schedules`, { ...none, version: 2, items: [item] });
    await openHomeDevice(viewed(), "schedules");
    expect(await screen.findByText("Sunset, -10 min")).toBeVisible();
    expect(screen.getByText("Mon, Tue · Relay 2: On")).toBeVisible();
    expect(screen.queryByRole("button", { name: "Save the schedule" })).not.toBeInTheDocument();
  });
});
