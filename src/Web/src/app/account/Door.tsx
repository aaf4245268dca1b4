import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { LanguageSelect } from "./LanguageSelect";

/** A link below the form. */
export const doorLink =
  "inline-flex min-h-touch items-center text-accent-strong underline decoration-line-strong underline-offset-4";

/** Frame of what is shown before somebody is let in. */
export function Door({ title, text, children }: { title: string; text?: string; children: ReactNode }) {
  const { t } = useTranslation("shell");
  return (
    <main className="grid min-h-dvh place-items-center p-4">
      <title>{`${title} · ${t("product")}`}</title>
      <div className="w-full max-w-sm">
        <div className="mb-6 flex items-center justify-center gap-3">
          <img src="/icon.svg" alt="" width={40} height={40} />
          <p className="text-xl font-semibold">{t("product")}</p>
        </div>
        <div className="grid gap-4 rounded-card border border-line bg-surface p-5 shadow-sm sm:p-6">
          <div>
            <h1 className="text-lg font-semibold">{title}</h1>
            {text !== undefined && <p className="mt-1 text-sm text-muted">{text}</p>}
          </div>
          {children}
        </div>
        <div className="mx-auto mt-6 w-44">
          <LanguageSelect />
        </div>
      </div>
    </main>
  );
}
