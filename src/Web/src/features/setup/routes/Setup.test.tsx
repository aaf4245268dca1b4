import { act, screen, waitFor } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { describe, expect, test } from "vitest";
import { session } from "@/lib/session/session";
import { serial } from "../../../../tests/controllers";
import { answers, problem, server } from "../../../../tests/server";
import { claimed, knows, openSetup, registers, told, unclaimed } from "../../../../tests/setupPage";

describe("A device that cannot be had", () => {
  test.each([
    ["claimed", "RY4-AAAAAAAA3", "This device belongs to somebody else."],
    ["suspended", "RGB-99999999N", "This device is suspended."],
    ["not_for_sale", "SNS-A2B3C4D5M", "This device is not for sale."],
  ] as const)("%s says so in its own words", async (state, other, text) => {
    answers(`/api/setup/${other}`, { ...unclaimed({ state, serial_number: other }) });
    await openSetup(`/setup?sn=${other}`);
    expect(await screen.findByText(text)).toBeVisible();
    expect(screen.getByRole("button", { name: "Another device" })).toBeVisible();
    expect(told.steps.map(({ step }) => step)).toEqual(["scanned", "signed_in"]);
  });

  test("The own one leads to its page", async () => {
    knows({ state: "yours" });
    await openSetup(`/setup?sn=${serial}`);
    expect(await screen.findByText("This device is yours already.")).toBeVisible();
    expect(screen.getByRole("link", { name: "Open the device" })).toHaveAttribute("href", `/home/${serial}`);
  });

  test.each([
    [404, "unknown_serial", "Nobody knows this serial number."],
    [400, "serial_typo", "There is a slip in the serial number."],
  ])("%i %s", async (status, code, text) => {
    server.use(http.get(`/api/setup/${serial}`, () => problem(status, code)));
    await openSetup(`/setup?sn=${serial}`);
    expect(await screen.findByText(text)).toBeVisible();
  });
});

test("From the label to the first page: Wi-Fi, claim code, name, done; each step is told once under one attempt", async () => {
  // An attempt is one serial number in one browser: this one has none yet.
  const fresh = "RY4-UDNVB8TGD";
  answers(`/api/setup/${fresh}`, { ...unclaimed({ online: true, serial_number: fresh }) });
  registers(() => HttpResponse.json({ ...claimed, device_id: fresh, serial_number: fresh }, { status: 201 }));
  let named: unknown;
  server.use(
    http.patch(`/api/devices/${fresh}`, async ({ request }) => {
      named = await request.json();
      return HttpResponse.json({});
    }),
  );
  const { user } = await openSetup(`/setup?sn=${fresh}&type=4Relay&redirect=%2Fgroups`);
  expect(await screen.findByText(`Platform-${fresh.slice(-4)}`)).toBeVisible();
  expect(screen.getByText(new RegExp(`password is ${fresh.replaceAll("-", "")}`))).toBeVisible();
  expect(screen.getByText("The device is online.")).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Go on" }));
  const code = await screen.findByRole("textbox", { name: /Claim code/ });
  await user.type(code, "7kq2");
  await user.click(screen.getByRole("button", { name: "Add the device" }));
  expect(await screen.findByText(/A claim code has eight characters/)).toBeVisible();
  expect(told.claims).toEqual([]);
  await user.type(code, "m9xa");
  await user.click(screen.getByRole("button", { name: "Add the device" }));
  const name = await screen.findByRole("textbox", { name: /Name/ });
  expect(name).toHaveValue("4-relay controller");
  await user.click(screen.getByRole("button", { name: "Kitchen" }));
  await user.click(screen.getByRole("button", { name: "Save the name" }));
  expect(await screen.findByRole("link", { name: "Go on" })).toHaveAttribute("href", "/groups");
  expect(told.claims).toEqual([
    { serial_number: fresh, device_name: "4-relay controller", claim_code: "7KQ2-M9XA", user_id: null },
  ]);
  expect(named).toMatchObject({ device_name: "Kitchen" });
  await waitFor(() =>
    expect(told.steps.map(({ step }) => step)).toEqual(["scanned", "signed_in", "validated", "wifi", "named", "done"]),
  );
  expect(new Set(told.steps.map(({ attempt_id }) => attempt_id)).size).toBe(1);
  expect(told.steps[0]?.attempt_id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test("A redirect to another origin is not followed; a wired device has no step for the Wi-Fi", async () => {
  knows({ wifi: false });
  registers(() => HttpResponse.json(claimed, { status: 201 }));
  server.use(http.patch(`/api/devices/${serial}`, () => HttpResponse.json({})));
  const { user } = await openSetup(`/setup?sn=${serial}&redirect=https%3A%2F%2Fevil.example%2F`);
  await user.type(await screen.findByRole("textbox", { name: /Claim code/ }), "7KQ2M9XA");
  await user.click(screen.getByRole("button", { name: "Add the device" }));
  await user.click(await screen.findByRole("button", { name: "Save the name" }));
  expect(await screen.findByRole("link", { name: "Open the device" })).toHaveAttribute("href", `/home/${serial}`);
});

test("Whoever is not signed in signs in or up on the way, and comes back", async () => {
  knows();
  await openSetup(`/setup?sn=${serial}&type=4Relay`);
  await screen.findByRole("region", { name: "Bring it into your Wi-Fi" });
  act(() => session.tokens.end());
  const back = encodeURIComponent(`/setup?sn=${serial}&type=4Relay`);
  expect(await screen.findByRole("link", { name: "Create an account" })).toHaveAttribute("href", `/sign-up?to=${back}`);
  expect(screen.getByRole("link", { name: "I have an account" })).toHaveAttribute("href", `/sign-in?to=${back}`);
});
