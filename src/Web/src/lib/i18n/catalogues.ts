import { stored } from "@/lib/stored";

export const languages = { en: "English", th: "ไทย", hi: "हिन्दी" } as const;
export type Language = keyof typeof languages;

/** Catalogues are files of their own, loaded with the feature that needs them: namespace = folder's name. */
const catalogues: Record<string, () => Promise<unknown>> = {
  ...import.meta.glob("../../locales/*/*.json", { import: "default" }),
  ...import.meta.glob("../../features/*/locales/*.json", { import: "default" }),
};

/** Namespaces of the shell and of what pages share. They come with the app, in one file of each language. */
export const everywhere: readonly string[] = Object.keys(catalogues).flatMap(
  (file) => /^\.\.\/\.\.\/locales\/(.+)\/en\.json$/.exec(file)?.[1] ?? [],
);

/** The texts of a namespace; asked for twice they are loaded once. */
export function loadCatalogue(language: string, namespace: string): Promise<Record<string, string>> {
  const load =
    catalogues[`../../locales/${namespace}/${language}.json`] ??
    catalogues[`../../features/${namespace}/locales/${language}.json`];
  return load === undefined
    ? Promise.reject(new Error(`There is no catalogue ${namespace} in ${language}.`))
    : (load() as Promise<Record<string, string>>);
}

/** The language somebody chose in this browser. */
export const chosenLanguage = stored<Language | null>("platform.language", null);

export function isLanguage(text: string): text is Language {
  return text in languages;
}

/** The language that the app starts in. */
export function firstLanguage(): Language {
  const chosen = chosenLanguage.get();
  if (chosen !== null && isLanguage(chosen)) return chosen;
  return navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage) ?? "en";
}
