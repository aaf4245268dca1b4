import { fileURLToPath } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { VitePWA } from "vite-plugin-pwa";
import { defineConfig } from "vitest/config";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The texts of the shell and of what pages share. */
const texts = /src\/locales\/\w+\/(\w+)\.json$/;

/** The app's code comes with the page, although the first script runs it only once the page has been painted. */
const preloadApp: Plugin = {
  name: "preload-app",
  transformIndexHtml: {
    order: "post",
    handler(_html, { bundle }) {
      const chunks = Object.values(bundle ?? {}).filter((file) => file.type === "chunk");
      const app = chunks.find(({ moduleIds }) => moduleIds.includes(here("./src/app/main.tsx")));
      const named = chunks.filter(({ isEntry }) => isEntry).flatMap(({ fileName, imports }) => [fileName, ...imports]);
      return (app === undefined ? [] : [app.fileName, ...app.imports])
        .filter((fileName) => !named.includes(fileName))
        .map((fileName) => ({
          tag: "link",
          // After what the first paint needs, on a line that is narrow.
          attrs: { rel: "modulepreload", crossorigin: true, fetchpriority: "low", href: `/${fileName}` },
          injectTo: "head",
        }));
    },
  },
};

// In development the gateway is another process; Aspire and AppHost.Local name it.
const gateway = process.env["services__gateway__http__0"] ?? "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [
    react(),
    tailwindcss(),
    preloadApp,
    VitePWA({
      registerType: "prompt",
      // Registered by lib/pwa.ts: an injected inline script would break the content security policy.
      injectRegister: false,
      manifest: {
        name: "Platform",
        short_name: "Platform",
        description: "Devices, readings and licenses, live.",
        start_url: "/",
        display: "standalone",
        background_color: "#0b1220",
        theme_color: "#0f766e",
        icons: [
          { src: "/icon-192.png", sizes: "192x192", type: "image/png" },
          { src: "/icon-512.png", sizes: "512x512", type: "image/png" },
          { src: "/icon-maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
        ],
      },
      workbox: {
        // The shell works offline; data never comes from a cache.
        globPatterns: ["index.html", "before-paint.js", "assets/*.{js,css}", "*.svg"],
        navigateFallback: "/index.html",
        navigateFallbackDenylist: [/^\/(api|ws|openapi|docs|status|health|alive|dev|\.well-known)(\/|$)/],
        cleanupOutdatedCaches: true,
        // What it does with push messages.
        importScripts: ["/push.js"],
      },
    }),
  ],
  resolve: {
    alias: {
      "@": here("./src"),
      // The original writes <style> elements, which the content security policy forbids.
      "react-remove-scroll": here("./src/lib/removeScroll.tsx"),
    },
  },
  build: {
    target: "es2022",
    sourcemap: false,
    // The policy forbids data: scripts and fonts; images stay small files of their own.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // Over HTTP/1.1 every six files cost a trip, and a slow phone has work with each: what the first page always needs, and
        // the small things that pages share, come in few of them.
        codeSplitting: {
          groups: [
            { name: "start", tags: ["$initial"], priority: 2 },
            {
              name: "app",
              test: /src\/(app\/(main|account\/Door)\.tsx|components\/ui\/(Alert|FilterChips|Input|PageNav|QueryState)\.tsx|lib\/(clock|i18n\/format)\.ts)$|react-query\/.*\/(queryOptions|useQuery)\.js$/,
            },
            { name: (id) => texts.exec(id)?.[1] && `texts-${texts.exec(id)?.[1]}`, test: texts, priority: 1 },
            {
              name: "shared",
              test: /src\/(lib|components\/(alerting|job|pit))\/|lucide-react/,
              minShareCount: 4,
              maxModuleSize: 4000,
              includeDependenciesRecursively: false,
            },
          ],
        },
      },
    },
  },
  server: {
    host: "127.0.0.1",
    port: Number(process.env["PORT"] ?? 5173),
    proxy: {
      "/api": gateway,
      "/openapi": gateway,
      "/docs": gateway,
      "/.well-known": gateway,
      "/ws": { target: gateway, ws: true },
    },
  },
  test: {
    environment: "jsdom",
    environmentOptions: { jsdom: { url: "http://localhost:3000/" } },
    setupFiles: ["./tests/setup.ts"],
    include: ["src/**/*.test.{ts,tsx}", "tests/**/*.test.{ts,tsx}"],
    restoreMocks: true,
    css: false,
    testTimeout: 60_000,
  },
});
