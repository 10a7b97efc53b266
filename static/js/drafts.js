/* What is being typed and not saved yet outlives a closed app: kept on this phone under the owner's
   key, given back when the same form opens, gone once it was sent. */
import { dropKept, keep, keptOf } from "./kept.js";

const PAUSE_MS = 400;
const WORDS = 'textarea, input[autocomplete="off"]:not([type]), input[type=text][autocomplete="off"]';
// The log's own page writes each pause into the outbox already.
// Never at a desk where staff write about others, nor on the way in.
const OURS = "main:has(~ nav.bar) form[method=post]:not(#log-form)";
const waits = new Map();

const nameOf = (form) => `draft ${location.pathname} ${form.getAttribute("action")}`;
const wordsOf = (form) => [...form.querySelectorAll(WORDS)].filter((field) => field.name);

function note(form) {
  const typed = wordsOf(form).filter((field) => field.value !== field.defaultValue);
  const values = Object.fromEntries(typed.map((field) => [field.name, field.value]));
  return typed.length ? keep(nameOf(form), values) : dropKept(nameOf(form));
}

addEventListener("input", ({ target }) => {
  const form = target.closest?.(OURS);
  if (!form || !target.matches(WORDS)) return;
  clearTimeout(waits.get(form));
  waits.set(form, setTimeout(() => note(form).catch(() => {}), PAUSE_MS));
});

function done({ target }) {
  if (!target.matches?.(OURS)) return;
  clearTimeout(waits.get(target));
  dropKept(nameOf(target)).catch(() => {});
}
for (const name of ["steady:kept", "steady:sent"]) document.addEventListener(name, done);

async function giveBack() {
  for (const form of document.querySelectorAll(OURS)) {
    const fields = wordsOf(form);
    const values = fields.length && (await keptOf(nameOf(form)));
    if (!values) continue;
    let back = false;
    for (const field of fields) {
      if (!values[field.name] || field.value !== field.defaultValue) continue;
      field.value = values[field.name];
      field.closest("details")?.setAttribute("open", "");
      back = true;
    }
    if (back) say(form, fields);
  }
}

function say(form, fields) {
  const line = document.getElementById("draft-back").content.firstElementChild.cloneNode(true);
  line.querySelector("button").addEventListener("click", () => {
    for (const field of fields) field.value = field.defaultValue;
    line.remove();
    note(form).catch(() => {});
  });
  form.prepend(line);
}

document.addEventListener("steady:shown", () => giveBack().catch(() => {}));
giveBack().catch(() => {});
