/* Forms marked data-outbox: what is typed goes to this phone's outbox first, never straight to the
   server. Field names say how the data is built, as in patient_app/sync/rules/posted.py. */
import { flush, waiting, withOffset } from "./outbox.js";
import { write } from "./room.js";
import { ownerHere } from "./phone.js";

const QUICK_MS = 2500;
// Forms that are still open although what they told is kept already.
const saved = new WeakMap();
// A tap while the one before is being written counts too: the last one is what was meant.
const writing = new WeakSet();
const tapped = new WeakMap();
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

// The form's own name for the record, made when the form opens.
function nameForms() {
  for (const field of document.querySelectorAll("form[data-outbox] input[name=id]")) field.value = crypto.randomUUID();
}

addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-outbox]") || event.defaultPrevented) return;
  event.preventDefault();
  const fields = new FormData(form, event.submitter);
  if (writing.has(form)) tapped.set(form, fields);
  else keep(form, fields);
});

async function keep(form, fields) {
  writing.add(form);
  form.ariaBusy = "true";
  clear(form);
  let id;
  try {
    id = await keepOnce(form, fields);
    tell(form, "saved-here");
    form.dispatchEvent(new CustomEvent("steady:kept", { bubbles: true, detail: { id: saved.get(form).first, ...saved.get(form) } }));
  } catch {
    tell(form, "phone-full");
  }
  writing.delete(form);
  const later = tapped.get(form);
  tapped.delete(form);
  if (later) return keep(form, later);
  if (id) await settle(form, id).catch(() => {}); // it is on the disk; sending goes on by itself
  if (!writing.has(form)) form.ariaBusy = null;
}

async function keepOnce(form, fields) {
  const { outbox: kind, entry } = form.dataset;
  const data = changesOf(form, fields);
  const before = saved.get(form);
  if (before && same(data, before.data)) return before.last;
  let last;
  if (!before) {
    const occurred = form.elements.occurred_at?.value;
    const id = fields.get("id") || crypto.randomUUID();
    last = await write(kind, data, { id, at: occurred ? new Date(occurred) : new Date() });
  } else if (kind === "entry.amend") {
    last = await write(kind, { ...data, base: before.last, set: since(before.data.set, data.set, shownBy(form).set) });
  } else if (entry) {
    last = await write("entry.amend", { of: before.first, base: before.last, entry, set: since(before.data, data, {}) });
  } else {
    last = await write(kind, data);
  }
  saved.set(form, { first: before?.first ?? last, last, data });
  return last;
}

// What is different since the form was saved; a field that tells nothing any more is told to be empty.
function since(before, now, shown) {
  const changes = {};
  for (const name of new Set([...Object.keys(before), ...Object.keys(now)])) {
    if (same(before[name], now[name])) continue;
    changes[name] = now[name] ?? shown[name] ?? (Array.isArray(before[name]) ? [] : null);
  }
  return changes;
}

// With signal the server has it in a moment; then the next page shows it. Without, the words stay.
async function settle(form, id) {
  await Promise.race([flush(), pause(QUICK_MS)]);
  const owner = await ownerHere();
  const row = (await waiting(owner)).find((each) => each.id === id);
  if (row?.state === "attention" && row.why?.errors) {
    await (await import("./outbox-desk.js")).discard(owner, row);
    saved.delete(form);
    form.elements.id.value = crypto.randomUUID();
    clear(form);
    for (const [name, sentences] of Object.entries(row.why.errors)) tell(form, "went-wrong", sentences.join(" "), name);
  } else if (!row && form.dataset.then && !writing.has(form)) {
    location.assign(form.dataset.then);
  }
}

/** `triggers[]` is a list, `intensity:number` a number, `occurred_at:local` a wall time here, `set.note`
   nests. Empty is not told; inside `set` it is told to be empty. */
export function dataOf(fields) {
  const data = {};
  for (const name of new Set(fields.keys())) {
    const given = fields.getAll(name).filter((text) => typeof text === "string" && text.trim());
    if (name === "id" || name === "occurred_at" || (!given.length && !name.startsWith("set."))) continue;
    const isList = name.endsWith("[]");
    const [path, kind] = name.replace(/\[\]$/, "").split(":");
    const folders = path.split(".");
    const last = folders.pop();
    const place = folders.reduce((inner, folder) => (inner[folder] ??= {}), data);
    if (isList) place[last] = given;
    else if (given.length) place[last] = valueOf(given.at(-1), kind);
    else if (folders.length === 1) place[last] = null;
  }
  return data;
}

function valueOf(text, kind) {
  if (kind === "number" && /^\d{1,3}$/.test(text.trim())) return Number(text);
  if (kind === "local" && !Number.isNaN(Date.parse(text))) return withOffset(new Date(text));
  return text;
}

// A change names only what differs from what the page showed.
function changesOf(form, fields) {
  const data = dataOf(fields);
  if (!data.set) return data;
  const before = shownBy(form);
  for (const name of Object.keys(data.set)) if (same(data.set[name], before.set[name])) delete data.set[name];
  if (same(data.occurred_at, before.occurred_at)) delete data.occurred_at;
  return data;
}

function shownBy(form) {
  const untouched = form.cloneNode(true);
  untouched.reset();
  return { set: {}, ...dataOf(new FormData(untouched)) };
}

function clear(form) {
  for (const old of form.querySelectorAll(".sent")) old.remove();
}

function tell(form, name, words, field) {
  const line = document.getElementById(name)?.content.firstElementChild?.cloneNode(true);
  if (!line) return;
  if (words) line.lastChild.textContent = ` ${words}`;
  line.classList.add("sent");
  const group = field && form.querySelector(`[data-field="${field}"]`);
  (group ?? form).append(line);
  line.scrollIntoView({ block: "nearest" });
}

document.addEventListener("steady:shown", nameForms);
// What was taken back is not there to be changed: the next answer is a new record.
document.addEventListener("steady:undone", ({ target }) => {
  saved.delete(target);
  nameForms();
});
nameForms();
