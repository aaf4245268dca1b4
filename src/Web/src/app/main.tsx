import { StrictMode, startTransition } from "react";
import { createRoot } from "react-dom/client";
import { startTranslations } from "@/lib/i18n";
import { registerServiceWorker } from "@/lib/pwa";
import { createQueryClient, tellNewsTogether } from "@/lib/api/queryClient";
import { session } from "@/lib/session/session";
import { App } from "./App";
import { Routers } from "./router";

/** Puts the app in the place of what index.html shows. */
export async function show(): Promise<void> {
  const root = document.getElementById("root");
  if (root === null) throw new Error("index.html has no #root.");
  await startTranslations();
  tellNewsTogether();
  const client = createQueryClient();
  const routers = new Routers(client);
  // The first page begins to load here, before anything is drawn.
  routers.of(session.snapshot());
  // In small pieces, so that a slow phone answers to fingers meanwhile.
  startTransition(() =>
    createRoot(root).render(
      <StrictMode>
        <App client={client} routers={routers} />
      </StrictMode>,
    ),
  );
  registerServiceWorker();
}
