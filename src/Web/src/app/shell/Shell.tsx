import { Suspense, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Outlet, ScrollRestoration, useLocation } from "react-router";
import { Skeleton } from "@/components/ui";
import { useMediaQuery } from "@/lib/useMediaQuery";
import { AccountMenu } from "./AccountMenu";
import { Banners } from "./Banners";
import { frameClass, wide } from "./frame";
import { BottomBar, Brand, Sidebar } from "./Navigation";
import { LiveBadge } from "./LiveBadge";
import { AlertWatch, MessagesBell } from "./lazyNotices";

/** Frame of every page: navigation at the side from large screens up, at the bottom on phones. */
export function Shell() {
  const { t } = useTranslation("shell");
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  // The other navigation is not there at all: a slow phone has enough to do.
  const isWide = useMediaQuery(wide);
  const first = useRef(true);

  // After a change of page the keyboard and the screen reader begin at its content.
  useEffect(() => {
    if (first.current) first.current = false;
    else main.current?.focus({ preventScroll: true });
  }, [pathname]);

  return (
    <div className={frameClass.page}>
      <a
        href="#main"
        className="sr-only z-50 rounded-control bg-surface p-3 focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        {t("skip")}
      </a>
      {isWide && <Sidebar />}
      <div className={frameClass.column}>
        <header className={frameClass.head}>
          <Brand className="lg:hidden" />
          <div className="flex-1" />
          <LiveBadge />
          <MessagesBell />
          <AccountMenu />
        </header>
        <Banners />
        <main id="main" data-path={pathname} ref={main} tabIndex={-1} className={frameClass.main}>
          <Suspense fallback={<Skeleton className="h-40" />}>
            <Outlet />
          </Suspense>
        </main>
        {!isWide && <BottomBar />}
      </div>
      <AlertWatch />
      <ScrollRestoration />
    </div>
  );
}
