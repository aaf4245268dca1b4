import { act, screen, waitFor } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { paths } from "@/lib/paths";
import { session } from "@/lib/session/session";
import { householder, serial } from "../../../../tests/controllers";
import { renderRoute } from "../../../../tests/render";
import { answers, problem, server } from "../../../../tests/server";
import type { SetupView } from "../api/types";
import Setup from "./Setup";

const slow = 20_000;
const read = vi.fn<(file: Blob) => Promise<string | null>>();
const watch = vi.fn<(video: HTMLVideoElement, onText: (text: string) => void) => Promise<() => void>>();

vi.mock("../components/qrReader", () => ({
  QrReader: class {
    read = read;
    watch = watch;
  },
}));

const device = (more: Partial<SetupView> = {}): SetupView => ({
  serial_number: serial,
  device_type: "4Relay",
  title: "4-relay controller",
  wifi: true,
  state: "claimable",
  online: false,
  button_pressed_at: null,
  ...more,
});
const claimed = {
  device_id: serial,
  serial_number: serial,
  device_name: "4-relay controller",
  device_type: "4Relay",
  access_level: "owner",
  permissions: ["read", "write", "share", "delete"],
};
let steps: { attempt_id: string; serial_number: string; step: string }[] = [];
let claims: unknown[] = [];

const open = (at: string = paths.setup) => renderRoute(Setup, { path: paths.setup, at, me: householder() });
const knows = (more: Partial<SetupView> = {}) => answers(`/api/setup/${serial}`, { ...device(more) });

function registers(...replies: (() => Response)[]) {
  server.use(
    http.post("/api/devices/register", async ({ request }) => {
      claims.push(await request.json());
      return replies[Math.min(claims.length, replies.length) - 1]?.() ?? HttpResponse.error();
    }),
  );
}

beforeEach(() => {
  steps = [];
  claims = [];
  read.mockReset();
  watch.mockReset();
  server.use(
    http.post("/api/setup/steps", async ({ request }) => {
      steps.push((await request.json()) as (typeof steps)[number]);
      return new HttpResponse(null, { status: 204 });
    }),
  );
});

describe("Which device", () => {
  test.each([
    ["", "Type the serial number from the label."],
    ["RY4-7KQ2", "Characters are missing: a serial number has twelve."],
    ["RY4-7KQ2M9XADD", "These are too many characters: a serial number has twelve."],
    ["RY4-7KQ2M9XA0", /“0” is in no serial number/],
    ["RY4-7QK2M9XAD", /one character is wrong, or two are swapped/],
  ])("'%s' is told before anything is asked", async (typed, text) => {
    const { user, router } = await open();
    const field = await screen.findByRole("textbox", { name: /Serial number/ });
    if (typed !== "") await user.type(field, typed);
    await user.click(screen.getByRole("button", { name: "Go on" }));
    expect(await screen.findByText(text)).toBeVisible();
    expect(field).toBeInvalid();
    expect(router.state.location.search).toBe("");
    expect(steps).toEqual([]);
  });

  test("typed in small letters with spaces it is found, and stands in the address", async () => {
    knows();
    const { user, router } = await open();
    await user.type(await screen.findByRole("textbox", { name: /Serial number/ }), "ry4 7kq2 m9xad");
    await user.click(screen.getByRole("button", { name: "Go on" }));
    expect(await screen.findByRole("region", { name: "Bring it into your Wi-Fi" })).toBeVisible();
    expect(router.state.location.search).toBe(`?sn=${serial}`);
  });

  test("the camera reads the label; what is no label is told", async () => {
    knows();
    let say: (text: string) => void = () => undefined;
    const stop = vi.fn();
    watch.mockImplementation((_, onText) => {
      say = onText;
      return Promise.resolve(stop);
    });
    vi.stubGlobal("navigator", Object.assign(Object.create(navigator) as Navigator, { mediaDevices: {} }));
    const { user } = await open();
    await user.click(await screen.findByRole("button", { name: "Scan with the camera" }));
    await waitFor(() => expect(watch).toHaveBeenCalled());
    expect(screen.getByLabelText("What the camera sees")).toBeVisible();
    say("https://elsewhere.example/?x=1");
    expect(await screen.findByText("Type the serial number from the label.")).toBeVisible();
    say(`https://platform.example/setup?sn=${serial}&type=4Relay`);
    expect(await screen.findByRole("region", { name: "Bring it into your Wi-Fi" })).toBeVisible();
    expect(stop).toHaveBeenCalled();
    vi.unstubAllGlobals();
  });

  test.each([
    ["NotAllowedError", "The camera may not be used."],
    ["NotFoundError", "There is no camera here."],
    ["NotReadableError", "The camera did not start."],
  ])("a camera that fails with %s says what to do instead", async (name, text) => {
    watch.mockRejectedValue(new DOMException("no", name));
    vi.stubGlobal("navigator", Object.assign(Object.create(navigator) as Navigator, { mediaDevices: {} }));
    const { user } = await open();
    await user.click(await screen.findByRole("button", { name: "Scan with the camera" }));
    expect(await screen.findByText(text)).toBeVisible();
    expect(screen.getByRole("button", { name: "Scan with the camera" })).toBeEnabled();
    vi.unstubAllGlobals();
  });

  test("a picture without a code is told, one with a label goes on", async () => {
    knows();
    read.mockResolvedValueOnce(null).mockResolvedValueOnce(serial);
    const { user } = await open();
    const input = await screen.findByLabelText("Read a picture");
    const picture = new File(["x"], "label.png", { type: "image/png" });
    await user.upload(input, picture);
    expect(await screen.findByText(/No QR code was found/)).toBeVisible();
    await user.upload(input, picture);
    expect(await screen.findByRole("region", { name: "Bring it into your Wi-Fi" })).toBeVisible();
  });
});

describe("A device that cannot be had", () => {
  test.each([
    ["claimed", "RY4-AAAAAAAA3", "This device belongs to somebody else."],
    ["suspended", "RGB-99999999N", "This device is suspended."],
    ["not_for_sale", "SNS-A2B3C4D5M", "This device is not for sale."],
  ] as const)("%s says so in its own words", async (state, other, text) => {
    answers(`/api/setup/${other}`, { ...device({ state, serial_number: other }) });
    await open(`/setup?sn=${other}`);
    expect(await screen.findByText(text)).toBeVisible();
    expect(screen.getByRole("button", { name: "Another device" })).toBeVisible();
    expect(steps.map(({ step }) => step)).toEqual(["scanned", "signed_in"]);
  });

  test("The own one leads to its page", async () => {
    knows({ state: "yours" });
    await open(`/setup?sn=${serial}`);
    expect(await screen.findByText("This device is yours already.")).toBeVisible();
    expect(screen.getByRole("link", { name: "Open the device" })).toHaveAttribute("href", `/home/${serial}`);
  });

  test.each([
    [404, "unknown_serial", "Nobody knows this serial number."],
    [400, "serial_typo", "There is a slip in the serial number."],
  ])("%i %s", async (status, code, text) => {
    server.use(http.get(`/api/setup/${serial}`, () => problem(status, code)));
    await open(`/setup?sn=${serial}`);
    expect(await screen.findByText(text)).toBeVisible();
  });
});

test(
  "From the label to the first page: Wi-Fi, claim code, name, done; each step is told once under one attempt",
  async () => {
    // An attempt is one serial number in one browser: this one has none yet.
    const fresh = "RY4-UDNVB8TGD";
    answers(`/api/setup/${fresh}`, { ...device({ online: true, serial_number: fresh }) });
    registers(() => HttpResponse.json({ ...claimed, device_id: fresh, serial_number: fresh }, { status: 201 }));
    let named: unknown;
    server.use(
      http.patch(`/api/devices/${fresh}`, async ({ request }) => {
        named = await request.json();
        return HttpResponse.json({});
      }),
    );
    const { user } = await open(`/setup?sn=${fresh}&type=4Relay&redirect=%2Fgroups`);
    expect(await screen.findByText(`Platform-${fresh.slice(-4)}`)).toBeVisible();
    expect(screen.getByText(new RegExp(`password is ${fresh.replaceAll("-", "")}`))).toBeVisible();
    expect(screen.getByText("The device is online.")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Go on" }));
    const code = await screen.findByRole("textbox", { name: /Claim code/ });
    await user.type(code, "7kq2");
    await user.click(screen.getByRole("button", { name: "Add the device" }));
    expect(await screen.findByText(/A claim code has eight characters/)).toBeVisible();
    expect(claims).toEqual([]);
    await user.type(code, "m9xa");
    await user.click(screen.getByRole("button", { name: "Add the device" }));
    const name = await screen.findByRole("textbox", { name: /Name/ });
    expect(name).toHaveValue("4-relay controller");
    await user.click(screen.getByRole("button", { name: "Kitchen" }));
    await user.click(screen.getByRole("button", { name: "Save the name" }));
    expect(await screen.findByRole("link", { name: "Go on" })).toHaveAttribute("href", "/groups");
    expect(claims).toEqual([
      { serial_number: fresh, device_name: "4-relay controller", claim_code: "7KQ2-M9XA", user_id: null },
    ]);
    expect(named).toMatchObject({ device_name: "Kitchen" });
    await waitFor(() =>
      expect(steps.map(({ step }) => step)).toEqual(["scanned", "signed_in", "validated", "wifi", "named", "done"]),
    );
    expect(new Set(steps.map(({ attempt_id }) => attempt_id)).size).toBe(1);
    expect(steps[0]?.attempt_id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  },
  slow,
);

test("A redirect to another origin is not followed; a wired device has no step for the Wi-Fi", async () => {
  knows({ wifi: false });
  registers(() => HttpResponse.json(claimed, { status: 201 }));
  server.use(http.patch(`/api/devices/${serial}`, () => HttpResponse.json({})));
  const { user } = await open(`/setup?sn=${serial}&redirect=https%3A%2F%2Fevil.example%2F`);
  await user.type(await screen.findByRole("textbox", { name: /Claim code/ }), "7KQ2M9XA");
  await user.click(screen.getByRole("button", { name: "Add the device" }));
  await user.click(await screen.findByRole("button", { name: "Save the name" }));
  expect(await screen.findByRole("link", { name: "Open the device" })).toHaveAttribute("href", `/home/${serial}`);
});

describe("Proof", () => {
  const atProof = async () => {
    const page = await open(`/setup?sn=${serial}`);
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
    expect(await screen.findByText("The button was pressed.", undefined, { timeout: 5_000 })).toBeVisible();
    await user.click(screen.getAllByRole("button", { name: "Add the device" })[1] as HTMLElement);
    expect(await screen.findByRole("textbox", { name: /Name/ })).toBeVisible();
    expect(claims).toEqual([
      { serial_number: serial, device_name: "4-relay controller", claim_code: null, user_id: null },
    ]);
  });
});

test("Whoever is not signed in signs in or up on the way, and comes back", async () => {
  knows();
  await open(`/setup?sn=${serial}&type=4Relay`);
  await screen.findByRole("region", { name: "Bring it into your Wi-Fi" });
  act(() => session.tokens.end());
  const back = encodeURIComponent(`/setup?sn=${serial}&type=4Relay`);
  expect(await screen.findByRole("link", { name: "Create an account" })).toHaveAttribute("href", `/sign-up?to=${back}`);
  expect(screen.getByRole("link", { name: "I have an account" })).toHaveAttribute("href", `/sign-in?to=${back}`);
});
