/* The pages kept on this phone to be read without signal: sealed, one row a page, asked for again
   only when they say something else. Never over a connection that asks to save data. */
import { forgetPages, hasLock, packKey } from "./pack-key.js";
import { NOBODY, fact, inStore, noteFact, ownerHere, ownerNow, pagesOf, seal, unseal } from "./phone.js";

const AGAIN_MS = 10 * 60 * 1000;
const PATIENCE_MS = 20000;
const HEAD_BYTES = 350;
// Signed out, or asked too often: the next page would get the same answer.
const ENDS_ALL = [401, 429];
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
  if (owner === NOBODY) return;
  if (document.querySelector("nav.bar[data-shared]")) await clearShared(owner);
  if (navigator.connection?.saveData || !(await mayAsk(owner, force))) return;
  await navigator.locks.request("pack", { ifAvailable: !force }, (lock) => lock && refreshAll(owner, force));
}

// Others use this phone: without a lock nothing is left lying here. The page said so, so that this
// holds also where nothing may be asked.
async function clearShared(owner) {
  await noteFact(`shared ${owner}`, true);
  if (!(await hasLock(owner))) await forgetPages(owner);
}

async function mayAsk(owner, force) {
  const { budget } = await phoneRules();
  if (budget && (await usedThisMonth()) >= budget * MEGABYTE) return false;
  return force || Date.now() - ((await fact(`packed ${owner}`)) ?? 0) > AGAIN_MS;
}

async function refreshAll(owner, force) {
  const listed = await ask("/api/pack");
  if (listed?.status !== 200 || (await ownerNow()) !== owner) return;
  await noteFact(`reached ${owner}`, Date.now());
  const { pages, shared } = await listed.json();
  await noteFact(`shared ${owner}`, shared);
  const wanted = shared && !(await hasLock(owner)) ? [] : pages;
  await dropOthers(owner, new Set(wanted));
  for (const [rank, path] of wanted.entries()) {
    const row = await rowOf(owner, path);
    if (!force && row && Date.now() - row.at < AGAIN_MS) continue;
    // One broken page is no reason to go without the others; silence is.
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

/** Ask for one page again. "same", "new" or, when the answer is none to keep, "other"; nothing when
    there was no answer of ours, or none to this person. */
export async function refreshPage(owner, path, rank) {
  const has = await packKey(owner);
  const row = await rowOf(owner, path, has);
  const answer = has && (await ask(path, row?.etag));
  // Meanwhile somebody else may have signed in, or a PIN may have been set.
  if (!answer || (await ownerNow()) !== owner || (await packKey(owner))?.id !== has.id) return undefined;
  if (answer.status === 304 && row) {
    await put(owner, { ...row, at: Date.now(), rank: rank ?? row.rank });
    return "same";
  }
  if (answer.status !== 200) return ENDS_ALL.includes(answer.status) ? undefined : "other";
  const sealed = await seal(has.key, `${owner} ${path}`, await answer.text());
  const etag = answer.headers.get("ETag");
  await put(owner, { path, etag, key: has.id, at: Date.now(), rank: rank ?? row?.rank ?? 0, ...sealed });
  return "new";
}

// The row for `path`, if it opens with this key.
async function rowOf(owner, path, has) {
  const row = await inStore(pagesOf(owner), "pack", "readonly", (store) => store.get(path));
  return has && row?.key !== has.id ? undefined : row;
}

/** Whether a page is kept for `path`. */
export const isKept = async (owner, path) => Boolean(await rowOf(owner, path));

const put = (owner, row) => inStore(pagesOf(owner), "pack", "readwrite", (store) => store.put(row));

async function dropOthers(owner, wanted) {
  const paths = await inStore(pagesOf(owner), "pack", "readonly", (store) => store.getAllKeys());
  const gone = paths.filter((path) => !wanted.has(path));
  await inStore(pagesOf(owner), "pack", "readwrite", (store) => gone.map((path) => store.delete(path))[0]);
}

/** The page kept for `path`: {html, at}; {locked}, {expired} or nothing. */
export async function keptPage(owner, path) {
  const row = await rowOf(owner, path);
  if (!row) return undefined;
  if (await leaseOver(owner)) {
    await forgetPages(owner);
    return { expired: true };
  }
  const has = await packKey(owner);
  if (!has) return { locked: true };
  if (row.key !== has.id) return undefined;
  return { html: await unseal(has.key, `${owner} ${path}`, row), at: row.at };
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
  const rows = await inStore(pagesOf(owner), "pack", "readonly", (store) => store.getAll());
  const most = rows.sort((one, other) => other.rank - one.rank).slice(0, Math.ceil(rows.length / 2));
  await inStore(pagesOf(owner), "pack", "readwrite", (store) => most.map((row) => store.delete(row.path))[0]);
  return most.length > 0;
}
