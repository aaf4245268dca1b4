import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { encode } from "uqr";
import { QrCode, qrPath } from "./QrCode";
import { setupText } from "./setupText";

const credentials = {
  device_id: "ESP32-A1",
  secret: "s3cret_-x",
  license_key: "LIC-AAAA-BBBB-CCCC",
  topic: "workshop/ws_1/pit/pit1/sensors",
};

/** The modules that a path paints. */
function painted(path: string, size: number): boolean[][] {
  const modules = Array.from({ length: size }, () => Array.from({ length: size }, () => false));
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let at = 0; at < Number(width); at++) (modules[Number(y)] ?? [])[Number(x) + at] = true;
  }
  return modules;
}

test("The code paints what the encoder says, within four light modules on every side", () => {
  const text = setupText(credentials, "mqtt.example.com");
  const { path, size } = qrPath(text);
  const code = encode(text, { ecc: "M", border: 0 });
  expect(size).toBe(code.size + 8);
  const modules = painted(path, size);
  expect(modules.slice(4, -4).map((row) => row.slice(4, -4))).toEqual(code.data);
  expect(modules.flat().filter(Boolean)).toHaveLength(code.data.flat().filter(Boolean).length);
});

test("It says to the installer's app what a device needs", () => {
  const text = setupText(credentials, "mqtt.example.com");
  expect(text.startsWith("platform-setup:")).toBe(true);
  expect(JSON.parse(text.slice("platform-setup:".length))).toEqual({
    id: "ESP32-A1",
    secret: "s3cret_-x",
    license: "LIC-AAAA-BBBB-CCCC",
    host: "mqtt.example.com",
    port: 8883,
    topic: "workshop/ws_1/pit/pit1/sensors",
  });
});

test("It is dark on white and has a name", () => {
  render(<QrCode text="x" label="The code" />);
  const code = screen.getByRole("img", { name: "The code" });
  expect(code.querySelector("rect")).toHaveAttribute("fill", "#fff");
  expect(code.querySelector("path")).toHaveAttribute("fill", "#000");
});
