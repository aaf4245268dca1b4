import { screen, waitFor } from "@testing-library/react";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { serial } from "../../../../tests/controllers";
import { knows, openSetup, told } from "../../../../tests/setupPage";

const read = vi.fn<(file: Blob) => Promise<string | null>>();
const watch = vi.fn<(video: HTMLVideoElement, onText: (text: string) => void) => Promise<() => void>>();

vi.mock("../components/qrReader", () => ({
  QrReader: class {
    read = read;
    watch = watch;
  },
}));

beforeEach(() => {
  read.mockReset();
  watch.mockReset();
});

describe("Which device", () => {
  test.each([
    ["", "Type the serial number from the label."],
    ["RY4-7KQ2", "Characters are missing: a serial number has twelve."],
    ["RY4-7KQ2M9XADD", "These are too many characters: a serial number has twelve."],
    ["RY4-7KQ2M9XA0", /“0” is in no serial number/],
    ["RY4-7QK2M9XAD", /one character is wrong, or two are swapped/],
  ])("'%s' is told before anything is asked", async (typed, text) => {
    const { user, router } = await openSetup();
    const field = await screen.findByRole("textbox", { name: /Serial number/ });
    if (typed !== "") await user.type(field, typed);
    await user.click(screen.getByRole("button", { name: "Go on" }));
    expect(await screen.findByText(text)).toBeVisible();
    expect(field).toBeInvalid();
    expect(router.state.location.search).toBe("");
    expect(told.steps).toEqual([]);
  });

  test("typed in small letters with spaces it is found, and stands in the address", async () => {
    knows();
    const { user, router } = await openSetup();
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
    const { user } = await openSetup();
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
    const { user } = await openSetup();
    await user.click(await screen.findByRole("button", { name: "Scan with the camera" }));
    expect(await screen.findByText(text)).toBeVisible();
    expect(screen.getByRole("button", { name: "Scan with the camera" })).toBeEnabled();
    vi.unstubAllGlobals();
  });

  test("a picture without a code is told, one with a label goes on", async () => {
    knows();
    read.mockResolvedValueOnce(null).mockResolvedValueOnce(serial);
    const { user } = await openSetup();
    const input = await screen.findByLabelText("Read a picture");
    const picture = new File(["x"], "label.png", { type: "image/png" });
    await user.upload(input, picture);
    expect(await screen.findByText(/No QR code was found/)).toBeVisible();
    await user.upload(input, picture);
    expect(await screen.findByRole("region", { name: "Bring it into your Wi-Fi" })).toBeVisible();
  });
});
