/* Signing out with entries that have not been sent: the person decides about them first. */
import { waiting } from "./outbox.js";
import { noteLock } from "./lock.js";
import { databaseOf, dropFact, inStore, noteFact, ownerHere, pagesOf } from "./phone.js";

const ENDS_SIGN_IN = '[action$="/sign-out"]:not(#drop-and-leave), [action$="/end-all"]';
const LEAVING = "/log/unsent#leaving";

addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    if (!form.matches(ENDS_SIGN_IN) || form.dataset.sure) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    leave(form, event.submitter);
  },
  { capture: true },
);

async function leave(form, button) {
  const unsent = await unsentHere().catch(() => 0);
  if (unsent && location.pathname !== "/log/unsent") return location.assign(LEAVING);
  form.dataset.sure = "yes";
  form.requestSubmit(button);
}

async function unsentHere() {
  return (await waiting(await ownerHere())).length;
}

/** After signing out: what was kept here goes; what waits stays, locked, until its owner is back. */
export async function forgetPhone({ all = false } = {}) {
  noteLock(null);
  const owner = await ownerHere();
  indexedDB.deleteDatabase(pagesOf(owner));
  if (all || !(await unsentHere())) indexedDB.deleteDatabase(databaseOf(owner));
  else {
    await noteFact(`out ${owner}`, true);
    await inStore(databaseOf(owner), "kept", "readwrite", (store) => store.clear());
  }
  await dropFact("office");
  await forgetReminders();
}

// Nothing more comes to this phone, and what lies on its lock screen goes.
async function forgetReminders() {
  await dropFact("push");
  const registration = await navigator.serviceWorker?.getRegistration();
  for (const shown of (await registration?.getNotifications?.()) ?? []) shown.close();
  await (await registration?.pushManager?.getSubscription())?.unsubscribe();
}
