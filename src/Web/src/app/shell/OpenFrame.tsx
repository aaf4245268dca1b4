import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { Link, Outlet, useLocation } from "react-router";
import { Skeleton } from "@/components/ui";
import { paths, withReturn } from "@/lib/paths";
import { LanguageSelect } from "../account/LanguageSelect";

/** Frame of pages that whoever is not signed in has too. */
export default function OpenFrame() {
  const { t } = useTranslation("shell");
  const { pathname, search } = useLocation();
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex h-14 items-center gap-2 border-b border-line bg-surface px-3 sm:px-6">
        <img src="/icon.svg" alt="" width={28} height={28} />
        <p className="min-w-0 flex-1 truncate text-sm font-semibold">{t("product")}</p>
        <Link
          to={withReturn(paths.signIn, pathname + search)}
          className="inline-flex min-h-touch items-center px-2 text-sm text-accent-strong"
        >
          {t("signIn.title")}
        </Link>
      </header>
      <main data-path={pathname} className="mx-auto w-full max-w-3xl flex-1 p-3 sm:p-6">
        <Suspense fallback={<Skeleton className="h-40" />}>
          <Outlet />
        </Suspense>
      </main>
      <footer className="mx-auto w-48 p-4">
        <LanguageSelect />
      </footer>
    </div>
  );
}
