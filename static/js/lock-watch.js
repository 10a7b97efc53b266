/* With a PIN set, the app closes by itself when nobody uses it. away.js looks at each opening; this
   looks while it is open. */
import { closeIn, isLocked, lockHere, noteLock, openFor, stayOpen } from "./lock.js";
import { inStore, ownerHere, pagesOf } from "./phone.js";

const LOOK_MS = 5000;
const NEXT_PAGE_MS = 5000;
const USUAL_MINUTES = 5;

// A page that needs no PIN stays, and is told to empty itself: once when the lock falls, and again
// when what was written while it was closed is left alone.
let wasOpen = !isLocked();
let leftAlone;

function look() {
  if (!isLocked()) return;
  globalThis.closeForPin?.();
  if (wasOpen || Date.now() > leftAlone) document.dispatchEvent(new Event("steady:locked"));
  wasOpen = false;
}

function used() {
  stayOpen();
  leftAlone = lockHere() && openFor(lockHere()).until;
}

// Also hidden for a moment on the way to the next page of the app, which then stays open.
function left() {
  if (!document.hidden) return look();
  if (lockHere()?.minutes !== 0) return;
  closeIn(NEXT_PAGE_MS);
  leftAlone = Date.now() + NEXT_PAGE_MS;
}

// Someone without a PIN was here in between: this person's own still holds.
async function bringBack() {
  const owner = await ownerHere();
  if (lockHere() || !(await inStore(pagesOf(owner), "keys", "readonly", (store) => store.count("lock")))) return;
  noteLock({ minutes: USUAL_MINUTES, until: 0 });
  look();
}

used();
for (const sign of ["pointerdown", "keydown", "input", "scroll"]) addEventListener(sign, used, { passive: true });
addEventListener("visibilitychange", left);
setInterval(look, LOOK_MS);
bringBack().catch(() => {});
