import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { DoorFrame } from "./DoorFrame";
import { LanguageSelect } from "./LanguageSelect";

/** A link below the form. */
export const doorLink =
  "inline-flex min-h-touch items-center text-accent-strong underline decoration-line-strong underline-offset-4";

/** Frame of what is shown before somebody is let in. */
export function Door({ title, text, children }: { title: string; text?: string; children: ReactNode }) {
  const { t } = useTranslation("shell");
  return (
    <DoorFrame name={t("product")} foot={<LanguageSelect />}>
      <title>{`${title} · ${t("product")}`}</title>
      <div>
        <h1 className="text-lg font-semibold">{title}</h1>
        {text !== undefined && <p className="mt-1 text-sm text-muted">{text}</p>}
      </div>
      {children}
    </DoorFrame>
  );
}
