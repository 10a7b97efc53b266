/* What waits on this phone: how many, how old, in which state; try again, keep a copy, take out. */
import { discard, retry } from "./outbox-desk.js";
import { contentOf, enqueue, flush, waiting } from "./outbox.js";
import { NOBODY, dropFact, fact, ownerHere } from "./phone.js";

const byId = (id) => document.getElementById(id);
const word = (name) => byId("unsent-words").content.querySelector(`[data-word="${name}"]`)?.textContent;
const when = (at) =>
  new Date(at).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short", hour12: true });

// Signed out on this phone: until the same person is back, it says how many wait and nothing else.
async function isOut(owner) {
  if (!(await fact(`out ${owner}`))) return false;
  const me = await fetch("/api/me", { cache: "no-store" }).then((answer) => answer.json()).catch(() => ({}));
  if (me.id === owner) await dropFact(`out ${owner}`);
  return me.id !== owner;
}

async function show(verdict) {
  const owner = await ownerHere();
  const rows = await waiting(owner);
  if (rows.length && (await isOut(owner))) return showOut();
  const here = new Set(rows.map((row) => row.id));
  byId("list").replaceChildren(...(await Promise.all(rows.map((row) => lineOf(owner, row, here, verdict)))));
  const unclaimed = owner === NOBODY ? [] : await waiting(NOBODY);
  byId("unclaimed").hidden = unclaimed.length === 0;
  byId("leaving").hidden = location.hash !== "#leaving" || rows.length === 0;
  byId("none").hidden = rows.length + unclaimed.length > 0;
  byId("actions").hidden = rows.length === 0;
  for (const place of byId("paused").querySelectorAll("[data-words]")) {
    place.hidden = place.dataset.words !== verdict;
  }
  byId("paused").hidden = !rows.length || !["signed_out", "owner"].includes(verdict);
}

function showOut() {
  byId("paused").hidden = false;
  byId("paused").querySelector("[data-words=signed_out]").hidden = false;
}

async function lineOf(owner, row, here, verdict) {
  const content = await contentOf(owner, row).catch(() => ({}));
  const holder = document.createElement("div");
  holder.append(byId("row").content.cloneNode(true));
  holder.querySelector(".row-title").textContent = word(content.kind) ?? word("other");
  holder.querySelector(".row-note").textContent = stateOf(row, here, verdict)
    .replace("{when}", when(row.made))
    .replace("{tried}", row.tried && when(row.tried));
  if (row.state === "attention") holder.append(actionsOf(owner, row, content));
  return holder;
}

function stateOf(row, here, verdict) {
  if (row.state === "attention") return word(row.why?.error === "different" ? "different" : "unreadable");
  if (row.waits.some((id) => here.has(id))) return word("after-another");
  if (verdict === "signed_out") return word("signed_out");
  return word(row.tried ? "tried" : "waiting");
}

function actionsOf(owner, row, content) {
  const actions = byId("row-actions").content.cloneNode(true);
  actions.querySelector("[data-act=anew]").hidden = row.why?.error !== "different";
  actions.querySelector("[data-act=again]").addEventListener("click", () => retry(owner, row));
  actions.querySelector("[data-act=anew]").addEventListener("click", async () => {
    await enqueue(content.kind, content.data, { at: new Date(content.occurred_at) });
    await discard(owner, row);
  });
  actions.querySelector("[data-act=drop]").addEventListener("click", () => confirm(word("sure")) && discard(owner, row));
  return actions;
}

// A file of one's own, in clear, because the person asked for it.
async function exportAll() {
  const owner = await ownerHere();
  const rows = await waiting(owner);
  const told = await Promise.all(rows.map(async (row) => ({ id: row.id, ...(await contentOf(owner, row)) })));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify(told, null, 2)], { type: "application/json" }));
  link.download = "notes.json";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

async function claim() {
  for (const row of await waiting(NOBODY)) {
    const { kind, data, occurred_at: occurred } = await contentOf(NOBODY, row);
    await enqueue(kind, data, { id: row.id, at: new Date(occurred) });
    await discard(NOBODY, row);
  }
}

async function dropAll(owner) {
  for (const row of await waiting(owner)) await discard(owner, row);
}

byId("claim").addEventListener("click", claim);
byId("disclaim").addEventListener("click", () => confirm(word("sure")) && dropAll(NOBODY));
byId("drop-and-leave").addEventListener("submit", async (event) => {
  if (event.target.dataset.sure) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (!confirm(word("sure"))) return;
  await dropAll(await ownerHere());
  event.target.dataset.sure = "yes";
  event.target.requestSubmit();
});
byId("send-all").addEventListener("click", () => flush());
byId("export").addEventListener("click", exportAll);
new BroadcastChannel("outbox").addEventListener("message", ({ data }) => show(data).catch(() => {}));
show().then(flush).catch(() => {});
