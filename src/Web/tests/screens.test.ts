import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { features, pageAt } from "@/app/features";
import { paths } from "@/lib/paths";
import type { Role } from "@/lib/session/session";
import { person } from "./render";

const root = join(import.meta.dirname, "../../..");
const folder = join(root, "docs/screens");
const mostBytes = 8_000_000;

/** The list that the browser tests and scripts/screens.sh go by. */
const source = readFileSync(join(root, "tests/TestKit/WebScreens.cs"), "utf8");
const screens = [...source.matchAll(/new\("([a-z]*)", "([a-z0-9-]+)", "(\/[^"]*)"(?:, "[^"]+")?\)/g)].map(
  ([, role = "", name = "", address = ""]) => ({
    role,
    name,
    pathname: (address.split("?")[0] ?? "").replaceAll(/\{[a-z]+\}/g, "1"),
  }),
);
const pictures = readdirSync(folder).filter((file) => file.endsWith(".png"));

const shown = (pattern: string, role: string) =>
  screens.some(
    (screen) => screen.role === role && pageAt(screen.pathname, person(role as Role))?.route.path === pattern,
  );

describe("every screen has pictures", () => {
  it.each(features.flatMap(({ routes }) => routes.map(({ path, roles }) => ({ path, roles }))))(
    "$path is in the list of screens for one of its roles",
    ({ path, roles }) => {
      expect(roles.filter((role) => shown(path, role) || shownAtHome(path, role))).not.toEqual([]);
    },
  );

  it.each([paths.signIn, paths.signUp, paths.verify, paths.passwordReset, paths.confirmEmail, paths.account])(
    "%s, which is no feature's, is in the list too",
    (path) => {
      expect(screens.map(({ pathname }) => pathname)).toContain(path);
    },
  );

  it("and each screen of the list has four of them, small enough to be kept with the source", () => {
    const wanted = screens.flatMap(({ role, name }) =>
      ["desktop-light", "desktop-dark", "phone-light", "phone-dark"].map(
        (view) => `${role === "" ? "visitor" : role}-${name}-${view}.png`,
      ),
    );
    expect(wanted.length).toBeGreaterThan(300);
    expect(wanted.filter((file) => !pictures.includes(file))).toEqual([]);
    expect(pictures.reduce((sum, file) => sum + statSync(join(folder, file)).size, 0)).toBeLessThan(mostBytes);
  });

  it("and no picture is of a screen that is gone", () => {
    const known = new Set(screens.map(({ role, name }) => `${role === "" ? "visitor" : role}-${name}`));
    const others = new Set(["visitor-sign-in-refused", "visitor-first-password"]);
    expect(
      pictures
        .map((file) => file.replace(/-(desktop|phone)-(light|dark)\.png$/, ""))
        .filter((name) => !known.has(name) && !others.has(name)),
    ).toEqual([]);
  });
});

/** A household's owner is an owner, too. */
function shownAtHome(pattern: string, role: string): boolean {
  return (
    role === "owner" &&
    screens.some(
      (screen) =>
        screen.role === "household" &&
        pageAt(screen.pathname, person("owner", { tenant_kind: "household" }))?.route.path === pattern,
    )
  );
}
