/**
 * The first script of a visit, kept small: everything that takes a trip to the platform begins here, at the same time (who
 * is it, the app, the page, its texts, its data), instead of one after the other.
 */
import { everywhere, firstLanguage, loadCatalogue } from "@/lib/i18n/catalogues";
import { session } from "@/lib/session/session";
import { askOfFirstPage, loadFirstPage } from "./features";
import "./styles.css";

void session.start();
const state = session.snapshot();
if (state.kind === "signed_in") askOfFirstPage(location.pathname, state.me);
// A task of its own, for a slow phone.
setTimeout(load);
void show();

/** What does not come is asked for again by the router, which shows why. */
function load(): void {
  void Promise.allSettled([
    ...everywhere.map((namespace) => loadCatalogue(firstLanguage(), namespace)),
    state.kind === "signed_in" ? loadFirstPage(location.pathname, state.me) : import("./account/SignIn"),
  ]);
}

async function show(): Promise<void> {
  await painted();
  const app = await import("./main");
  await app.show();
}

/** What index.html shows is on the screen: the app's own code, which keeps the processor busy, runs after that. */
function painted(): Promise<void> {
  return new Promise((done) => {
    requestAnimationFrame(() => setTimeout(done));
    // A hidden tab paints nothing.
    setTimeout(done, 200);
  });
}
