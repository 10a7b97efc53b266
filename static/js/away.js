/* Loaded before anything is painted, unlike the modules: a screen that was hidden stays hidden, and a
   phone with a PIN shows nothing personal before it was given.
   A page that is left is frozen blank, so that Back finds nothing to show while it thaws. */
(() => {
  const root = document.documentElement;
  const left = () => {
    try { return sessionStorage.getItem("away"); } catch { return null; }
  };
  const stay = () => {
    root.hidden = true;
    location.replace("/hide");
  };
  // What opens without the PIN: it is the same for everyone.
  const free = /^\/(help-now|log\/new|hide|locked|sign-in|sign-out|invite|offline|healthz)(\/|$)/;
  const locked = () => {
    try {
      const lock = JSON.parse(localStorage.getItem("lock"));
      return lock && (lock.until <= Date.now() || lock.at > Date.now() + 60000);
    } catch { return false; }
  };
  const close = () => {
    root.hidden = true;
    location.replace(`/locked#${location.pathname}${location.search}`);
  };
  globalThis.closeForPin = () => free.test(location.pathname) || close();
  if (locked()) globalThis.closeForPin();
  const how = performance.getEntriesByType("navigation")[0]?.type;
  if (left() && how === "back_forward") stay();
  addEventListener("pagehide", () => { root.hidden = true; });
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    if (left()) stay();
    // It may belong to someone who has signed out since.
    else if (document.querySelector("nav.bar, .rail")) location.reload();
    else root.hidden = false;
  });
})();
