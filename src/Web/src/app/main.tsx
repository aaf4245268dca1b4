import { StrictMode, startTransition } from "react";
import { createRoot } from "react-dom/client";
import { startTranslations } from "@/lib/i18n";
import { registerServiceWorker } from "@/lib/pwa";
import { App } from "./App";

/** Puts the app in the place of what index.html shows. */
export async function show(): Promise<void> {
  const root = document.getElementById("root");
  if (root === null) throw new Error("index.html has no #root.");
  await startTranslations();
  // In small pieces, so that a slow phone answers to fingers meanwhile.
  startTransition(() =>
    createRoot(root).render(
      <StrictMode>
        <App />
      </StrictMode>,
    ),
  );
  registerServiceWorker();
}
