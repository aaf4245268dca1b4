import { screen, within } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { beforeEach, expect, test } from "vitest";
import { paths } from "@/lib/paths";
import { renderRoute } from "../../../../tests/render";
import { answers, problem, refuses, server } from "../../../../tests/server";
import { workshop } from "./workshops.fixture";
import Workshops from "./Workshops";

beforeEach(() => {
  window.innerWidth = 1280;
  answers("/api/tenants", {
    items: [workshop, { ...workshop, tenant_id: 4, workshop_id: 4, name: "Empty One", users: 1, status: "suspended" }],
    next_cursor: null,
  });
  answers("/api/devices/figures", { items: [{ workshop_id: 3, pits: 5, devices: 7, online: 6 }] });
  answers("/api/telemetry/figures", { items: [{ workshop_id: 3, devices: 7, last_hour: 100, last_day: 60480 }] });
});

const show = () => renderRoute(Workshops, { me: "admin", path: paths.adminWorkshops });
const cells = async (name: string) =>
  within(await screen.findByRole("row", { name: new RegExp(name) }))
    .getAllByRole("cell")
    .map((cell) => cell.textContent);

test("Shows each workshop with its figures; one without devices has none", async () => {
  await show();
  await screen.findByText("60,480");
  expect(await cells("Shine Works")).toEqual(["Shine Works", "workshop_003", "Active", "5", "7", "6", "4", "60,480"]);
  expect(await cells("Empty One")).toEqual(["Empty One", "workshop_003", "Suspended", "0", "0", "0", "1", "0"]);
});

test("A service that does not count leaves a gap and says so, not a zero", async () => {
  refuses("/api/telemetry/figures", 502);
  await show();
  expect(await screen.findByText(/Some figures cannot be counted/)).toBeVisible();
  expect((await cells("Shine Works")).slice(3)).toEqual(["5", "7", "6", "4", "–"]);
});

test("Makes a workshop: what is wrong stands at its field, the secrets are shown once, and twice sent is made once", async () => {
  const keys: (string | null)[] = [];
  const bodies: unknown[] = [];
  server.use(
    http.post("/api/tenants", async ({ request }) => {
      keys.push(request.headers.get("Idempotency-Key"));
      bodies.push(await request.json());
      if (keys.length === 1)
        return problem(400, "validation_failed", { errors: { owner_email: ["must be an e-mail address"] } });
      if (keys.length === 2) return problem(503, "unavailable");
      return HttpResponse.json(
        {
          tenant_id: 9,
          workshop_id: 9,
          code: "workshop_009",
          owner: { username: "owner_workshop_009", temporary_password: "Temp-Pass-1" },
          mqtt: { username: "workshop_009", password: "mqtt-secret" },
        },
        { status: 201 },
      );
    }),
  );
  const { user } = await show();
  await user.click(await screen.findByRole("button", { name: "New workshop" }));
  await user.click(screen.getByRole("button", { name: "Make workshop" }));
  expect(await screen.findByRole("textbox", { name: /^Name/ })).toBeInvalid();
  expect(keys).toEqual([]);

  await user.type(screen.getByRole("textbox", { name: /^Name/ }), "Gloss & Co");
  await user.type(screen.getByRole("textbox", { name: /Owner's name/ }), "Ravi");
  await user.type(screen.getByRole("textbox", { name: /Owner's e-mail/ }), "ravi@");
  await user.click(screen.getByRole("button", { name: "Make workshop" }));
  const email = screen.getByRole("textbox", { name: /Owner's e-mail/ });
  expect(await screen.findByText("must be an e-mail address")).toBeVisible();
  expect(email).toBeInvalid();

  await user.type(email, "example.com");
  await user.click(screen.getByRole("button", { name: "Make workshop" }));
  expect(await screen.findByText(/away for a moment/)).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Make workshop" }));
  expect(await screen.findByText("Temp-Pass-1")).toBeVisible();
  for (const text of ["workshop_009", "owner_workshop_009", "mqtt-secret"])
    expect(screen.getAllByText(text).length).toBeGreaterThan(0);
  expect(keys[2]).toBe(keys[1]);
  expect(keys[1]).not.toBe(keys[0]);
  expect(bodies[2]).toMatchObject({ name: "Gloss & Co", owner_phone: null, address: null, pits: 1, kind: "workshop" });

  // Leaving by accident is asked about.
  await user.keyboard("{Escape}");
  expect(await screen.findByText("They cannot be shown again.")).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Cancel" }));
  expect(screen.getByText("Temp-Pass-1")).toBeVisible();

  await user.click(screen.getByRole("button", { name: "Done" }));
  expect(screen.queryByText("Temp-Pass-1")).toBeNull();
  await user.click(screen.getByRole("button", { name: "New workshop" }));
  expect(screen.queryByText("Temp-Pass-1")).toBeNull();
  expect(screen.getByRole("textbox", { name: /^Name/ })).toHaveValue("");
});
