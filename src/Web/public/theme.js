// Before the first paint, so that a dark screen does not flash white. A file, since the content security policy allows no inline script.
(function () {
  var choice = null;
  try {
    choice = localStorage.getItem("platform.theme");
  } catch {
    // Storage may be forbidden; the system's choice is used then.
  }
  var dark = choice === '"dark"' || (choice !== '"light"' && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
})();
