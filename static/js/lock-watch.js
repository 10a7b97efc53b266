/* With a PIN set, the app closes by itself when nobody uses it. away.js looks at each opening; this
   looks while it is open. */
import { closeNow, isLocked, lockHere, stayOpen } from "./lock.js";

const LOOK_MS = 5000;

function look() {
  if (lockHere() && isLocked()) globalThis.closeForPin?.();
}

if (lockHere()) {
  stayOpen();
  for (const used of ["pointerdown", "keydown", "scroll"]) addEventListener(used, stayOpen, { passive: true });
  addEventListener("visibilitychange", () => (document.hidden ? lockHere()?.minutes === 0 && closeNow() : look()));
  setInterval(look, LOOK_MS);
}
