import { http, HttpResponse, type JsonBodyType } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll } from "vitest";

/**
 * The API of a test. Nothing is answered that the test did not say: a request nobody expected fails.
 * Importing this file is enough to start it.
 */
export const server = setupServer();

beforeAll(() => server.listen({ onUnhandledRequest: "error" }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

/** Answers a GET: `answers("/api/pits", { items: [] })`. */
export function answers(path: string, body: JsonBodyType): void {
  server.use(http.get(path, () => HttpResponse.json(body)));
}

/** A problem as the services write it (RFC 9457). */
export function problem(
  status: number,
  type: string,
  more: { detail?: string; errors?: Record<string, string[]>; headers?: Record<string, string> } = {},
) {
  const { headers, ...rest } = more;
  return HttpResponse.json(
    { type, title: type, status, ...rest },
    {
      status,
      headers: { "Content-Type": "application/problem+json", "X-Request-Id": "request-of-the-test", ...headers },
    },
  );
}

/** Refuses a GET with a problem. */
export function refuses(path: string, status: number, type = "refused"): void {
  server.use(http.get(path, () => problem(status, type)));
}
