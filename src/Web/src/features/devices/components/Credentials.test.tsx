import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test } from "vitest";
import { answersDevice, openDevice } from "../../../../tests/devicePage";
import { problem, server } from "../../../../tests/server";

beforeEach(() => {
  window.innerWidth = 1280;
  answersDevice();
});

test("A secret is replaced only after the id was typed, and shown once", async () => {
  let rotations = 0;
  server.use(
    http.post("/api/devices/ESP32-1/credentials", ({ request }) => {
      rotations++;
      expect(request.headers.get("Idempotency-Key")).toMatch(/^[0-9a-f]{32}$/);
      return HttpResponse.json({ device_id: "ESP32-1", secret: "brand-new-secret" });
    }),
  );
  const { user } = await openDevice();
  await user.click(await screen.findByRole("button", { name: "New secret" }));
  const dialog = within(await screen.findByRole("alertdialog"));
  expect(dialog.getByText(/sends nothing until it has the new secret/)).toBeVisible();
  expect(dialog.getByRole("button", { name: "Replace the secret" })).toBeDisabled();
  await user.type(dialog.getByRole("textbox"), "ESP32-1");
  await user.dblClick(dialog.getByRole("button", { name: "Replace the secret" }));
  expect(await screen.findByText("brand-new-secret", { selector: "code" })).toBeVisible();
  expect(rotations).toBe(1);
  await user.click(screen.getByRole("button", { name: "I have kept it" }));
  expect(screen.queryByText("brand-new-secret", { selector: "code" })).not.toBeInTheDocument();
});

test("A rotation over the limit is said in the dialog, and nothing is shown", async () => {
  server.use(
    http.post("/api/devices/ESP32-1/credentials", () =>
      problem(429, "too_many_requests", { headers: { "Retry-After": "30" } }),
    ),
  );
  const { user } = await openDevice();
  await user.click(await screen.findByRole("button", { name: "New secret" }));
  await user.type(await screen.findByRole("textbox"), "ESP32-1{Enter}");
  expect(await screen.findByText("Too many requests in a minute.")).toBeVisible();
});
