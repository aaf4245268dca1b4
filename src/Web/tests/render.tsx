import { QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import i18next from "i18next";
import { http, HttpResponse } from "msw";
import { type ComponentType, Suspense } from "react";
import { createMemoryRouter, RouterProvider, useLocation } from "react-router";
import { afterEach } from "vitest";
import { toast, Toaster } from "@/components/ui";
import { createQueryClient } from "@/lib/api/queryClient";
import { startTranslations } from "@/lib/i18n";
import { live } from "@/lib/live";
import { forgetReadings } from "@/lib/live/readings";
import { type Me, type Role, session } from "@/lib/session/session";
import { server } from "./server";

/** Somebody of a workshop, or the admin of the platform. */
export function person(role: Role, more: Partial<Me> = {}): Me {
  const workshop = role === "admin" ? null : { id: 1, name: "Demo Workshop", code: "ws_1" };
  return {
    id: 7,
    username: `${role}1`,
    role,
    workshop_id: workshop?.id ?? null,
    name: null,
    email: null,
    phone: null,
    workshop_name: workshop?.name ?? null,
    workshop_code: workshop?.code ?? null,
    workshop_status: workshop === null ? null : "active",
    time_zone: "Asia/Bangkok",
    password_change_required: false,
    tenant_kind: workshop === null ? null : "workshop",
    external_id: null,
    language: null,
    ...more,
  };
}

/** Signs in as the app does when its page is loaded again: the cookie is exchanged, and the platform says who it is. */
export async function signIn(me: Role | Me): Promise<void> {
  const who = typeof me === "string" ? person(me) : me;
  server.use(
    http.post("/api/auth/refresh", () =>
      HttpResponse.json({
        access_token: "token-of-the-test",
        role: who.role,
        token_type: "Bearer",
        expires_in: 3600,
        refresh_token: null,
      }),
    ),
    http.get("/api/auth/me", () => HttpResponse.json(who)),
  );
  localStorage.setItem("platform.me", JSON.stringify(who));
  await session.start();
}

afterEach(() => {
  // The page goes before the person does, as in the app.
  cleanup();
  toast.clear();
  live.stop();
  session.tokens.end();
  forgetReadings();
  localStorage.clear();
});

export interface RenderOptions {
  /** Who looks at it; an owner when not said. */
  me?: Role | Me;
  /** Pattern of the route, from `lib/paths`. */
  path: string;
  /** Address that is opened; the pattern itself when it has no parts. */
  at?: string;
}

/**
 * Shows a page as the app does: somebody signed in, a router, a query client, the translations. Every other address shows
 * `at <address>`, so that a test sees where a link leads.
 */
export async function renderRoute(Page: ComponentType, { me = "owner", path, at = path }: RenderOptions) {
  if (!i18next.isInitialized) await startTranslations();
  await signIn(me);
  const queryClient = createQueryClient();
  const defaults = queryClient.getDefaultOptions();
  queryClient.setDefaultOptions({ ...defaults, queries: { ...defaults.queries, retry: false } });
  const router = createMemoryRouter(
    [
      { path, element: <Page /> },
      { path: "*", element: <Elsewhere /> },
    ],
    { initialEntries: [at] },
  );
  const result = render(
    <QueryClientProvider client={queryClient}>
      <Suspense fallback={null}>
        <RouterProvider router={router} />
      </Suspense>
      <Toaster />
    </QueryClientProvider>,
  );
  // The page's own catalogue comes by itself, like its code would.
  await act(() => Promise.resolve());
  return { ...result, router, queryClient, user: userEvent.setup() };
}

function Elsewhere() {
  const { pathname, search } = useLocation();
  return <p>at {pathname + search}</p>;
}
