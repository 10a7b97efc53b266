/* What a person writes, on this phone first, until the server says it has it.
   The worker runs this file too. A record never changes; a change is a new record. */
import { NOBODY, databaseOf, inStore, ownerHere, queueKey, seal, unseal } from "./phone.js";

const PATIENCE_MS = 15000;
const FIRST_WAIT_MS = 2000;
const LONGEST_WAIT_MS = 5 * 60 * 1000;
const SCHEMA = 1;
const news = new BroadcastChannel("outbox");
let timer;
let failures = 0;

/** A time as the record keeps it: this phone's wall time with its offset. */
export function withOffset(date) {
  const minutes = -date.getTimezoneOffset();
  const local = new Date(date.getTime() + minutes * 60000).toISOString().slice(0, 23);
  const two = (n) => String(Math.floor(Math.abs(n))).padStart(2, "0");
  return `${local}${minutes < 0 ? "-" : "+"}${two(minutes / 60)}:${two(minutes % 60)}`;
}

/** Keep a record; resolves with its id once the disk has it. Rejects when the phone is full. */
export async function enqueue(kind, data, { id = crypto.randomUUID(), at = new Date() } = {}) {
  const owner = await ownerHere();
  const record = { kind, schema: SCHEMA, occurred_at: withOffset(at), data };
  const sealed = await seal(await queueKey(owner), `${owner} ${id}`, record);
  const waits = [data.of, data.base].filter(Boolean);
  const row = { id, waits, state: "waiting", made: Date.now(), tried: null, ...sealed };
  await inStore(databaseOf(owner), "queue", "readwrite", (store) => store.add(row)).catch((error) => {
    if (error.name !== "ConstraintError") throw error; // the same tap twice is one record
  });
  news.postMessage("queued");
  askForSync();
  flush();
  return id;
}

/** All that waits here, oldest first. */
export async function waiting(owner) {
  return inStore(databaseOf(owner), "queue", "readonly", (store) => store.getAll());
}

/** What one row holds, in clear. */
export async function contentOf(owner, row) {
  return unseal(await queueKey(owner), `${owner} ${row.id}`, row);
}

/** Send what can be sent; one sender at a time on this phone, tabs and worker alike. */
export async function flush() {
  const owner = await ownerHere();
  const verdict = await navigator.locks.request(`outbox ${owner}`, () => sendAll(owner));
  news.postMessage(verdict.word);
  plan(verdict);
  return verdict;
}

function plan({ word, seconds = 0 }) {
  clearTimeout(timer);
  failures = word === "done" ? 0 : failures + 1;
  if (word === "done" || word === "signed_out" || word === "owner") return;
  const wait = Math.min(FIRST_WAIT_MS * 2 ** failures, LONGEST_WAIT_MS) * (0.75 + Math.random() / 2);
  timer = setTimeout(flush, Math.max(wait, seconds * 1000));
}

// A record waits only for the one it speaks of; only what stops everything stops the rest.
async function sendAll(owner) {
  const rows = await waiting(owner);
  if (owner === NOBODY) return { word: rows.length ? "signed_out" : "done" };
  const here = new Set(rows.map((row) => row.id));
  let left = { word: "done" };
  for (const row of rows) {
    if (row.state !== "waiting" || row.waits.some((id) => here.has(id))) continue;
    const verdict = await send(owner, row);
    if (verdict.word === "stored") {
      await inStore(databaseOf(owner), "queue", "readwrite", (store) => store.delete(row.seq));
      here.delete(row.id);
      news.postMessage({ sent: row.id });
    } else if (verdict.word === "attention") {
      await put(owner, { ...row, state: "attention", tried: Date.now(), why: verdict.why });
    } else {
      await put(owner, { ...row, tried: Date.now() });
      left = verdict;
      if (verdict.stops) break;
    }
  }
  return left;
}

/** Note how a row stands; one that was taken out meanwhile stays out. */
export const put = (owner, row) =>
  inStore(databaseOf(owner), "queue", "readwrite", (store) => {
    store.get(row.seq).onsuccess = ({ target }) => target.result && store.put(row);
  });

async function send(owner, row) {
  const record = await contentOf(owner, row).catch(() => null);
  if (!record) return { word: "attention", why: { error: "locked" } }; // its key is gone; the rest goes on
  try {
    const answer = await fetch("/api/sync", {
      method: "POST",
      headers: { "Content-Type": "application/json", "Phone-Time": withOffset(new Date()) },
      body: JSON.stringify({ ...record, id: row.id, owner }),
      redirect: "manual",
      cache: "no-store",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    // A portal answers too, even with 200; only our own server says this.
    if (!answer.headers.has("X-Steady")) return { word: "no_signal", stops: true };
    return verdictOf(answer, await answer.json().catch(() => ({})), row.id);
  } catch {
    return { word: "no_signal", stops: true };
  }
}

/** Only an acknowledgement that names this very record lets it go. */
export function verdictOf(answer, body, id) {
  const { status } = answer;
  const ours = body?.id === id;
  if ((status === 200 || status === 201) && ours) return { word: "stored" };
  if (status === 401) return { word: "signed_out", stops: true };
  if (status === 409 && body?.error === "owner") return { word: "owner", stops: true };
  if (status === 409 && body?.error === "different" && ours) return { word: "attention", why: { error: "different" } };
  if (status === 413 || (status === 422 && ours)) {
    return { word: "attention", why: { error: body?.error ?? "too_large", errors: body?.errors } };
  }
  if (status === 429) return { word: "busy", stops: true, seconds: Number(answer.headers.get("Retry-After")) || 30 };
  return { word: body?.error === "not_yet" ? "not_yet" : "later" };
}

function askForSync() {
  const registration = self.registration ?? navigator.serviceWorker?.ready;
  Promise.resolve(registration).then((ready) => ready?.sync?.register("outbox")).catch(() => {});
}
