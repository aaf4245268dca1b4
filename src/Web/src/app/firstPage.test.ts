import { waitFor } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { registry } from "@/lib/api/client";
import { NetworkError } from "@/lib/api/problem";
import { createQueryClient } from "@/lib/api/queryClient";
import { type Me, type Role, session } from "@/lib/session/session";
import { person, signIn } from "../../tests/render";
import { answers, server } from "../../tests/server";
import { askOfFirstPage } from "./features";
import { Routers } from "./router";

let asked: string[] = [];
const hear = ({ request }: { request: Request }) => {
  const { pathname, search } = new URL(request.url);
  if (!pathname.startsWith("/api/auth/")) asked.push(pathname + search);
};

beforeEach(() => {
  asked = [];
  server.events.on("request:start", hear);
  answers("/api/pits", { items: [], next_cursor: null });
  answers("/api/telemetry/latest", { items: [], next_cursor: null });
  answers("/api/jobs", []);
  answers("/api/alerts", { items: [], next_cursor: null });
});
afterEach(() => {
  vi.useRealTimers();
  server.events.removeAllListeners();
});

/** Opens the page as the app does once its code is there, and waits until it has all that it asked for. */
async function open(me: Me, at: string): Promise<void> {
  history.replaceState(null, "", at);
  const client = createQueryClient();
  const routers = new Routers(client);
  await routers.ready({ kind: "signed_in", me, standing: "confirmed" });
  await waitFor(() => expect(client.isFetching()).toBe(0));
  routers.of({ kind: "signed_out", ended: false }).dispose();
}

describe("What the pits' page asks first", () => {
  test.each(["owner", "staff", "customer"] as const)("is asked once, before its code is there (%s)", async (role) => {
    await signIn(role);
    askOfFirstPage("/pits", person(role));
    await waitFor(() => expect(asked.length).toBeGreaterThanOrEqual(3));
    const before = asked.toSorted();
    await open(person(role), "/pits");
    expect(asked.toSorted()).toEqual(before);
    expect(asked.some((address) => address.startsWith("/api/alerts"))).toBe(role !== "customer");
  });

  test("is asked too where somebody comes to it without saying so", async () => {
    await signIn("owner");
    askOfFirstPage("/", person("owner"));
    await waitFor(() => expect(asked).toContain("/api/pits?limit=200"));
  });

  test.each<[string, string, Role, Partial<Me>]>([
    ["an admin, who says first of which workshop", "/pits", "admin", {}],
    ["somebody of a household, who has no pits", "/pits", "owner", { tenant_kind: "household" }],
    ["whoever has to choose a password", "/pits", "owner", { password_change_required: true }],
    ["a page that asks nothing ahead", "/devices", "owner", {}],
  ])("is not asked for %s", async (_, at, role, more) => {
    await signIn(role);
    askOfFirstPage(at, person(role, more));
    await new Promise((done) => setTimeout(done, 50));
    expect(asked).toEqual([]);
  });
});

describe("An answer that came before it was asked for", () => {
  const pits = () => registry.GET("/api/pits", { params: { query: { limit: 200 } } });

  test("is given once, to who asks the same", async () => {
    await signIn("owner");
    askOfFirstPage("/pits", person("owner"));
    await registry.GET("/api/pits", { params: { query: { limit: 50 } } });
    expect((await pits()).data?.items).toEqual([]);
    expect(asked.filter((address) => address === "/api/pits?limit=200")).toHaveLength(1);
    await pits();
    expect(asked.filter((address) => address === "/api/pits?limit=200")).toHaveLength(2);
  });

  test("tells its failure as if it had been asked then", async () => {
    server.use(http.get("/api/pits", () => HttpResponse.json({ type: "no_permission" }, { status: 403 })));
    await signIn("owner");
    askOfFirstPage("/pits", person("owner"));
    await expect(pits()).rejects.toMatchObject({ status: 403, code: "no_permission" });
  });

  test("that the network lost is a failure of who takes it, and of nobody before", async () => {
    server.use(http.get("/api/pits", () => HttpResponse.error()));
    await signIn("owner");
    askOfFirstPage("/pits", person("owner"));
    // It has failed by then; a failure that nobody handles would fail the test run.
    await waitFor(() => expect(asked).toContain("/api/pits?limit=200"));
    await new Promise((done) => setTimeout(done, 50));
    await expect(pits()).rejects.toBeInstanceOf(NetworkError);
    expect(asked.filter((address) => address === "/api/pits?limit=200")).toHaveLength(1);
  });

  test("is too old after ten seconds", async () => {
    await signIn("owner");
    askOfFirstPage("/pits", person("owner"));
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 10_001 });
    await pits();
    expect(asked.filter((address) => address === "/api/pits?limit=200")).toHaveLength(2);
  });

  test("is not given to the next person", async () => {
    await signIn("owner");
    askOfFirstPage("/pits", person("owner"));
    session.tokens.end();
    await signIn("staff");
    await pits();
    expect(asked.filter((address) => address === "/api/pits?limit=200")).toHaveLength(2);
  });
});
