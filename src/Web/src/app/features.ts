import { askEarly } from "@/lib/api/client";
import { type Feature, isFor } from "@/lib/feature";
import { firstLanguage, loadCatalogue } from "@/lib/i18n/catalogues";
import type { Me } from "@/lib/session/session";
import { homeOf } from "./home";

/** Every folder under features/ that has a feature.ts: adding a feature is adding a folder. */
const found = import.meta.glob<Feature>("../features/*/feature.ts", { eager: true, import: "feature" });

/** With the name of the folder, which is also the name of its own texts. */
export const features: readonly (Feature & { name: string; texts: readonly string[] })[] = Object.entries(found).map(
  ([file, feature]) => {
    const name = file.split("/").at(-2) ?? "";
    return { ...feature, name, texts: [name, ...(feature.texts ?? [])] };
  },
);

function matches(pattern: string, pathname: string): boolean {
  const [asked, parts] = [pathname.split("/"), pattern.split("/")];
  return asked.length === parts.length && parts.every((part, i) => part.startsWith(":") || part === asked[i]);
}

/** The page at an address, for somebody; undefined where the router would find none of a feature's. */
export function pageAt(pathname: string, me: Me) {
  const own = features.flatMap(({ texts, routes }) =>
    routes.filter((route) => isFor(route, me) && matches(route.path, pathname)).map((route) => ({ texts, route })),
  );
  // An address without parts is meant before one with parts that it would also fit.
  return own.find(({ route }) => route.path === pathname) ?? own[0];
}

/** The page that a visit begins with, unless its person has to choose a password first. */
function firstPage(pathname: string, me: Me) {
  return me.password_change_required ? undefined : pageAt(pathname === "/" ? homeOf(me) : pathname, me);
}

/** Asks what the first page will ask, before any of its code is there. */
export function askOfFirstPage(pathname: string, me: Me): void {
  askEarly(firstPage(pathname, me)?.route.asks?.(me) ?? []);
}

/** Loads the code and the texts of the first page before there is a router that asks for them. */
export async function loadFirstPage(pathname: string, me: Me): Promise<void> {
  const wanted = firstPage(pathname, me);
  if (wanted === undefined) return;
  await Promise.all([
    wanted.route.page(),
    ...wanted.texts.map((namespace) => loadCatalogue(firstLanguage(), namespace)),
  ]);
}
