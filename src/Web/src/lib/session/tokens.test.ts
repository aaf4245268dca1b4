import { http, HttpResponse } from "msw";
import { expect, test, vi } from "vitest";
import { NetworkError } from "@/lib/api/problem";
import { problem, server } from "../../../tests/server";
import { Tokens } from "./tokens";

/** The platform's end: hands out `token-1`, `token-2`, … and keeps the headers that it was asked with. */
function exchanges(): Headers[] {
  const asked: Headers[] = [];
  server.use(
    http.post("/api/auth/refresh", ({ request }) => {
      asked.push(request.headers);
      return HttpResponse.json({ access_token: `token-${asked.length}`, expires_in: 3_600, refresh_token: null });
    }),
  );
  return asked;
}

const nothingIsAsked = () =>
  server.use(
    http.post("/api/auth/refresh", () => {
      throw new Error("Nothing had to be asked.");
    }),
  );

test("Requests that need a token at the same time share one exchange, which no form of another site can send", async () => {
  const asked = exchanges();
  const tokens = new Tokens();
  const told = vi.fn();
  tokens.onToken = told;
  expect(await Promise.all([tokens.refresh(), tokens.renewed("refused"), tokens.refresh()])).toEqual(
    Array(3).fill("token-1"),
  );
  expect(asked).toHaveLength(1);
  expect(asked[0]?.get("X-Requested-With")).toBe("platform-web");
  expect(told.mock.calls).toEqual([["token-1"]]);
});

test("A token is used until shortly before its end, and then renewed", async () => {
  const asked = exchanges();
  const tokens = new Tokens();
  tokens.begin("from-the-sign-in", 3_600);
  expect(await tokens.current()).toBe("from-the-sign-in");
  expect(asked).toHaveLength(0);
  tokens.begin("nearly-over", 59);
  expect(await tokens.current()).toBe("token-1");
});

test("After a refusal a token that came meanwhile is taken without asking", async () => {
  nothingIsAsked();
  const tokens = new Tokens();
  tokens.begin("newer", 3_600);
  expect(await tokens.renewed("older")).toBe("newer");
});

test("A token of another tab is used here, and saves the exchange", async () => {
  nothingIsAsked();
  const [here, there] = [new Tokens(), new Tokens()];
  there.begin("from-there", 3_600);
  await vi.waitFor(async () => expect(await here.current()).toBe("from-there"));
  expect(await here.refresh()).toBe("from-there");
});

test("A refused exchange ends the session, in the other tabs too", async () => {
  server.use(http.post("/api/auth/refresh", () => problem(401, "invalid_token")));
  const [here, there] = [new Tokens(), new Tokens()];
  const ended = { here: vi.fn(), there: vi.fn() };
  here.onEnded = ended.here;
  there.onEnded = ended.there;
  expect(await here.refresh()).toBeNull();
  expect(ended.here).toHaveBeenCalledOnce();
  await vi.waitFor(() => expect(ended.there).toHaveBeenCalledOnce());
  expect(await here.current()).toBeNull();
});

test("Without an answer nobody is signed out: it throws, and works again when the platform is back", async () => {
  const tokens = new Tokens();
  const ended = vi.fn();
  tokens.onEnded = ended;
  tokens.begin("nearly-over", 30);
  server.use(http.post("/api/auth/refresh", () => HttpResponse.error()));
  await expect(tokens.refresh()).rejects.toBeInstanceOf(NetworkError);
  // What is left of the old one may still do.
  expect(await tokens.current()).toBe("nearly-over");
  server.use(http.post("/api/auth/refresh", () => problem(503, "unavailable")));
  await expect(tokens.refresh()).rejects.toMatchObject({ status: 503 });
  expect(ended).not.toHaveBeenCalled();
  exchanges();
  expect(await tokens.refresh()).toBe("token-1");
});
