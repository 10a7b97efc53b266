/* A new entry. The tap on a number is on the disk before anything else happens; every later tap adds
   to it as a change. What is personal (own offers, the last urge) comes from this phone. */
import { flush, waiting, withOffset } from "./outbox.js";
import { write } from "./room.js";
import { dataOf } from "./outbox-forms.js";
import { dropKept, keep, keptOf } from "./kept.js";
import { fill, watchEntry } from "./log-again.js";
import { arrange, ownOffers } from "./own.js";
import { ownerHere } from "./phone.js";

const QUARTER_HOUR_MS = 15 * 60 * 1000;
const DAY_MS = 24 * 3600 * 1000;
const TYPING_MS = 700;
const byId = (id) => document.getElementById(id);
const form = byId("log-form");
let entry; // {id, base, sent: what the server will have}
let choices; // what this phone keeps of the person's own
let offers = [];
let shown = 0;
let typing;

const chosenSource = () => form.elements.source.value;

function begin() {
  entry = { id: crypto.randomUUID(), base: null, told: {} };
  byId("step-number").hidden = byId("something-else").hidden = byId("which").hidden = false;
  byId("step-more").hidden = byId("undo").hidden = byId("done").hidden = true;
  byId("dock-state").hidden = true;
  byId("dock").classList.add("dock-empty");
}

// One tap after the other: each change stands on the one before.
let line = Promise.resolve();
const inTurn = (work) => (line = line.then(work, work));

async function saveNumber(number) {
  const data = { intensity: number, source: chosenSource() };
  try {
    if (entry.base) await amend({ intensity: number });
    else await first(data);
  } catch {
    return say("full");
  }
  showRest(number);
}

async function first(data) {
  await write("craving.log", data, { id: entry.id });
  entry.base = entry.id;
  entry.told = data;
  if (data.source === "now") await keep("last-urge", { id: entry.id, intensity: data.intensity, at: Date.now() });
  say("saved");
  tryAskAfter();
}

async function amend(changes, occurredAt) {
  const data = { of: entry.id, base: entry.base, entry: "craving", set: changes };
  if (occurredAt) data.occurred_at = withOffset(occurredAt);
  entry.base = await write("entry.amend", data);
  Object.assign(entry.told, changes);
  say("saved");
}

// Only what differs from what was already told; an empty field that was filled before is told too.
// False when this phone has no room for it.
async function tellRest() {
  clearTimeout(typing);
  if (!entry.base) return true;
  const now = dataOf(new FormData(form));
  const changes = {};
  for (const name of ["triggers", "coping", "halt", "place", "company", "thought", "note", "visibility"]) {
    const before = entry.told[name];
    const after = now[name] ?? (Array.isArray(before) ? [] : before === undefined ? undefined : emptied(name));
    if (JSON.stringify(after) !== JSON.stringify(before)) changes[name] = after;
  }
  if (!Object.keys(changes).length) return true;
  return amend(changes).then(() => true, () => say("full"));
}

function resume(kept) {
  entry = { id: kept.id, base: kept.base, told: kept.told };
  fill(form, kept.told);
  showRest(kept.told.intensity);
  say("saved");
  follow();
}

const emptied = (name) => (name === "visibility" ? "follow" : null);

function showRest(number) {
  const word = form.querySelector(`.vessel input[value="${number}"]`).dataset.word;
  const isNow = chosenSource() === "now";
  byId("step-number").hidden = byId("something-else").hidden = true;
  byId("step-more").hidden = byId("undo").hidden = byId("done").hidden = false;
  byId("dock").classList.remove("dock-empty");
  byId("offer").hidden = !isNow;
  byId("was").hidden = isNow;
  byId("did").hidden = isNow;
  byId("when-field").hidden = isNow;
  for (const place of form.querySelectorAll("[data-number]")) place.textContent = number;
  for (const place of form.querySelectorAll("[data-word]:not(input)")) place.textContent = word;
  if (isNow) showOffer(0);
  scrollTo(0, 0);
  const next = byId(isNow ? "offer" : "was");
  next.tabIndex = -1;
  next.focus({ preventScroll: true });
}

function showOffer(index) {
  shown = index % offers.length;
  const { from, title, line } = offers[shown];
  form.querySelector("[data-offer-from]").textContent = from;
  form.querySelector("[data-offer-title]").textContent = title;
  form.querySelector("[data-offer-line]").textContent = line;
  form.querySelector("[data-taken]").hidden = true;
}

async function take() {
  const box = form.querySelector(`[name="coping[]"][value="${offers[shown].code}"]`);
  if (box) box.checked = true;
  form.querySelector("[data-taken]").hidden = false;
  await inTurn(tellRest);
}

// A time that has not come yet is a slip of the thumb.
async function moveTo(field) {
  const at = new Date(field.value);
  if (at <= new Date()) await amend({}, at).catch(() => say("full"));
}

async function undo() {
  await write("entry.withdraw", { of: entry.id });
  await dropKept("last-urge");
  form.reset();
  begin();
}

async function change() {
  byId("step-number").hidden = false;
  byId("step-more").hidden = byId("which").hidden = true;
  form.querySelector(".vessel input:checked")?.focus();
}

function say(word) {
  const line = byId("dock-state");
  line.hidden = false;
  line.querySelector("[data-state]").textContent = line.dataset[word];
}

// Says "Saved" only when the server has everything of this entry.
async function follow() {
  if (!entry?.base) return;
  const rows = await waiting(await ownerHere());
  const mine = rows.some((row) => row.id === entry.id || row.waits.includes(entry.id));
  if (!mine) say("sent");
}

// What is shown stays under the thumb; a trigger told later changes what comes as "something else".
function readOffers(keepShown) {
  const common = [...byId("offers").content.querySelectorAll("[data-code]")].map((place) => ({
    code: place.dataset.code,
    from: place.dataset.from,
    title: place.querySelector("b").textContent,
    line: place.querySelector("span").textContent,
  }));
  const own = choices ? ownOffers(choices, new FormData(form).getAll("triggers[]")) : [];
  const now = keepShown ? [offers[shown]] : [];
  const all = [...now, ...own, ...common];
  offers = all.filter(({ code }, n) => all.findIndex((each) => each.code === code) === n);
  shown = 0;
}

// Before anything is tapped; once the chips are on the screen they stay where they are.
function takeChoices(kept) {
  if (!kept || entry.base) return;
  choices = kept;
  arrange(form, kept);
  readOffers();
}

// Asked when this page is opened later, and when it was left open; then nobody is in the middle of telling.
async function askAfter() {
  const last = await keptOf("last-urge");
  const age = Date.now() - (last?.at ?? 0);
  if (last && age < QUARTER_HOUR_MS) setTimeout(tryAskAfter, QUARTER_HOUR_MS - age);
  if (!last?.intensity || age < QUARTER_HOUR_MS || age > DAY_MS) return;
  const card = byId("ask-after");
  const title = byId("ask-after-title");
  const time = new Date(last.at).toLocaleTimeString(document.documentElement.lang, { timeStyle: "short", hour12: true });
  title.textContent = title.dataset.words.replace("{time}", time).replace("{n}", last.intensity);
  if (!card.hidden || document.activeElement?.tagName === "TEXTAREA") return;
  card.hidden = false;
  const done = async (data) => {
    if (data) await write("craving.after", { of: last.id, ...data });
    await dropKept("last-urge");
    card.hidden = true;
  };
  card.onchange = (event) => done({ after: Number(event.target.value) });
  for (const button of card.querySelectorAll("[data-outcome]")) {
    button.onclick = () => done(button.dataset.outcome ? { outcome: button.dataset.outcome } : null);
  }
}

const tryAskAfter = () => askAfter().catch(() => {});

form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("change", (event) => {
  if (event.target.name === "intensity:number") inTurn(() => saveNumber(Number(event.target.value)));
  else if (event.target.name === "occurred_at") inTurn(() => moveTo(event.target));
  else if (event.target.name !== "source") inTurn(tellRest);
  if (event.target.name === "triggers[]") readOffers(true);
});
form.addEventListener("input", (event) => {
  if (event.target.tagName !== "TEXTAREA") return;
  clearTimeout(typing);
  typing = setTimeout(() => inTurn(tellRest), TYPING_MS);
});
form.addEventListener("click", (event) => {
  if (event.target.closest("[data-take]")) take();
  else if (event.target.closest("[data-other]")) showOffer(shown + 1);
  else if (event.target.closest("[data-change]")) change();
  else if (event.target.closest("#undo")) inTurn(undo);
});
// Leaving with words half typed: they are told before the page goes.
addEventListener("pagehide", () => inTurn(tellRest));
document.addEventListener("visibilitychange", () => document.hidden && inTurn(tellRest));
new BroadcastChannel("outbox").addEventListener("message", follow);

begin();
readOffers();
watchEntry({ entry: () => entry, tell: () => inTurn(tellRest), resume }).catch(() => {});
keptOf("choices").then(takeChoices).catch(() => {});
tryAskAfter();
flush();
