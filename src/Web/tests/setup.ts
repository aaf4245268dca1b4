import "@testing-library/jest-dom/vitest";
import { cleanup, configure } from "@testing-library/react";
import i18next, { type Resource } from "i18next";
import { initReactI18next } from "react-i18next";
import { afterEach, vi } from "vitest";

// A machine that builds something else beside takes its time; only what never comes waits so long.
configure({ asyncUtilTimeout: 15_000 });

// What jsdom does not have. Widths in media queries are measured against window.innerWidth, which a test may set.
const width = /\((min|max)-width:\s*([\d.]+)(px|rem)\)/;

function matches(query: string): boolean {
  const found = width.exec(query);
  if (found === null) return false;
  const limit = Number(found[2]) * (found[3] === "rem" ? 16 : 1);
  return found[1] === "min" ? window.innerWidth >= limit : window.innerWidth <= limit;
}

window.matchMedia = (query: string) =>
  Object.assign(new EventTarget(), {
    media: query,
    get matches() {
      return matches(query);
    },
    onchange: null,
    addListener: () => undefined,
    removeListener: () => undefined,
  });

class NoResizeObserver implements ResizeObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
}

window.ResizeObserver = NoResizeObserver;
Element.prototype.scrollIntoView = () => undefined;
Element.prototype.hasPointerCapture = () => false;
Element.prototype.setPointerCapture = () => undefined;
Element.prototype.releasePointerCapture = () => undefined;
window.scrollTo = () => undefined;

// English texts of the whole app, there at once: a test asks for what people read.
const catalogues: Record<string, unknown> = {
  ...import.meta.glob("../src/locales/*/en.json", { eager: true, import: "default" }),
  ...import.meta.glob("../src/features/*/locales/en.json", { eager: true, import: "default" }),
};

const english: Resource[string] = {};
for (const [file, texts] of Object.entries(catalogues)) {
  const namespace = /(?:src\/locales|features)\/([^/]+)\//.exec(file)?.[1];
  if (namespace !== undefined) english[namespace] = texts as Resource[string][string];
}

await i18next.use(initReactI18next).init({
  lng: "en",
  fallbackLng: "en",
  resources: { en: english },
  defaultNS: "common",
  interpolation: { escapeValue: false },
  showSupportNotice: false,
});

afterEach(() => {
  cleanup();
  localStorage.clear();
  sessionStorage.clear();
  vi.useRealTimers();
});
