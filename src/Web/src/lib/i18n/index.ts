import i18next, { type BackendModule } from "i18next";
import { initReactI18next } from "react-i18next";
import { chosenLanguage, everywhere, firstLanguage, type Language, loadCatalogue } from "./catalogues";

export { isLanguage, type Language, languages } from "./catalogues";

const backend: BackendModule = {
  type: "backend",
  init: () => undefined,
  read(language, namespace, done) {
    loadCatalogue(language, namespace).then(
      (texts) => done(null, texts),
      (error: unknown) => done(error instanceof Error ? error : new Error(String(error)), null),
    );
  },
};

export async function startTranslations(): Promise<void> {
  i18next.on("languageChanged", (language) => (document.documentElement.lang = language));
  await i18next
    .use(backend)
    .use(initReactI18next)
    .init({
      lng: firstLanguage(),
      fallbackLng: "en",
      ns: everywhere,
      defaultNS: "common",
      interpolation: { escapeValue: false },
      showSupportNotice: false,
      react: { useSuspense: true },
    });
}

/** Loads the texts of a page beside its code, so that it does not wait for them once it is there. */
export async function loadTexts(namespaces: readonly string[]): Promise<void> {
  await i18next.loadNamespaces(namespaces);
}

export async function setLanguage(language: Language): Promise<void> {
  chosenLanguage.set(language);
  await i18next.changeLanguage(language);
}
