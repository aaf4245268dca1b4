import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test, vi } from "vitest";
import { paths } from "@/lib/paths";
import { saveFile } from "@/lib/saveFile";
import { renderRoute } from "../../../../tests/render";
import { answers, problem, server } from "../../../../tests/server";
import { batch, unit } from "./batches.fixture";
import Batch from "./Batch";

vi.mock("@/lib/saveFile", () => ({ saveFile: vi.fn() }));

const open = () => renderRoute(Batch, { path: paths.adminBatch.pattern, at: "/admin/batches/0199-b", me: "admin" });
let asked: URLSearchParams[] = [];

beforeEach(() => {
  window.innerWidth = 1280;
  asked = [];
  vi.mocked(saveFile).mockReset();
  answers("/api/batches/0199-b", { ...batch });
  server.use(
    http.get("/api/batches/0199-b/devices", ({ request }) => {
      asked.push(new URL(request.url).searchParams);
      return HttpResponse.json({ items: [{ ...unit }], next_cursor: null });
    }),
    http.get("/api/users/7", () => HttpResponse.json({})),
  );
});

test("Shows how far it is, and every unit with what became of it", async () => {
  const { user } = await open();
  const bar = await screen.findByRole("progressbar", { name: "Flashed" });
  expect(bar).toHaveAttribute("value", "40");
  expect(bar).toHaveAttribute("max", "100");
  expect((await screen.findAllByRole("row"))[1]).toHaveTextContent(
    /RY4-7KQ2M9XADFlashedIn stock\/dev\/ttyUSB024:6F:28:00:00:01/,
  );
  expect(screen.getByRole("link", { name: unit.serial_number })).toHaveAttribute("href", "/devices/RY4-7KQ2M9XAD");
  await user.click(within(screen.getByRole("group", { name: "Flashing" })).getByRole("button", { name: "Failed" }));
  await waitFor(() => expect(asked.at(-1)?.get("result")).toBe("failed"));
});

test("Its files are handed to the browser under names that say whose they are", async () => {
  const file = (path: string, text: string) =>
    server.use(http.get(`/api/batches/0199-b/${path}`, () => new HttpResponse(text)));
  file("ledger.csv", "serial");
  file("labels.pdf", "pdf");
  file("nvs.zip", "zip");
  file("labels/RY4-7KQ2M9XAD.png", "png");
  const { user } = await open();
  await user.click(await screen.findByRole("button", { name: "Ledger (CSV)" }));
  await waitFor(() => expect(saveFile).toHaveBeenCalledTimes(1));
  await user.click(screen.getByRole("button", { name: "Labels (PDF)" }));
  await waitFor(() => expect(saveFile).toHaveBeenCalledTimes(2));
  await user.click(screen.getByRole("button", { name: "NVS of all units (ZIP)" }));
  await waitFor(() => expect(saveFile).toHaveBeenCalledTimes(3));
  await user.click(screen.getByRole("button", { name: "Files of RY4-7KQ2M9XAD" }));
  await user.click(await screen.findByRole("menuitem", { name: "Label (PNG)" }));
  await waitFor(() => expect(saveFile).toHaveBeenCalledTimes(4));
  expect(vi.mocked(saveFile).mock.calls.map(([name]) => name)).toEqual([
    "batch-3-ledger.csv",
    "batch-3-labels.pdf",
    "batch-3-nvs.zip",
    "RY4-7KQ2M9XAD.png",
  ]);
});

test("Secrets that are gone are told; a batch that is not ready has no files", async () => {
  server.use(http.get("/api/batches/0199-b/labels.pdf", () => problem(409, "secrets_gone")));
  const { user, unmount } = await open();
  await user.click(await screen.findByRole("button", { name: "Labels (PDF)" }));
  expect(await screen.findByText(/secrets of this unit were deleted/)).toBeVisible();
  expect(saveFile).not.toHaveBeenCalled();
  unmount();
  answers("/api/batches/0199-b", { ...batch, status: "making", made: 3 });
  await open();
  expect(await screen.findByRole("button", { name: "Labels (PDF)" })).toBeDisabled();
});
