import { StrictMode, startTransition } from "react";
import { createRoot } from "react-dom/client";
import { startTranslations } from "@/lib/i18n";
import { firstLanguage } from "@/lib/i18n/catalogues";
import { firstFormat } from "@/lib/i18n/format";
import { registerServiceWorker } from "@/lib/pwa";
import { createQueryClient, tellNewsTogether } from "@/lib/api/queryClient";
import { session } from "@/lib/session/session";
import { App } from "./App";
import { Routers } from "./router";

/** Puts the app in the place of what index.html shows. */
export async function show(): Promise<void> {
  const root = document.getElementById("root");
  if (root === null) throw new Error("index.html has no #root.");
  // Each part is a task of its own, and React draws in small pieces: a slow phone answers to fingers meanwhile.
  await pause();
  await startTranslations();
  await pause();
  tellNewsTogether();
  const client = createQueryClient();
  const routers = new Routers(client);
  const state = session.snapshot();
  // The first page begins to load here; what index.html shows stands until it is there, and is not drawn once more.
  const page = routers.ready(state);
  if (state.kind === "signed_in")
    for (const prepare of firstFormat(firstLanguage()).prepare) {
      await pause();
      prepare();
    }
  await page;
  await pause();
  startTransition(() =>
    createRoot(root).render(
      <StrictMode>
        <App client={client} routers={routers} />
      </StrictMode>,
    ),
  );
  registerServiceWorker();
}

/** Until the browser has done what waits for it. Nobody waits for a tab in the background, whose timers come once a second. */
async function pause(): Promise<void> {
  if (!document.hidden) await new Promise((done) => setTimeout(done));
}
