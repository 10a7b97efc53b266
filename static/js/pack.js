/* The pages kept on this phone to be read without signal: sealed, one row a page, asked for again
   only when they say something else. Never over a connection that asks to save data. */
import { forgetPages, hasLock, packKey } from "./pack-key.js";
import { NOBODY, databaseOf, fact, inStore, noteFact, ownerHere, seal, unseal } from "./phone.js";

const AGAIN_MS = 10 * 60 * 1000;
const PATIENCE_MS = 20000;
const HEAD_BYTES = 350;
const LEASE_DAYS = 14;
const DAY_MS = 24 * 3600 * 1000;
const MEGABYTE = 1024 * 1024;
const BUDGET_MB = 10;

/** What the person set for this phone: days without the server, megabytes a month. */
export const phoneRules = async () => ({ lease: LEASE_DAYS, budget: BUDGET_MB, ...(await fact("rules")) });
export const month = (at = new Date()) => `${at.getFullYear()}-${at.getMonth() + 1}`;

/** Bytes these pages took this month. */
export async function usedThisMonth() {
  const used = await fact("used");
  return used?.month === month() ? used.bytes : 0;
}

async function count(answer) {
  const bytes = HEAD_BYTES + Number(answer.headers.get("Content-Length") ?? 0);
  await noteFact("used", { month: month(), bytes: (await usedThisMonth()) + bytes });
}

/** Bring what is kept up to date: a page a moment, one after the other. */
export async function refreshPack({ force = false } = {}) {
  const owner = await ownerHere();
  if (owner === NOBODY || navigator.connection?.saveData || !(await mayAsk(owner, force))) return;
  await navigator.locks.request("pack", { ifAvailable: true }, (lock) => lock && refreshAll(owner, force));
}

async function mayAsk(owner, force) {
  const { budget } = await phoneRules();
  if (budget && (await usedThisMonth()) >= budget * MEGABYTE) return false;
  return force || Date.now() - ((await fact(`packed ${owner}`)) ?? 0) > AGAIN_MS;
}

async function refreshAll(owner, force) {
  const listed = await ask("/api/pack");
  if (listed?.status !== 200 || (await ownerHere()) !== owner) return;
  await noteFact(`reached ${owner}`, Date.now());
  const { pages, shared } = await listed.json();
  // Others use this phone: without a lock nothing is left lying here.
  const wanted = shared && !(await hasLock(owner)) ? [] : pages;
  await dropOthers(owner, new Set(wanted));
  for (const [rank, path] of wanted.entries()) {
    const row = await rowOf(owner, path);
    if (!force && row && Date.now() - row.at < AGAIN_MS) continue;
    if (!(await refreshPage(owner, path, rank))) return;
  }
  await noteFact(`packed ${owner}`, Date.now());
}

async function ask(path, etag) {
  try {
    const headers = etag ? { "If-None-Match": etag } : {};
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const answer = await fetch(path, { headers, cache: "no-store", redirect: "manual", signal });
    if (!answer.headers.has("X-Steady")) return undefined;
    await count(answer);
    return answer;
  } catch {
    return undefined;
  }
}

/** Ask for one page again. "same" or "new"; nothing when there was no answer of ours to keep. */
export async function refreshPage(owner, path, rank) {
  const key = await packKey(owner);
  const row = await rowOf(owner, path);
  const answer = key && (await ask(path, row?.etag));
  if (!answer || (await ownerHere()) !== owner) return undefined;
  if (answer.status === 304 && row) {
    await put(owner, { ...row, at: Date.now(), rank: rank ?? row.rank });
    return "same";
  }
  if (answer.status !== 200) return undefined;
  const sealed = await seal(key, `${owner} ${path}`, await answer.text());
  const etag = answer.headers.get("ETag");
  await put(owner, { path, etag, at: Date.now(), rank: rank ?? row?.rank ?? 0, ...sealed });
  return "new";
}

const rowOf = (owner, path) => inStore(databaseOf(owner), "pack", "readonly", (store) => store.get(path));
const put = (owner, row) => inStore(databaseOf(owner), "pack", "readwrite", (store) => store.put(row));

async function dropOthers(owner, wanted) {
  const paths = await inStore(databaseOf(owner), "pack", "readonly", (store) => store.getAllKeys());
  const gone = paths.filter((path) => !wanted.has(path));
  await inStore(databaseOf(owner), "pack", "readwrite", (store) => gone.map((path) => store.delete(path))[0]);
}

/** The page kept for `path`: {html, at}; {locked}, {expired} or nothing. */
export async function keptPage(owner, path) {
  const row = await rowOf(owner, path);
  if (!row) return undefined;
  if (await leaseOver(owner)) {
    await forgetPages(owner);
    return { expired: true };
  }
  const key = await packKey(owner);
  if (!key) return { locked: true };
  return { html: await unseal(key, `${owner} ${path}`, row), at: row.at };
}

// A clock set back does not make the pages readable for longer.
async function leaseOver(owner) {
  const { lease } = await phoneRules();
  const since = Date.now() - ((await fact(`reached ${owner}`)) ?? 0);
  return since > lease * DAY_MS || since < -DAY_MS;
}

/** Room for what a person is writing: the least needed pages go first. True when some went. */
export async function makeRoom() {
  const owner = await ownerHere();
  const rows = await inStore(databaseOf(owner), "pack", "readonly", (store) => store.getAll());
  const most = rows.sort((one, other) => other.rank - one.rank).slice(0, Math.ceil(rows.length / 2));
  await inStore(databaseOf(owner), "pack", "readwrite", (store) => most.map((row) => store.delete(row.path))[0]);
  return most.length > 0;
}
