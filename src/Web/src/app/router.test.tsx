import { waitFor } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { paths } from "@/lib/paths";
import type { Me, Role } from "@/lib/session/session";
import { person, signIn } from "../../tests/render";
import { answers } from "../../tests/server";
import { pageAt } from "./features";
import { homeOf } from "./home";
import { createQueryClient } from "@/lib/api/queryClient";
import { Routers, routesFor } from "./router";

const client = createQueryClient();

/** Patterns of all pages that somebody of this role has, in a workshop when not said. */
function pathsOf(role: Role, more: Partial<Me> = {}): string[] {
  const routes = routesFor({ kind: "signed_in", me: person(role, more), standing: "confirmed" }, client);
  return routes.flatMap((route) => route.children ?? []).flatMap(({ path }) => (path === undefined ? [] : [path]));
}

const ofAdmin = [
  paths.adminOps,
  paths.adminWorkshops,
  paths.adminWorkshop.pattern,
  paths.adminDevices,
  paths.adminLicenses,
  paths.adminLicense.pattern,
  paths.adminViolations,
  paths.adminBatches,
  paths.adminBatch.pattern,
  paths.adminActivations,
  paths.adminTickets,
];
const ofOwner = [
  paths.people,
  paths.person.pattern,
  paths.workshop,
  paths.apiKeys,
  paths.webhooks,
  paths.setup,
  paths.jobAnalytics,
  paths.jobTemplates,
  paths.jobActivity,
  paths.alertRules,
  paths.escalation,
];
const ofWorkshop = [
  paths.pits,
  paths.devices,
  paths.people,
  paths.workshop,
  paths.jobs,
  paths.job.pattern,
  paths.alerts,
  paths.alertRules,
];
const ofAlerts = [paths.alerts, paths.alert.pattern];
const ofSending = [paths.alertNoise, paths.deliveries, paths.messageTemplates];
const ofHome = [paths.home, paths.homeDevice.pattern, paths.groups, paths.tickets, paths.invitation.pattern];

describe("Pages by role", () => {
  test("An admin has all pages of the vendor and none of a workshop's owner", () => {
    const own = pathsOf("admin");
    expect(own).toEqual(expect.arrayContaining(ofAdmin));
    for (const path of ofOwner) expect(own).not.toContain(path);
  });

  test("An owner has the pages of the workshop", () => {
    expect(pathsOf("owner")).toEqual(expect.arrayContaining(ofOwner));
  });

  test("Jobs are for a workshop's people, each with pages of their own; a vendor has none of them", () => {
    for (const role of ["owner", "staff", "customer"] as const) {
      expect(pathsOf(role).filter((path) => path === paths.jobs)).toHaveLength(1);
      expect(pathsOf(role).filter((path) => path === paths.job.pattern)).toHaveLength(1);
    }
    for (const role of ["owner", "staff"] as const) expect(pathsOf(role)).toContain(paths.jobHistory);
    expect(pathsOf("customer")).not.toContain(paths.jobHistory);
    expect(pathsOf("admin").filter((path) => path.startsWith("/jobs"))).toEqual([]);
  });

  test.each(["owner", "staff", "customer"] as const)("For %s there is no page of the vendor", (role) => {
    expect(pathsOf(role).filter((path) => path.startsWith("/admin"))).toEqual([]);
  });

  test.each(["staff", "customer"] as const)("For %s there is no page of the owner", (role) => {
    for (const path of ofOwner) expect(pathsOf(role)).not.toContain(path);
  });

  test.each(["admin", "owner", "staff", "customer"] as const)(
    "%s has the own account, and an answer to the rest",
    (role) => {
      expect(pathsOf(role)).toEqual(expect.arrayContaining([paths.account, "*"]));
    },
  );

  test("Alerts are for those who look after pits, what was sent for whom it belongs to", () => {
    for (const role of ["owner", "staff", "admin"] as const)
      expect(pathsOf(role)).toEqual(expect.arrayContaining(ofAlerts));
    for (const role of ["owner", "admin"] as const) expect(pathsOf(role)).toEqual(expect.arrayContaining(ofSending));
    for (const path of ofSending) expect(pathsOf("staff")).not.toContain(path);
    for (const path of [...ofAlerts, ...ofSending]) expect(pathsOf("customer")).not.toContain(path);
  });

  test.each(["admin", "owner", "staff", "customer"] as const)("%s has messages and says which ones come", (role) => {
    expect(pathsOf(role)).toEqual(expect.arrayContaining([paths.messages, paths.messagePreferences]));
  });

  test("A household begins at its devices and has no page of a workshop", () => {
    const household = { tenant_kind: "household" as const };
    const own = pathsOf("owner", household);
    expect(own).toEqual(expect.arrayContaining([...ofHome, paths.setup, paths.apiKeys, paths.webhooks]));
    for (const path of ofWorkshop) expect(own).not.toContain(path);
    expect(homeOf(person("owner", household))).toBe(paths.home);
  });

  test("A workshop begins at its pits, and its people have a home for what is shared with them", () => {
    for (const role of ["owner", "staff", "customer"] as const) {
      expect(pathsOf(role)).toEqual(expect.arrayContaining(ofHome));
      expect(homeOf(person(role))).toBe(role === "customer" ? paths.jobs : paths.pits);
    }
    expect(pathsOf("owner")).toEqual(expect.arrayContaining(ofWorkshop));
    // A service of before says nothing of kinds.
    expect(homeOf(person("owner", { tenant_kind: null }))).toBe(paths.pits);
  });

  test("Who has not chosen a password yet has nothing else", () => {
    const me = person("admin", { password_change_required: true });
    expect(routesFor({ kind: "signed_in", me, standing: "confirmed" }, client).map(({ path }) => path)).toEqual(["*"]);
  });

  test("Who is not signed in can sign in or up, follow a mail, set a device up, and nothing else", () => {
    const routes = routesFor({ kind: "signed_out", ended: false }, client);
    expect(routes.flatMap(({ path, children }) => path ?? children?.map((child) => child.path) ?? [])).toEqual([
      paths.signIn,
      paths.signUp,
      paths.verify,
      paths.passwordReset,
      paths.confirmEmail,
      paths.setup,
      "*",
    ]);
  });
});

test.each([
  ["/pits", "owner", "pits", paths.pits],
  ["/pits/7", "staff", "pits", paths.pit.pattern],
  ["/jobs", "owner", "jobs", paths.jobs],
  ["/jobs", "customer", "my-jobs", paths.jobs],
  ["/jobs/31", "customer", "my-jobs", paths.job.pattern],
  ["/jobs/history", "owner", "job-history", paths.jobHistory],
  ["/devices/new", "owner", "device-setup", paths.deviceSetup],
  ["/devices/ESP32-7", "owner", "devices", paths.device.pattern],
  ["/devices/ESP32-7/setup", "owner", "device-setup", paths.deviceSetupOf.pattern],
  ["/admin/health", "admin", "admin-ops", paths.adminOps],
  ["/alerts/7", "staff", "alerts", paths.alert.pattern],
  ["/alerts/rules", "owner", "alert-rules", paths.alertRules],
] as const)("The page at %s is known before the router is there (%s)", (address, role, feature, pattern) => {
  const found = pageAt(address, person(role));
  expect([found?.texts[0], found?.route.path]).toEqual([feature, pattern]);
});

test.each([
  ["/admin/health", "owner"],
  ["/nowhere", "admin"],
  ["/", "owner"],
] as const)("Nothing is loaded ahead at %s for %s", (address, role) => {
  expect(pageAt(address, person(role))).toBeUndefined();
});

test("What the pits' page begins with is asked for before it is drawn; an admin says of which workshop first", async () => {
  const askedFor = async (role: Role, at: string) => {
    history.replaceState(null, "", at);
    answers("/api/pits", { items: [], next_cursor: null });
    answers("/api/telemetry/latest", { items: [], next_cursor: null });
    answers("/api/jobs", []);
    answers("/api/alerts", { items: [], next_cursor: null });
    await signIn(role);
    const asked = createQueryClient();
    const router = new Routers(asked).of({ kind: "signed_in", me: person(role), standing: "confirmed" });
    await waitFor(() => expect(router.state.initialized).toBe(true));
    router.dispose();
    return asked
      .getQueryCache()
      .getAll()
      .map(({ queryKey }) => queryKey.slice(0, 2).join(" "));
  };
  expect(await askedFor("owner", "/pits")).toEqual(["pits list", "pits latest", "jobs list", "alerts active"]);
  expect(await askedFor("admin", "/pits")).toEqual([]);
  expect(await askedFor("admin", "/pits?workshop=3")).toEqual([
    "pits list",
    "pits latest",
    "jobs list",
    "alerts active",
  ]);
});
