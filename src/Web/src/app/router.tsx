import { createBrowserRouter, Navigate, type RouteObject } from "react-router";
import { loadTexts } from "@/lib/i18n";
import { paths } from "@/lib/paths";
import type { Role, SessionState } from "@/lib/session/session";
import { features } from "./features";
import { NotFound } from "./shell/NotFound";
import { PageError } from "./shell/PageError";
import { Shell } from "./shell/Shell";
import { SignInAgain } from "./shell/SignInAgain";
import { StartingDoor, StartingPage } from "./shell/Starting";

/** Where each role begins. */
const home: Record<Role, string> = {
  admin: paths.adminOps,
  owner: paths.pits,
  staff: paths.pits,
  customer: paths.pits,
};

/** Shown until the code of the first page has come. */
const whileDoor = { hydrateFallbackElement: <StartingDoor /> };
const whilePage = { hydrateFallbackElement: <StartingPage /> };

/** Routes of one person: what their role may not see is not there, and answers like an address that does not exist. */
export function routesFor(state: SessionState): RouteObject[] {
  if (state.kind !== "signed_in") {
    return [
      {
        path: paths.signIn,
        lazy: () => page(import("./account/SignIn")),
        errorElement: <PageError />,
        ...whileDoor,
      },
      { path: "*", element: <SignInAgain /> },
    ];
  }
  if (state.me.password_change_required) {
    return [
      { path: "*", lazy: () => page(import("./account/FirstPassword")), errorElement: <PageError />, ...whileDoor },
    ];
  }
  const { role } = state.me;
  const own = features.flatMap(({ name, routes }) =>
    routes
      .filter((route) => route.roles.includes(role))
      .map((route): RouteObject => ({
        path: route.path,
        lazy: async () => (await Promise.all([page(route.page()), loadTexts(name)]))[0],
        errorElement: <PageError />,
      })),
  );
  return [
    {
      element: <Shell />,
      ...whilePage,
      errorElement: <PageError />,
      children: [
        { index: true, element: <Navigate to={home[role]} replace /> },
        { path: paths.signIn, element: <AfterSignIn to={home[role]} /> },
        { path: paths.account, lazy: () => page(import("./account/Account")), errorElement: <PageError /> },
        ...own,
        { path: "*", element: <NotFound /> },
      ],
    },
  ];
}

/** Back to where somebody wanted to go before they had to sign in. */
function AfterSignIn({ to }: { to: string }) {
  const wanted = new URLSearchParams(location.search).get("to");
  return <Navigate to={wanted !== null && /^\/(?![/\\])/.test(wanted) ? wanted : to} replace />;
}

async function page(module: Promise<{ default: React.ComponentType }>) {
  return { Component: (await module).default };
}

export function createRouter(state: SessionState) {
  return createBrowserRouter(routesFor(state));
}
