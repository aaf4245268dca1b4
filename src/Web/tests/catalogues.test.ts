import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { features } from "@/app/features";
import { everywhere } from "@/lib/i18n/catalogues";

const source = join(import.meta.dirname, "../src");
const languages = ["en", "th", "hi"] as const;

function filesUnder(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesUnder(path) : [path];
  });
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** Folder of every namespace's catalogues, by namespace. */
const folders = new Map<string, string>(
  [
    ...readdirSync(join(source, "locales")).map((name) => [name, join(source, "locales", name)] as const),
    ...(isFolder(join(source, "features")) ? readdirSync(join(source, "features")) : []).map(
      (name) => [name, join(source, "features", name, "locales")] as const,
    ),
  ].filter(([, folder]) => isFolder(folder)),
);

/** Texts of a catalogue by their whole key. */
function textsOf(namespace: string, language: string): Map<string, string> {
  const texts = new Map<string, string>();
  const walk = (value: unknown, path: string[]): void => {
    if (typeof value === "object" && value !== null)
      for (const [key, inner] of Object.entries(value)) walk(inner, [...path, key]);
    else texts.set(path.join("."), String(value));
  };
  walk(JSON.parse(readFileSync(join(folders.get(namespace) ?? "", `${language}.json`), "utf8")), []);
  return texts;
}

const holes = (text: string) => [...text.matchAll(/\{\{\s*(\w+)[^}]*\}\}/g)].map(([, name]) => name).sort();
// Languages have other plural forms: English one and other, Thai only other, Hindi one and other.
const plural = /_(zero|one|two|few|many|other)$/;
const stem = (key: string) => key.replace(plural, "");

describe.each([...folders.keys()])("Catalogue %s", (namespace) => {
  test.each(languages)("has every text in %s, none of them empty", (language) => {
    const [english, texts] = [textsOf(namespace, "en"), textsOf(namespace, language)];
    expect(new Set([...texts.keys()].map(stem))).toEqual(new Set([...english.keys()].map(stem)));
    expect([...texts].filter(([, text]) => text.trim() === "").map(([key]) => key)).toEqual([]);
    for (const [key] of [...texts].filter(([key]) => plural.test(key)))
      expect([...texts.keys()]).toContain(`${stem(key)}_other`);
  });

  test.each(languages)("fills the same holes in %s as in English", (language) => {
    const english = textsOf(namespace, "en");
    const differing = [...textsOf(namespace, language)].filter(([key, text]) => {
      const model = english.get(key) ?? english.get(`${stem(key)}_other`) ?? "";
      // The singular may say "one" instead of its number.
      return key.endsWith("_one")
        ? holes(text).some((hole) => !holes(model).includes(hole) && hole !== "count")
        : holes(text).join() !== holes(model).join();
    });
    expect(differing).toEqual([]);
  });
});

/** Keys that stand in the source as they are: t("a.b"), t("ns:a.b"), and where the file looks for those without a prefix. */
function usesOf(file: string) {
  const text = readFileSync(file, "utf8");
  const namespaces = [...text.matchAll(/useTranslation\(\s*\[?\s*"([^"]+)"/g)].map(([, name]) => name ?? "");
  const keys = [...text.matchAll(/(?<![\w.])(?:i18next\.)?t\(\s*"([^"]+)"/g)].map(([, key]) => key ?? "");
  return { namespaces, keys };
}

/** A file without useTranslation got its `t` from a neighbour: any catalogue of the feature or of the folder's other files, or a shared one, may have the key. */
function defaultsFor(file: string): string[] {
  if (/[\\/]components[\\/]pit[\\/]/.test(file))
    return filesUnder(dirname(file)).flatMap((neighbour) => usesOf(neighbour).namespaces);
  const feature = /[\\/]features[\\/]([^\\/]+)[\\/]/.exec(file)?.[1];
  return [...(feature === undefined ? ["shell"] : [feature]), "common"];
}

test("Every key in the source has a text", () => {
  const missing = filesUnder(source)
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
    .flatMap((file) => {
      const { namespaces, keys } = usesOf(file);
      return keys
        .filter((key) => {
          const at = key.indexOf(":");
          const name = key.slice(at + 1);
          const searched = at > 0 ? [key.slice(0, at)] : namespaces.length > 0 ? namespaces : defaultsFor(file);
          return !searched.some(
            (space) =>
              folders.has(space) &&
              [...textsOf(space, "en").keys()].some((known) => stem(known) === name || known === name),
          );
        })
        .map((key) => `${basename(dirname(file))}/${basename(file)}: ${key}`);
    });
  expect(missing).toEqual([]);
});

test.each(features.map(({ name, texts }) => ({ name, texts })))(
  "Pages of $name come with all texts that the shared components they draw need",
  ({ name, texts }) => {
    const folder = join(source, "features", name);
    const code = filesUnder(folder).filter((file) => /\.tsx?$/.test(file) && !file.includes(".test."));
    const shared = code.flatMap((file) => [
      ...readFileSync(file, "utf8").matchAll(/from "@\/components\/(?!ui\b)(\w+)/g),
    ]);
    const drawn = shared.flatMap(([, group]) =>
      filesUnder(join(source, "components", group ?? "")).flatMap((file) =>
        [...readFileSync(file, "utf8").matchAll(/useTranslation\(\[?"([\w-]+)"/g)].map(([, namespace]) => namespace),
      ),
    );
    const awaited = [...new Set(drawn)].filter((one) => one !== name && !everywhere.includes(one ?? ""));
    expect([...texts.slice(1)].sort()).toEqual(awaited.sort());
  },
);
