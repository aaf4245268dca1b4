import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { startTranslations } from "@/lib/i18n";
import { registerServiceWorker } from "@/lib/pwa";
import { session } from "@/lib/session/session";
import { App } from "./App";
import "./styles.css";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root.");

void session.start();
await startTranslations();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
registerServiceWorker();
