/* The databases on this phone: one of facts about the phone, and one for each owner's own things.
   The worker runs this file too (patient_app/shell/kept_files.py puts it in front of sw.js). */
const PHONE = "steady-phone";
export const NOBODY = "nobody";
const PAGES = "-pages";
const VERSION = 1;

/** Where an owner's queue, keys and kept things are. */
export const databaseOf = (owner) => `steady-${owner}`;
/** Where an owner's pages for reading and their key are: apart, so that nothing done to them can touch the queue. */
export const pagesOf = (owner) => databaseOf(owner) + PAGES;

function open(name) {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(name, VERSION);
    asked.onupgradeneeded = () => makeStores(asked.result);
    asked.onsuccess = () => {
      asked.result.onversionchange = () => asked.result.close();
      resolve(asked.result);
    };
    asked.onerror = () => reject(asked.error);
  });
}

function makeStores(database) {
  if (database.name === PHONE) return database.createObjectStore("facts");
  database.createObjectStore("keys");
  if (database.name.endsWith(PAGES)) return database.createObjectStore("pack", { keyPath: "path" });
  database.createObjectStore("kept");
  database.createObjectStore("queue", { keyPath: "seq", autoIncrement: true }).createIndex("id", "id", { unique: true });
}

/** Run `work(store)`; its result, once the disk has it. Rejects with the transaction's error. */
export async function inStore(name, store, mode, work) {
  const database = await open(name);
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(store, mode, { durability: "strict" });
      const asked = work(transaction.objectStore(store));
      transaction.oncomplete = () => resolve(asked?.result);
      transaction.onabort = () => reject(transaction.error ?? new Error("aborted"));
    });
  } finally {
    database.close();
  }
}

export const fact = (name) => inStore(PHONE, "facts", "readonly", (store) => store.get(name));
export const noteFact = (name, value) => inStore(PHONE, "facts", "readwrite", (store) => store.put(value, name));
export const dropFact = (name) => inStore(PHONE, "facts", "readwrite", (store) => store.delete(name));

/** Who is signed in, else who was last, else nobody yet. The cookie comes with a person's first page;
    the worker, which sees none, reads the note. */
export async function ownerNow() {
  const named = self.document?.cookie.match(/(?:^|; )(?:__Host-)?owner=([\w-]+)/)?.[1];
  return named ?? (await fact("owner")) ?? NOBODY;
}

let opener;
/** Whose entries are written here: whoever opened this page, also when someone else signs in beside it. */
export const ownerHere = async () => (self.document ? (opener ??= await ownerNow()) : ownerNow());

/** The owner's key for what waits and is kept. It cannot be read out, only used. */
export async function queueKey(owner) {
  const found = await inStore(databaseOf(owner), "keys", "readonly", (store) => store.get("queue"));
  if (found) return found;
  const fresh = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  // Two tabs may both have found none: the first one's key stays.
  await inStore(databaseOf(owner), "keys", "readwrite", (store) => store.add(fresh, "queue")).catch(() => {});
  return inStore(databaseOf(owner), "keys", "readonly", (store) => store.get("queue"));
}

/** With a PIN set, the pages' key is wrapped under it again: drop the one at hand. */
export async function closePages() {
  const owner = await ownerHere();
  const has = await inStore(pagesOf(owner), "keys", "readonly", (store) => store.count("lock"));
  if (has) await inStore(pagesOf(owner), "keys", "readwrite", (store) => store.delete("pack"));
}

/** Ciphertext of `value`, bound to its place: moved elsewhere it opens for nobody. */
export async function seal(key, place, value) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const how = { name: "AES-GCM", iv, additionalData: new TextEncoder().encode(place) };
  return { iv, sealed: await crypto.subtle.encrypt(how, key, new TextEncoder().encode(JSON.stringify(value))) };
}

export async function unseal(key, place, { iv, sealed }) {
  const how = { name: "AES-GCM", iv, additionalData: new TextEncoder().encode(place) };
  return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt(how, key, sealed)));
}
