import createClient, { type Middleware } from "openapi-fetch";
import type { paths as IdentityPaths } from "./schema/identity";
import type { paths as JobsPaths } from "./schema/jobs";
import type { paths as LicensingPaths } from "./schema/licensing";
import type { paths as NotificationsPaths } from "./schema/notifications";
import type { paths as OperationsPaths } from "./schema/operations";
import type { paths as RegistryPaths } from "./schema/registry";
import type { paths as TelemetryPaths } from "./schema/telemetry";
import { noteServerTime } from "@/lib/serverTime";
import { keepEarly, takeEarly } from "./early";
import { NetworkError, toApiError } from "./problem";

/** What the clients need to know of the session; lib/session provides it at start. */
export interface TokenSource {
  /** A token that is good for the next moments, or null when nobody is signed in. */
  current(): Promise<string | null>;
  /** Called after a 401: a fresh token, or null when the session is over. */
  renewed(refused: string): Promise<string | null>;
}

let tokens: TokenSource = { current: () => Promise.resolve(null), renewed: () => Promise.resolve(null) };

export function takeTokensFrom(source: TokenSource): void {
  tokens = source;
}

// A request is sent once more after a 401 with a renewed token: its body must be readable again.
const authorized: typeof fetch = async (input, init) => {
  const request = new Request(input, init);
  const early = takeEarly(request);
  if (early !== undefined) return early;
  const token = await tokens.current();
  const again = request.clone();
  const answer = await send(withToken(request, token));
  if (answer.status !== 401 || token === null) return answer;
  const renewed = await tokens.renewed(token);
  return renewed === null ? answer : send(withToken(again, renewed));
};

function withToken(request: Request, token: string | null): Request {
  if (token !== null) request.headers.set("Authorization", `Bearer ${token}`);
  return request;
}

async function send(request: Request): Promise<Response> {
  const sentAt = Date.now();
  try {
    const answer = await globalThis.fetch(request);
    noteServerTime(answer.headers.get("Date"), sentAt, Date.now());
    return answer;
  } catch (error) {
    // A request that its caller gave up is not a failure of the network.
    if (request.signal.aborted) throw error;
    throw new NetworkError("The platform did not answer.", { cause: error });
  }
}

const throwsProblems: Middleware = {
  async onResponse({ response }) {
    if (response.ok) return undefined;
    // A failure without JSON (a proxy's page, an empty body) is a problem all the same: its status says what is known.
    const body: unknown = await response
      .clone()
      .json()
      .catch(() => null);
    throw toApiError(response, body);
  },
};

function client<Paths extends object>(send: typeof fetch) {
  // Cookies go only to this origin; only /api/auth reads one.
  const made = createClient<Paths>({
    baseUrl: globalThis.location.origin,
    credentials: "same-origin",
    fetch: (request) => send(request),
  });
  made.use(throwsProblems);
  return made;
}

/** Sign-in and refresh: requests that carry no access token. */
export const door = client<IdentityPaths>(send as typeof fetch);

/** One client per service's OpenAPI document. Every call throws {@link ApiError} or {@link NetworkError} when it fails. */
export const identity = client<IdentityPaths>(authorized);
export const registry = client<RegistryPaths>(authorized);
export const jobs = client<JobsPaths>(authorized);
export const licensing = client<LicensingPaths>(authorized);
export const notifications = client<NotificationsPaths>(authorized);
export const operations = client<OperationsPaths>(authorized);
export const telemetry = client<TelemetryPaths>(authorized);

/** Begins GETs that a page will ask for (addresses under `/api`), before its code is there: the clients above take their answers. */
export function askEarly(addresses: readonly string[]): void {
  for (const address of addresses) {
    const url = new URL(address, globalThis.location.origin).href;
    keepEarly(url, authorized(url, { credentials: "same-origin" }));
  }
}

/** The data of an answer: `data(identity.GET("/api/users"))`. */
export async function data<T>(call: Promise<{ data?: T }>): Promise<T> {
  const answer = await call;
  // Only a success comes here; 204 has no data, and its type says so.
  return answer.data as T;
}
