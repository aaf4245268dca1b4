// Push messages, in the service worker: /sw.js, which the build generates, imports this file (vite.config.ts).
// A message is {"id","title","body","url"}; of its address only the path counts, so that it never leads out of the app.
"use strict";

const pathOf = (url) => {
  try {
    const { pathname, search, hash } = new URL(url ?? "/messages", self.location.origin);
    return pathname + search + hash;
  } catch {
    return "/messages";
  }
};

self.addEventListener("push", (event) => {
  let message = {};
  try {
    message = event.data?.json() ?? {};
  } catch {
    // What cannot be read is shown all the same: a browser takes the permission back when nothing is.
  }
  event.waitUntil(
    self.registration.showNotification(message.title ?? "Platform", {
      body: message.body ?? "",
      // The same message twice takes its own place.
      tag: message.id,
      icon: "/icon-192.png",
      badge: "/icon-192.png",
      data: { path: pathOf(message.url) },
    }),
  );
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const path = event.notification.data?.path ?? "/messages";
  const open = async () => {
    const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
    const there = windows.find((window) => window.focused) ?? windows[0];
    if (there === undefined) return self.clients.openWindow(path);
    // The open app goes there by itself, without being loaded anew.
    await there.focus();
    there.postMessage({ type: "OPEN", path });
  };
  event.waitUntil(open());
});
