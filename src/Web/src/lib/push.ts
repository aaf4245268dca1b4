import { data, notifications } from "@/lib/api/client";
import { stored } from "@/lib/stored";

/** `unsupported`: this browser has no push. `blocked`: somebody forbade it in the browser. */
export type PushState = "unsupported" | "blocked" | "off" | "on";

/** Whose messages this browser takes; another person at the same browser has not asked for any. */
const subscriber = stored<number | null>("platform.push", null);

/** The service worker that shows messages; null where there is none, as in development. */
async function worker(): Promise<ServiceWorkerRegistration | null> {
  const there = await navigator.serviceWorker.getRegistration();
  if (there !== undefined) return there.active === null ? navigator.serviceWorker.ready : there;
  if (!import.meta.env.PROD) return null;
  await navigator.serviceWorker.register("/sw.js");
  return navigator.serviceWorker.ready;
}

const isSupported = () => "serviceWorker" in navigator && "PushManager" in globalThis && "Notification" in globalThis;

/** How it stands here for somebody. */
export async function pushState(userId: number): Promise<PushState> {
  if (!isSupported()) return "unsupported";
  if (Notification.permission === "denied") return "blocked";
  const registration = await worker();
  if (registration === null) return "unsupported";
  const subscription = await registration.pushManager.getSubscription();
  return subscription !== null && subscriber.get() === userId ? "on" : "off";
}

/** Asks the reader, then the browser, then tells the platform. To be called from a press: browsers ask for permission only then. */
export async function subscribe(userId: number): Promise<PushState> {
  const permission = await Notification.requestPermission();
  if (permission !== "granted") return permission === "denied" ? "blocked" : "off";
  const registration = await worker();
  if (registration === null) return "unsupported";
  const { key } = await data(notifications.GET("/api/push/key"));
  // One with another key would be in the way.
  await (await registration.pushManager.getSubscription())?.unsubscribe();
  const subscription = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  const { keys } = subscription.toJSON();
  try {
    await data(
      notifications.POST("/api/push/subscriptions", {
        body: {
          endpoint: subscription.endpoint,
          keys: { p256dh: keys?.["p256dh"] ?? null, auth: keys?.["auth"] ?? null },
        },
      }),
    );
  } catch (error) {
    // What the platform does not know of is of no use here.
    await subscription.unsubscribe();
    throw error;
  }
  subscriber.set(userId);
  return "on";
}

/** Takes this browser back. It is silent at once, also when the platform cannot be told. */
export async function unsubscribe(): Promise<PushState> {
  // Without a worker there is nothing to take back, and none is waited for.
  const registration = isSupported() ? await navigator.serviceWorker.getRegistration() : undefined;
  const subscription = await registration?.pushManager.getSubscription();
  subscriber.set(null);
  if (subscription == null) return "off";
  await subscription.unsubscribe();
  await data(
    notifications.DELETE("/api/push/subscriptions", { params: { query: { endpoint: subscription.endpoint } } }),
  );
  return "off";
}
