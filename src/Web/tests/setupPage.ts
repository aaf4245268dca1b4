import { http, HttpResponse } from "msw";
import { beforeEach } from "vitest";
import type { SetupView } from "@/features/setup/api/types";
import Setup from "@/features/setup/routes/Setup";
import { paths } from "@/lib/paths";
import { householder, serial } from "./controllers";
import { renderRoute } from "./render";
import { answers, server } from "./server";

/** A controller that is in nobody's hands yet, as its label's address tells of it. */
export const unclaimed = (more: Partial<SetupView> = {}): SetupView => ({
  serial_number: serial,
  device_type: "4Relay",
  title: "4-relay controller",
  wifi: true,
  state: "claimable",
  online: false,
  button_pressed_at: null,
  ...more,
});

/** The platform's answer to whoever has claimed it. */
export const claimed = {
  device_id: serial,
  serial_number: serial,
  device_name: "4-relay controller",
  device_type: "4Relay",
  access_level: "owner",
  permissions: ["read", "write", "share", "delete"],
};

/** What the page has told the platform in this test: the steps of the set-up, and the claims. */
export const told = {
  steps: [] as { attempt_id: string; serial_number: string; step: string }[],
  claims: [] as unknown[],
};

export const openSetup = (at: string = paths.setup) => renderRoute(Setup, { path: paths.setup, at, me: householder() });

/** The platform knows the unit of that serial number. */
export const knows = (more: Partial<SetupView> = {}) => answers(`/api/setup/${serial}`, { ...unclaimed(more) });

/** Answers claims one after the other; the last answer stays. */
export function registers(...replies: (() => Response)[]): void {
  server.use(
    http.post("/api/devices/register", async ({ request }) => {
      told.claims.push(await request.json());
      return replies[Math.min(told.claims.length, replies.length) - 1]?.() ?? HttpResponse.error();
    }),
  );
}

beforeEach(() => {
  told.steps = [];
  told.claims = [];
  server.use(
    http.post("/api/setup/steps", async ({ request }) => {
      told.steps.push((await request.json()) as (typeof told.steps)[number]);
      return new HttpResponse(null, { status: 204 });
    }),
  );
});
