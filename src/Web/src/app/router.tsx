import type { QueryClient } from "@tanstack/react-query";
import { createBrowserRouter, Navigate, type RouteObject } from "react-router";
import { type FeatureRoute, isFor, type Preload } from "@/lib/feature";
import { loadTexts } from "@/lib/i18n";
import { ownPath } from "@/lib/ownPath";
import { paths } from "@/lib/paths";
import type { SessionState } from "@/lib/session/session";
import { features } from "./features";
import { homeOf } from "./home";
import { NotFound } from "./shell/NotFound";
import { PageError } from "./shell/PageError";
import { Shell } from "./shell/Shell";
import { SignInAgain } from "./shell/SignInAgain";
import { StartingDoor, StartingPage } from "./shell/Starting";

/** Shown until the code of the first page has come. */
const whileDoor = { hydrateFallbackElement: <StartingDoor /> };
const whilePage = { hydrateFallbackElement: <StartingPage /> };

/** Links of mails lead here, whoever is signed in. */
const fromMail: RouteObject[] = [
  { path: paths.verify, lazy: () => page(import("./account/Verify")), errorElement: <PageError />, ...whileDoor },
  {
    path: paths.passwordReset,
    lazy: () => page(import("./account/PasswordReset")),
    errorElement: <PageError />,
    ...whileDoor,
  },
  {
    path: paths.confirmEmail,
    lazy: () => page(import("./account/ConfirmEmail")),
    errorElement: <PageError />,
    ...whileDoor,
  },
];

/** Routes of one person: what their role may not see is not there, and answers like an address that does not exist. */
export function routesFor(state: SessionState, client: QueryClient): RouteObject[] {
  if (state.kind !== "signed_in") {
    return [
      {
        path: paths.signIn,
        lazy: () => page(import("./account/SignIn")),
        errorElement: <PageError />,
        ...whileDoor,
      },
      {
        path: paths.signUp,
        lazy: () => page(import("./account/SignUp")),
        errorElement: <PageError />,
        ...whileDoor,
      },
      ...fromMail,
      {
        lazy: () => page(import("./shell/OpenFrame")),
        errorElement: <PageError />,
        ...whileDoor,
        children: features.flatMap(({ texts, routes }) =>
          routes.filter((route) => route.anonymous).map((route) => toRoute(texts, route)),
        ),
      },
      { path: "*", element: <SignInAgain /> },
    ];
  }
  if (state.me.password_change_required) {
    return [
      { path: "*", lazy: () => page(import("./account/FirstPassword")), errorElement: <PageError />, ...whileDoor },
    ];
  }
  const { me } = state;
  const home = homeOf(me);
  const own = features.flatMap(({ texts, routes }) =>
    routes
      .filter((route) => isFor(route, me))
      .map((route) => toRoute(texts, route, (load, params) => load(client, me, params))),
  );
  return [
    ...fromMail,
    {
      element: <Shell />,
      ...whilePage,
      errorElement: <PageError />,
      children: [
        { index: true, element: <Navigate to={home} replace /> },
        { path: paths.signIn, element: <AfterSignIn to={home} /> },
        { path: paths.signUp, element: <AfterSignIn to={home} /> },
        { path: paths.account, lazy: () => page(import("./account/Account")), errorElement: <PageError /> },
        ...own,
        { path: "*", element: <NotFound /> },
      ],
    },
  ];
}

/** Back to where somebody wanted to go before they had to sign in. */
function AfterSignIn({ to }: { to: string }) {
  const wanted = ownPath(new URLSearchParams(location.search).get("to"));
  return <Navigate to={wanted ?? to} replace />;
}

/** A feature's page, which comes with its texts; what it asks for first is on its way before it is drawn. */
function toRoute(
  texts: readonly string[],
  route: FeatureRoute,
  begin?: (preload: Preload, params: URLSearchParams) => void,
): RouteObject {
  return {
    path: route.path,
    lazy: async () => {
      const [{ default: Component, preload }] = await Promise.all([route.page(), loadTexts(texts)]);
      if (preload === undefined || begin === undefined) return { Component };
      const loader = ({ request }: { request: Request }) => {
        begin(preload, new URL(request.url).searchParams);
        return null;
      };
      // Once it is there, the page asks by itself.
      return { Component, loader, shouldRevalidate: () => false };
    },
    errorElement: <PageError />,
  };
}

async function page(module: Promise<{ default: React.ComponentType }>) {
  return { Component: (await module).default };
}

/** Who is there, as far as the routes go. */
export function personOf(state: SessionState): string {
  return state.kind === "signed_in" ? `${state.me.id}:${state.me.role}:${state.me.password_change_required}` : "nobody";
}

type Router = ReturnType<typeof createBrowserRouter>;

/** The router of whoever is there: another person's is another one. */
export class Routers {
  private person: string | null = null;
  private router: Router | null = null;

  constructor(private readonly client: QueryClient) {}

  of(state: SessionState): Router {
    const person = personOf(state);
    if (this.router === null || this.person !== person) {
      this.router?.dispose();
      this.router = createBrowserRouter(routesFor(state, this.client));
      this.person = person;
    }
    return this.router;
  }

  /** Waits for the code of the page that somebody begins with, or for what keeps it from coming, which the router shows. */
  async ready(state: SessionState): Promise<void> {
    const router = this.of(state);
    if (router.state.initialized) return;
    await new Promise<void>((done) => {
      const stop = router.subscribe(({ initialized }) => {
        if (!initialized) return;
        stop();
        done();
      });
    });
  }
}
