import { http, HttpResponse } from "msw";
import { afterEach, expect, test, vi } from "vitest";
import { data, identity } from "@/lib/api/client";
import { person } from "../../../tests/render";
import { problem, server } from "../../../tests/server";
import { session } from "./session";

const token = { access_token: "token-1", role: "owner", token_type: "Bearer", expires_in: 3_600, refresh_token: null };
const remembered = person("owner", { name: "Asha" });

/** The platform, which answers the exchange of the cookie when it is let. */
function slowPlatform(answer: () => Response) {
  let letAnswer: () => void = () => undefined;
  const asked = new Promise<void>((done) => (letAnswer = done));
  server.use(
    http.post("/api/auth/refresh", async () => {
      await asked;
      return answer();
    }),
  );
  return { letAnswer };
}

afterEach(() => {
  session.tokens.end();
  vi.unstubAllGlobals();
  Reflect.deleteProperty(navigator, "serviceWorker");
});

test("Whoever signs out leaves no push messages behind, also when the platform cannot be told", async () => {
  const unsubscribe = vi.fn(() => Promise.resolve(true));
  const subscription = { endpoint: "https://push.example/1", unsubscribe };
  const registration = { active: {}, pushManager: { getSubscription: () => Promise.resolve(subscription) } };
  Object.defineProperty(navigator, "serviceWorker", {
    configurable: true,
    value: { getRegistration: () => Promise.resolve(registration) },
  });
  vi.stubGlobal("Notification", { permission: "granted" });
  vi.stubGlobal("PushManager", {});
  const asked: string[] = [];
  server.use(
    http.delete("/api/push/subscriptions", () => {
      asked.push("push");
      return problem(503, "service_unavailable");
    }),
    http.post("/api/auth/logout", () => {
      asked.push("logout");
      return new HttpResponse(null, { status: 204 });
    }),
  );
  await session.signOut();
  expect(unsubscribe).toHaveBeenCalledOnce();
  expect(asked).toEqual(["push", "logout"]);
});

test("Who was here last is there at once; requests wait for the token, and the platform has the last word on who it is", async () => {
  localStorage.setItem("platform.me", JSON.stringify(remembered));
  const { letAnswer } = slowPlatform(() => HttpResponse.json(token));
  const authorizations: (string | null)[] = [];
  server.use(
    http.get("/api/auth/me", ({ request }) => {
      authorizations.push(request.headers.get("Authorization"));
      return HttpResponse.json({ ...remembered, name: "Asha K." });
    }),
  );
  const started = session.start();
  expect(session.snapshot()).toEqual({ kind: "signed_in", me: remembered, standing: "remembered" });
  const early = data(identity.GET("/api/auth/me"));
  letAnswer();
  await Promise.all([started, early]);
  expect(authorizations).toEqual(["Bearer token-1", "Bearer token-1"]);
  expect(session.snapshot()).toMatchObject({ kind: "signed_in", me: { name: "Asha K." }, standing: "confirmed" });
});

test("Whose session ended meanwhile is signed out, and forgotten here", async () => {
  localStorage.setItem("platform.me", JSON.stringify(remembered));
  const { letAnswer } = slowPlatform(() => problem(401, "invalid_token"));
  const started = session.start();
  letAnswer();
  await started;
  expect(session.snapshot()).toEqual({ kind: "signed_out", ended: false });
  expect(localStorage.getItem("platform.me")).toBeNull();
});

test("While the platform cannot be reached its last known person stays", async () => {
  localStorage.setItem("platform.me", JSON.stringify(remembered));
  const { letAnswer } = slowPlatform(() => HttpResponse.error());
  const started = session.start();
  letAnswer();
  await started;
  expect(session.snapshot()).toEqual({ kind: "signed_in", me: remembered, standing: "unreachable" });
});
