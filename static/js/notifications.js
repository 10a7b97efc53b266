/* The page of reminders: this phone's permission, a test with its verdict, and words of one's own. */
import { keep, keptOf } from "./kept.js";
import { fact, ownerHere } from "./phone.js";
import { pushState, turnOff, turnOn } from "./push.js";

const AGAIN_MS = 1000;
const PATIENCE_MS = 45000;
const byId = (id) => document.getElementById(id);
const said = (words) => say(byId("push-said"), words);
const line = (name) => byId("push-said").dataset[name];
const iPhone = /iPhone|iPad/.test(navigator.userAgent) || (navigator.platform === "MacIntel" && navigator.maxTouchPoints > 1);
const installed = matchMedia("(display-mode: standalone)").matches || navigator.standalone === true;

function say(place, words) {
  place.textContent = words;
  place.hidden = !words;
}

async function show() {
  const state = await pushState().catch(() => "none");
  for (const part of document.querySelectorAll("[data-push]")) part.hidden = !part.dataset.push.split(" ").includes(state);
  byId("push-iphone").hidden = !iPhone || installed;
  byId("push-android").hidden = installed || !/Android/.test(navigator.userAgent) || state === "none";
  byId("words-iphone").hidden = !iPhone;
}

async function press(work) {
  said(line("waiting"));
  try {
    await work();
    said("");
  } catch (error) {
    said(error.words ?? line("failed"));
  }
  await show();
}

document.addEventListener("click", ({ target }) => {
  if (target.closest("#push-on")) press(turnOn);
  else if (target.closest("#push-off")) press(turnOff);
});

// Before forms are sent as they are (forms.js): these two have a way of their own.
addEventListener(
  "submit",
  (event) => {
    const own = { "f-test": tryIt, words: keepWords }[event.target.id];
    if (!own) return;
    event.preventDefault();
    own(event.target).catch(() => said(line("failed")));
  },
  { capture: true },
);

async function tryIt(form) {
  said(line("waiting"));
  const asked = await fetch(form.action, { method: "POST", headers: { Accept: "application/json" } });
  const { id } = await asked.json();
  const end = Date.now() + PATIENCE_MS;
  while (Date.now() < end) {
    const answer = await fetch(`/api/push/test/${id}`, { cache: "no-store" });
    const { state, words } = await answer.json();
    said(words);
    if (state !== "waiting") return;
    await new Promise((done) => setTimeout(done, AGAIN_MS));
  }
  said(line("late"));
}

// Words of one's own are on this phone only: nothing of their form is ever sent.
async function fill() {
  const form = byId("words");
  const shared = form.dataset.shared || (await fact(`shared ${await ownerHere()}`));
  if (shared) return say(byId("words-said"), form.dataset.shares);
  const kept = (await keptOf("words")) ?? {};
  for (const field of form.querySelectorAll("input")) field.value = kept[field.dataset.number] ?? "";
  form.querySelector("fieldset").disabled = false;
}

async function keepWords(form) {
  const fields = [...form.querySelectorAll("input")];
  const told = (words) => say(byId("words-said"), words);
  const telling = new RegExp(form.dataset.telling, "i");
  const wrong = fields.find((field) => telling.test(field.value));
  for (const field of fields) field.ariaInvalid = String(field === wrong);
  if (wrong) {
    told(form.dataset.refused.replace("{words}", wrong.value));
    return wrong.focus();
  }
  const chosen = fields.map((field) => [field.dataset.number, field.value.trim()]).filter(([, words]) => words);
  await keep("words", Object.fromEntries(chosen)).then(
    () => told(form.dataset.kept),
    () => told(form.dataset.failed),
  );
}

async function begin() {
  await show();
  await fill();
}

document.addEventListener("steady:shown", () => begin().catch(() => {}));
begin().catch(() => {});
