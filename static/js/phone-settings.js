/* What this phone keeps and when it asks for a PIN: all of it is decided and stored on the phone. */
import { lockHere, noteLock, openFor } from "./lock.js";
import { dropLock, forgetPages, hasLock, setPin, unlock } from "./pack-key.js";
import { phoneRules, refreshPack, usedThisMonth } from "./pack.js";
import { dropFact, inStore, noteFact, ownerHere, pagesOf } from "./phone.js";

const LEAST = 6;
const MINUTES = 5;
const byId = (id) => document.getElementById(id);
const form = byId("pin-form");
const word = (name) => byId("pin-words").content.querySelector(`[data-word="${name}"]`).textContent;

function say(name, done = false) {
  const line = byId("pin-said");
  line.textContent = word(name);
  line.classList.toggle("status-warm", !done);
  line.hidden = false;
}

// One digit over and over, or digits in a row, either way.
function isEasy(pin) {
  const steps = new Set([...pin].slice(1).map((ch, index) => ch.charCodeAt(0) - pin.charCodeAt(index)));
  return steps.size === 1 && [0, 1, -1].includes([...steps][0]);
}

async function knowsOld() {
  return !(await hasLock(await ownerHere())) || (await unlock(byId("f-old").value)).open;
}

async function save() {
  const pin = byId("f-new").value;
  if (pin.length < LEAST) return say("short");
  if (isEasy(pin)) return say("easy");
  if (!(await knowsOld())) return say("wrong");
  await setPin(pin);
  noteLock(openFor({ minutes: lockHere()?.minutes ?? MINUTES }));
  form.reset();
  byId("pin-said").hidden = true;
  await show();
  await renew();
}

async function turnOff() {
  if (!(await knowsOld())) return say("wrong");
  await dropLock();
  noteLock(null);
  form.reset();
  await show();
  say("off", true);
  await renew();
}

async function renew() {
  await dropFact(`packed ${await ownerHere()}`);
  await refreshPack({ force: true }).catch(() => {});
  await show();
}

async function drop() {
  await forgetPages(await ownerHere());
  await show();
}

const press = (name, value) => {
  for (const each of document.querySelectorAll(`[data-${name}]`)) each.ariaPressed = String(Number(each.dataset[name]) === value);
};

async function show() {
  const owner = await ownerHere();
  const [locked, rules, used] = [await hasLock(owner), await phoneRules(), await usedThisMonth()];
  byId("pin-is-on").hidden = byId("old-pin").hidden = byId("pin-off").hidden = byId("closes").hidden = !locked;
  fold(locked);
  const label = form.querySelector("label[for=f-new]");
  label.textContent = locked ? label.dataset.later : label.dataset.first;
  press("minutes", lockHere()?.minutes);
  press("budget", rules.budget);
  press("lease", rules.lease);
  byId("used").lastElementChild.textContent = byId("used").dataset.line.replace("{mb}", megabytes(used));
  byId("kept").lastElementChild.textContent = await keptWords(owner);
}

// A PIN that is set is seldom touched: changing it waits behind a fold.
function fold(locked) {
  const details = byId("pin-fold");
  const summary = details.querySelector("summary");
  if (summary.hidden === !locked) return;
  summary.hidden = !locked;
  details.open = !locked;
}

const megabytes = (bytes) =>
  (bytes / 1048576).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1, minimumFractionDigits: 1 });

async function keptWords(owner) {
  const rows = await inStore(pagesOf(owner), "pack", "readonly", (store) => store.getAll());
  const { none, one, many } = byId("kept").dataset;
  if (!rows.length) return none;
  const at = new Date(Math.max(...rows.map((row) => row.at)));
  const when = at.toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short", hour12: true });
  return (rows.length === 1 ? one : many).replace("{n}", rows.length).replace("{when}", when);
}

document.addEventListener("click", async ({ target }) => {
  const { minutes, budget, lease } = target.closest("button")?.dataset ?? {};
  if (minutes) noteLock(openFor({ minutes: Number(minutes) }));
  else if (budget || lease) {
    const changed = budget ? { budget: Number(budget) } : { lease: Number(lease) };
    await noteFact("rules", { ...(await phoneRules()), ...changed });
  } else return;
  await show();
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  save().catch(() => {});
});
byId("pin-off").addEventListener("click", () => turnOff().catch(() => {}));
byId("renew").addEventListener("click", renew);
byId("drop").addEventListener("click", drop);
show().catch(() => {});
