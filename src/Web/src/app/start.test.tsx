import { readFileSync } from "node:fs";
import { join } from "node:path";
import { render } from "@testing-library/react";
import type { ReactElement } from "react";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { person } from "../../tests/render";
import { StartingDoor, StartingPage } from "./shell/Starting";

const web = join(import.meta.dirname, "../..");
const page = new DOMParser().parseFromString(readFileSync(join(web, "index.html"), "utf8"), "text/html");
const beforePaint = readFileSync(join(web, "public/before-paint.js"), "utf8");

/** Elements and texts without the spaces between them; attributes and classes in one order. */
function shapeOf(html: string): string {
  const root = document.createElement("div");
  root.innerHTML = html.replaceAll(/>\s+</g, "><").trim();
  for (const element of root.querySelectorAll("*")) {
    const attributes = [...element.attributes].map(({ name, value }) => [name, value] as const);
    for (const [name] of attributes) element.removeAttribute(name);
    for (const [name, value] of attributes.sort(([a], [b]) => a.localeCompare(b)))
      element.setAttribute(name, name === "class" ? value.split(/\s+/).sort().join(" ") : value);
  }
  return root.innerHTML;
}

test.each<["door" | "frame", ReactElement]>([
  ["door", <StartingDoor key="door" />],
  ["frame", <StartingPage key="frame" />],
])("What stands before the first script (%s) is what the app puts in its place", (name, element) => {
  const standing = page.querySelector(`#root > [data-starting="${name}"]`);
  expect(shapeOf(standing?.innerHTML ?? "")).toBe(shapeOf(render(element).container.innerHTML));
});

describe("Before the first paint", () => {
  const run = () => {
    // As the browser runs it: a classic script of its own.
    window.eval(beforePaint);
    return document.documentElement.dataset;
  };
  beforeEach(() => localStorage.clear());

  test("Who was here last comes to the page's frame, everybody else to the door", () => {
    expect(run()["start"]).toBe("door");
    localStorage.setItem("platform.me", JSON.stringify(person("owner")));
    expect(run()["start"]).toBe("frame");
    localStorage.setItem("platform.me", JSON.stringify(person("owner", { password_change_required: true })));
    expect(run()["start"]).toBe("door");
    localStorage.setItem("platform.me", "{");
    expect(run()["start"]).toBe("door");
  });

  test("The chosen theme counts before the system's", () => {
    expect(run()["theme"]).toBe("light");
    localStorage.setItem("platform.theme", '"dark"');
    expect(run()["theme"]).toBe("dark");
    vi.spyOn(window, "matchMedia").mockReturnValue({ matches: true } as MediaQueryList);
    localStorage.setItem("platform.theme", '"light"');
    expect(run()["theme"]).toBe("light");
    localStorage.removeItem("platform.theme");
    expect(run()["theme"]).toBe("dark");
  });
});
