import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test } from "vitest";
import { paths } from "@/lib/paths";
import { answersDevices } from "../../../../tests/controllers";
import { renderRoute } from "../../../../tests/render";
import { answers, problem, refuses, server } from "../../../../tests/server";
import { batch } from "./batches.fixture";
import Batches from "./Batches";

const open = () => renderRoute(Batches, { path: paths.adminBatches, me: "admin" });

beforeEach(() => {
  window.innerWidth = 1280;
  answersDevices();
  answers("/api/batches", { items: [{ ...batch }], next_cursor: null });
});

test("Lists how far each batch is and leads to it", async () => {
  await open();
  expect((await screen.findAllByRole("row"))[1]).toHaveTextContent(
    /Batch 34Relay1\.4\.0Ready100 of 10040 of 1002 of 100/,
  );
  expect(screen.getByRole("link", { name: "Batch 3" })).toHaveAttribute("href", "/admin/batches/0199-b");
});

test("A batch that is being made is followed until it is ready", async () => {
  answers("/api/batches", { items: [{ ...batch, status: "making", made: 12 }], next_cursor: null });
  await open();
  expect((await screen.findAllByRole("row"))[1]).toHaveTextContent(/Being made12 of 100/);
  answers("/api/batches", { items: [{ ...batch }], next_cursor: null });
  expect(await screen.findByText("Ready")).toBeVisible();
});

test("A new batch needs a firmware and a count; sent again after a lost answer it is the same", async () => {
  const asked: { body: unknown; key: string | null }[] = [];
  server.use(
    http.post("/api/batches", async ({ request }) => {
      asked.push({ body: await request.json(), key: request.headers.get("Idempotency-Key") });
      return asked.length === 1
        ? problem(503, "service_unavailable")
        : HttpResponse.json({ ...batch }, { status: 202 });
    }),
  );
  const { user } = await open();
  await user.click(await screen.findByRole("button", { name: "New batch" }));
  const dialog = within(await screen.findByRole("dialog"));
  const type = await dialog.findByRole("combobox", { name: /Type/ });
  await user.type(dialog.getByRole("textbox", { name: /Number of units/ }), "10001");
  await user.click(dialog.getByRole("button", { name: "Make the batch" }));
  expect(await dialog.findByText("A number from 1 to 10,000.")).toBeVisible();
  expect(dialog.getByText("Please fill this in.")).toBeVisible();
  expect(asked).toEqual([]);
  await user.selectOptions(type, "LED");
  await user.type(dialog.getByRole("textbox", { name: /Firmware/ }), "1.4.0");
  await user.clear(dialog.getByRole("textbox", { name: /Number of units/ }));
  await user.type(dialog.getByRole("textbox", { name: /Number of units/ }), "3");
  await user.click(dialog.getByRole("button", { name: "Make the batch" }));
  expect(await dialog.findByText("A part of the platform is away for a moment.")).toBeVisible();
  await user.click(dialog.getByRole("button", { name: "Make the batch" }));
  expect(await screen.findByText("at /admin/batches/0199-b")).toBeVisible();
  expect(asked[0]?.body).toEqual({ device_type: "LED", firmware_version: "1.4.0", count: 3, note: null });
  expect(asked[1]?.key).toBe(asked[0]?.key);
});

test("Without batches it says what they are for; a failure can be tried again", async () => {
  refuses("/api/batches", 503);
  const { user } = await open();
  expect(await screen.findByText("A part of the platform is away for a moment.")).toBeVisible();
  answers("/api/batches", { items: [], next_cursor: null });
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByText("No batches")).toBeVisible();
});
