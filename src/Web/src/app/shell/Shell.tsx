import { Suspense, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Outlet, ScrollRestoration, useLocation } from "react-router";
import { Skeleton } from "@/components/ui";
import { AccountMenu } from "./AccountMenu";
import { Banners } from "./Banners";
import { BottomBar, Brand, Sidebar } from "./Navigation";
import { LiveBadge } from "./LiveBadge";

/** Frame of every page: navigation at the side from large screens up, at the bottom on phones. */
export default function Shell() {
  const { t } = useTranslation("shell");
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const first = useRef(true);

  // After a change of page the keyboard and the screen reader begin at its content.
  useEffect(() => {
    if (first.current) first.current = false;
    else main.current?.focus({ preventScroll: true });
  }, [pathname]);

  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[15rem_minmax(0,1fr)]">
      <a
        href="#main"
        className="sr-only z-50 rounded-control bg-surface p-3 focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        {t("skip")}
      </a>
      <Sidebar />
      <div className="flex min-w-0 flex-col">
        <header className="sticky top-0 z-30 flex h-14 items-center gap-2 border-b border-line bg-surface/95 px-3 backdrop-blur sm:px-6">
          <Brand className="lg:hidden" />
          <div className="flex-1" />
          <LiveBadge />
          <AccountMenu />
        </header>
        <Banners />
        <main
          id="main"
          data-path={pathname}
          ref={main}
          tabIndex={-1}
          className="mx-auto w-full max-w-7xl flex-1 p-3 pb-24 outline-none sm:p-6 lg:pb-8"
        >
          <Suspense fallback={<Skeleton className="h-40" />}>
            <Outlet />
          </Suspense>
        </main>
        <BottomBar />
      </div>
      <ScrollRestoration />
    </div>
  );
}
