/* Whether this phone asks for its PIN now. Kept where away.js can read it before anything is painted:
   it says nothing about a person. */
const NAME = "lock";
const MINUTE_MS = 60000;

/** {minutes, until, at} when a PIN is set, else null. */
export const lockHere = () => JSON.parse(localStorage.getItem(NAME));

/** A clock set back opens nothing: `at` is when it was last noted. */
export function isLocked() {
  const lock = lockHere();
  return Boolean(lock) && (lock.until <= Date.now() || lock.at > Date.now() + MINUTE_MS);
}

/** Set, renew or, with null, take the lock away. */
export function noteLock(lock) {
  if (lock) localStorage.setItem(NAME, JSON.stringify({ ...lock, at: Date.now() }));
  else localStorage.removeItem(NAME);
}

/** Close now, or in so many milliseconds unless someone goes on. */
export function closeIn(ms = 0) {
  const lock = lockHere();
  if (lock && !isLocked()) noteLock({ ...lock, until: ms && Date.now() + ms });
}

/** Someone is here: it stays open for as long as they chose. */
export function stayOpen() {
  if (lockHere() && !isLocked()) noteLock(openFor(lockHere()));
}

/** The same lock, open from now on. "At once" (0 minutes) means once the app is left. */
export const openFor = (lock) => ({ ...lock, until: Date.now() + Math.max(1, lock.minutes) * MINUTE_MS });
