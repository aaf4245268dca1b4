// Before the first paint, so that a dark screen does not flash white, and what is shown until the app is there has the form of
// what comes. A file, since the content security policy allows no inline script.
(function () {
  function kept(name) {
    try {
      return JSON.parse(localStorage.getItem(name));
    } catch {
      // Storage may be forbidden, or its text no JSON: as if nothing had been kept.
      return null;
    }
  }
  var choice = kept("platform.theme");
  var dark = choice === "dark" || (choice !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  var me = kept("platform.me");
  var root = document.documentElement;
  root.dataset.theme = dark ? "dark" : "light";
  // Whoever was here last comes to a page, everybody else to the door.
  root.dataset.start = me !== null && !me.password_change_required ? "frame" : "door";
})();
