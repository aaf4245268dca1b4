import { screen, waitFor, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test } from "vitest";
import { paths } from "@/lib/paths";
import { renderRoute } from "../../../../tests/render";
import { answers, problem, refuses, server } from "../../../../tests/server";
import ApiKeys from "./ApiKeys";

const partner = {
  api_key_id: "0199-key",
  name: "Partner GmbH",
  scopes: ["readings:read", "devices:control", "devices:write"],
  workshop_id: 1,
  created_at: "2026-11-01T08:00:00Z",
  last_used_at: null,
};

beforeEach(() => {
  window.innerWidth = 1280;
  answers("/api/api-keys", { items: [partner], next_cursor: null });
});

const show = () => renderRoute(ApiKeys, { path: paths.apiKeys });

test("Lists what each key may do and whether it was used", async () => {
  await show();
  const row = (await screen.findAllByRole("row"))[1];
  expect(row).toHaveTextContent("Partner GmbH");
  expect(row).toHaveTextContent("read readings, switch and set devices, add devices and renew their credentials");
  expect(row).toHaveTextContent("Never");
});

test("Without keys it says what they are for; a failure can be tried again", async () => {
  answers("/api/api-keys", { items: [], next_cursor: null });
  const { unmount } = await show();
  expect(await screen.findByText("No API keys")).toBeVisible();
  unmount();
  refuses("/api/api-keys", 503);
  const { user } = await show();
  expect(await screen.findByText("A part of the platform is away for a moment.")).toBeVisible();
  answers("/api/api-keys", { items: [partner], next_cursor: null });
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByText("Partner GmbH")).toBeVisible();
});

test("A new key needs a name and a right, is made once, and is shown once", async () => {
  const asked: { body: unknown; key: string | null }[] = [];
  server.use(
    http.post("/api/api-keys", async ({ request }) => {
      asked.push({ body: await request.json(), key: request.headers.get("Idempotency-Key") });
      return asked.length === 1
        ? problem(503, "unavailable")
        : HttpResponse.json({ ...partner, name: "Dashboard", key: "plk_the-key-itself" }, { status: 201 });
    }),
  );
  const { user } = await show();
  await user.click(await screen.findByRole("button", { name: "New API key" }));
  const dialog = within(await screen.findByRole("dialog"));
  await user.click(dialog.getByRole("checkbox", { name: "read readings" }));
  await user.click(dialog.getByRole("button", { name: "Make key" }));
  expect(await dialog.findByText("Choose at least one.")).toBeVisible();
  expect(dialog.getByText("Please fill this in.")).toBeVisible();
  expect(asked).toEqual([]);

  await user.type(dialog.getByRole("textbox", { name: /Name/ }), "Dashboard");
  await user.click(dialog.getByRole("checkbox", { name: "read devices" }));
  await user.click(dialog.getByRole("checkbox", { name: "switch and set devices" }));
  await user.click(dialog.getByRole("button", { name: "Make key" }));
  expect(await dialog.findByText(/A part of the platform is away for a moment/)).toBeVisible();
  await user.click(dialog.getByRole("button", { name: "Make key" }));
  expect(await screen.findByText("plk_the-key-itself")).toBeVisible();
  expect(asked.map(({ body }) => body)).toEqual(
    Array(2).fill({ name: "Dashboard", scopes: ["devices:read", "devices:control"], workshop_id: null }),
  );
  // The same request again is done once.
  expect(asked[0]?.key).toMatch(/^[0-9a-f]{32}$/);
  expect(asked[1]?.key).toBe(asked[0]?.key);
  await user.click(screen.getByRole("button", { name: "Done" }));
  await waitFor(() => expect(screen.queryByText("plk_the-key-itself")).not.toBeInTheDocument());
});

test("A key is ended only after its name was typed", async () => {
  const ended: string[] = [];
  server.use(
    http.delete("/api/api-keys/:id", ({ params }) => {
      ended.push(String(params["id"]));
      answers("/api/api-keys", { items: [], next_cursor: null });
      return new HttpResponse(null, { status: 204 });
    }),
  );
  const { user } = await show();
  await user.click(await screen.findByRole("button", { name: "End Partner GmbH" }));
  const dialog = within(await screen.findByRole("alertdialog"));
  expect(dialog.getByText(/It cannot be brought back/)).toBeVisible();
  await user.type(dialog.getByRole("textbox"), "Partner");
  expect(dialog.getByRole("button", { name: "End key" })).toBeDisabled();
  await user.type(dialog.getByRole("textbox"), " GmbH");
  await user.click(dialog.getByRole("button", { name: "End key" }));
  expect(await screen.findByText("No API keys")).toBeVisible();
  expect(screen.getByText("Partner GmbH is ended.")).toBeVisible();
  expect(ended).toEqual(["0199-key"]);
});
