import { firstLanguage, loadCatalogue } from "@/lib/i18n/catalogues";
import type { Feature } from "@/lib/feature";
import type { Role } from "@/lib/session/session";

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

/** The page at an address, for somebody of this role; undefined where the router would find none of a feature's. */
export function pageAt(pathname: string, role: Role) {
  const own = features.flatMap(({ texts, routes }) =>
    routes
      .filter(({ path, roles }) => roles.includes(role) && matches(path, pathname))
      .map((route) => ({ texts, route })),
  );
  // An address without parts is meant before one with parts that it would also fit.
  return own.find(({ route }) => route.path === pathname) ?? own[0];
}

/** Loads the code and the texts of the page at an address before there is a router that asks for them. */
export async function loadPageAt(pathname: string, role: Role): Promise<void> {
  const wanted = pageAt(pathname, role);
  if (wanted === undefined) return;
  await Promise.all([
    wanted.route.page(),
    ...wanted.texts.map((namespace) => loadCatalogue(firstLanguage(), namespace)),
  ]);
}
