/* The key of the pages kept for reading. With a lock it is wrapped under the PIN, and at hand only
   while unlocked; without one it is simply here. It can be used, never read out. */
import { inStore, ownerHere, pagesOf } from "./phone.js";

// OWASP's floor for PBKDF2 with SHA-256.
const ROUNDS = 600000;
const FREE_TRIES = 5;
const LAST_TRY = 20;
const FIRST_WAIT_MS = 30000;
const LONGEST_WAIT_MS = 3600000;

const keyOf = async (owner, name) => inStore(pagesOf(owner), "keys", "readonly", (store) => store.get(name));
const place = (owner, name, value) => inStore(pagesOf(owner), "keys", "readwrite", (store) => store.put(value, name));

// On a full phone the pages make room for their own key.
const putKey = (owner, name, value) =>
  place(owner, name, value).catch(() => forgetPages(owner).then(() => place(owner, name, value)));

const usable = (raw) => crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);

/** {id, key}, or nothing while this phone is locked. A row names the id of the key it opens with. */
export async function packKey(owner) {
  const found = await keyOf(owner, "pack");
  if (found || (await keyOf(owner, "lock"))) return found;
  const fresh = { id: crypto.randomUUID(), key: await usable(crypto.getRandomValues(new Uint8Array(32))) };
  await inStore(pagesOf(owner), "keys", "readwrite", (store) => store.add(fresh, "pack")).catch(() => {});
  return keyOf(owner, "pack");
}

/** Whether a PIN is set here. */
export const hasLock = async (owner) => Boolean(await keyOf(owner, "lock"));

async function under(pin, salt) {
  const from = await crypto.subtle.importKey("raw", new TextEncoder().encode(pin), "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS };
  return crypto.subtle.deriveKey(how, from, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

/** Lock what is read here under this PIN. What was kept before goes: its key was never wrapped. */
export async function setPin(pin) {
  const owner = await ownerHere();
  const raw = crypto.getRandomValues(new Uint8Array(32));
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const wrapped = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await under(pin, salt), raw);
  const fresh = { id: crypto.randomUUID(), key: await usable(raw) };
  raw.fill(0);
  await forgetPages(owner);
  await putKey(owner, "lock", { id: fresh.id, salt, iv, wrapped, tries: 0, notBefore: 0 });
  await putKey(owner, "pack", fresh);
}

/** No lock any more; the pages are kept anew under a key without one. */
export async function dropLock() {
  const owner = await ownerHere();
  await forgetPages(owner);
  await inStore(pagesOf(owner), "keys", "readwrite", (store) => {
    store.delete("lock");
    return store.delete("pack");
  });
}

export const forgetPages = (owner) => inStore(pagesOf(owner), "pack", "readwrite", (store) => store.clear());

/** Try a PIN: {open}, or {wait: ms, left: tries} when it was wrong or too early. After the last try
    the pages are deleted, never what waits to be sent. */
export async function unlock(pin) {
  const owner = await ownerHere();
  const lock = await keyOf(owner, "lock");
  if (!lock) return { open: true };
  if (lock.notBefore > Date.now() || !lock.wrapped) return told(lock);
  // Counted before it is looked at: closing the app in between is a try too.
  const tried = { ...lock, tries: lock.tries + 1 };
  tried.notBefore = Date.now() + waitAfter(tried.tries);
  await putKey(owner, "lock", tried);
  try {
    const how = { name: "AES-GCM", iv: lock.iv };
    const raw = await crypto.subtle.decrypt(how, await under(pin, lock.salt), lock.wrapped);
    await putKey(owner, "pack", { id: lock.id, key: await usable(raw) });
    await putKey(owner, "lock", { ...lock, tries: 0, notBefore: 0 });
    return { open: true };
  } catch {
    if (tried.tries < LAST_TRY) return told(tried);
    await forgetPages(owner);
    const gone = { ...tried, wrapped: null };
    await putKey(owner, "lock", gone);
    return told(gone);
  }
}

const told = (lock) => ({
  wait: Math.max(0, lock.notBefore - Date.now()),
  left: lock.wrapped ? LAST_TRY - lock.tries : 0,
});

function waitAfter(tries) {
  if (tries < FREE_TRIES) return 0;
  return Math.min(FIRST_WAIT_MS * 2 ** (tries - FREE_TRIES), LONGEST_WAIT_MS);
}

/** How the lock stands, without trying. */
export async function lockState() {
  const lock = await keyOf(await ownerHere(), "lock");
  return lock ? told(lock) : undefined;
}
