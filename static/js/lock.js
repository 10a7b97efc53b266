/* Whether this phone asks for its PIN now. Kept where away.js can read it before anything is painted:
   it says nothing about a person. */
const NAME = "lock";

/** {minutes, until} when a PIN is set, else null. */
export const lockHere = () => JSON.parse(localStorage.getItem(NAME));
export const isLocked = () => (lockHere()?.until ?? Infinity) <= Date.now();

/** Set, renew, close at once (until 0) or, with null, take the lock away. */
export function noteLock(lock) {
  if (lock) localStorage.setItem(NAME, JSON.stringify(lock));
  else localStorage.removeItem(NAME);
}

export const closeNow = () => lockHere() && noteLock({ ...lockHere(), until: 0 });

/** Someone is here: it stays open for as long as they chose. */
export function stayOpen() {
  const lock = lockHere();
  if (lock && lock.until > Date.now()) noteLock(openFor(lock));
}

/** The same lock, open from now on. "At once" (0 minutes) means once the app is left. */
export const openFor = (lock) => ({ ...lock, until: Date.now() + Math.max(1, lock.minutes) * 60000 });
