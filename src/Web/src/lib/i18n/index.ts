import i18next, { type BackendModule } from "i18next";
import { initReactI18next } from "react-i18next";
import { stored } from "@/lib/stored";

export const languages = { en: "English", th: "ไทย", hi: "हिन्दी" } as const;
export type Language = keyof typeof languages;

/** Catalogues are files of their own, loaded with the feature that needs them: namespace = folder's name. */
const catalogues: Record<string, () => Promise<unknown>> = {
  ...import.meta.glob("../../locales/*/*.json", { import: "default" }),
  ...import.meta.glob("../../features/*/locales/*.json", { import: "default" }),
};

const backend: BackendModule = {
  type: "backend",
  init: () => undefined,
  read(language, namespace, done) {
    const load =
      catalogues[`../../locales/${namespace}/${language}.json`] ??
      catalogues[`../../features/${namespace}/locales/${language}.json`];
    if (load === undefined) done(new Error(`There is no catalogue ${namespace} in ${language}.`), null);
    else
      load().then(
        (texts) => done(null, texts as Record<string, string>),
        (error: unknown) => done(error instanceof Error ? error : new Error(String(error)), null),
      );
  },
};

const choice = stored<Language | null>("platform.language", null);

export function isLanguage(text: string): text is Language {
  return text in languages;
}

function first(): Language {
  const kept = choice.get();
  if (kept !== null && isLanguage(kept)) return kept;
  return navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage) ?? "en";
}

export async function startTranslations(): Promise<void> {
  i18next.on("languageChanged", (language) => (document.documentElement.lang = language));
  await i18next
    .use(backend)
    .use(initReactI18next)
    .init({
      lng: first(),
      fallbackLng: "en",
      ns: ["common", "shell"],
      defaultNS: "common",
      interpolation: { escapeValue: false },
      showSupportNotice: false,
      react: { useSuspense: true },
    });
}

export async function setLanguage(language: Language): Promise<void> {
  choice.set(language);
  await i18next.changeLanguage(language);
}
