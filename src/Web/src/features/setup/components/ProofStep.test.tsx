import { screen } from "@testing-library/react";
import { HttpResponse } from "msw";
import { describe, expect, test } from "vitest";
import { serial } from "../../../../tests/controllers";
import { problem } from "../../../../tests/server";
import { claimed, knows, openSetup, registers, told } from "../../../../tests/setupPage";

describe("Proof", () => {
  const atProof = async () => {
    const page = await openSetup(`/setup?sn=${serial}`);
    return { ...page, code: await screen.findByRole("textbox", { name: /Claim code/ }) };
  };

  test.each([
    [() => problem(409, "already_claimed"), "Somebody else has just added this device."],
    [() => problem(409, "not_for_sale"), "This device is not for sale."],
    [() => problem(402, "payment_required"), "This device is suspended."],
    [
      () => HttpResponse.json({ type: "wrong_claim_code", status: 403, tries_left: 3 }, { status: 403 }),
      "3 more tries this hour.",
    ],
    [
      () => HttpResponse.json({ type: "wrong_claim_code", status: 403, tries_left: 1 }, { status: 403 }),
      "One more try this hour.",
    ],
    [() => problem(429, "too_many_guesses", { headers: { "Retry-After": "1800" } }), /Wait 30 min/],
    [() => problem(503, "service_unavailable"), "A part of the platform is away for a moment."],
  ])("What the platform refuses has its own words (%#)", async (reply, text) => {
    knows({ wifi: false });
    registers(reply);
    const { user, code } = await atProof();
    await user.type(code, "7KQ2M9XA");
    await user.click(screen.getByRole("button", { name: "Add the device" }));
    expect(await screen.findByText(text)).toBeVisible();
    expect(code).toHaveValue("7KQ2M9XA");
  });

  test("A press of the button within two minutes is enough; an older one is none", async () => {
    knows({ wifi: false, online: true, button_pressed_at: new Date(Date.now() - 130_000).toISOString() });
    registers(() => HttpResponse.json(claimed, { status: 201 }));
    const { user } = await atProof();
    expect(screen.getByText("Waiting for the button…")).toBeVisible();
    knows({ wifi: false, online: true, button_pressed_at: new Date().toISOString() });
    expect(await screen.findByText("The button was pressed.")).toBeVisible();
    await user.click(screen.getAllByRole("button", { name: "Add the device" })[1] as HTMLElement);
    expect(await screen.findByRole("textbox", { name: /Name/ })).toBeVisible();
    expect(told.claims).toEqual([
      { serial_number: serial, device_name: "4-relay controller", claim_code: null, user_id: null },
    ]);
  });
});
