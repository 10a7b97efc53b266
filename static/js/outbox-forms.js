/* Forms marked data-outbox: what is typed goes to this phone's outbox first, never straight to the
   server. Field names say how the data is built, as in patient_app/sync/rules/posted.py. */
import { discard } from "./outbox-desk.js";
import { enqueue, flush, waiting } from "./outbox.js";
import { ownerHere } from "./phone.js";

const QUICK_MS = 2500;
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

// The form's own name for the record, made when the form opens.
function nameForms() {
  for (const field of document.querySelectorAll("form[data-outbox] input[name=id]")) field.value = crypto.randomUUID();
}

addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-outbox]") || event.defaultPrevented) return;
  event.preventDefault();
  if (form.ariaBusy === "true") return;
  keep(form, new FormData(form, event.submitter));
});

async function keep(form, fields) {
  form.ariaBusy = "true";
  clear(form);
  const id = fields.get("id") || crypto.randomUUID();
  try {
    const occurred = form.elements.occurred_at?.value;
    await enqueue(form.dataset.outbox, dataOf(fields), { id, at: occurred ? new Date(occurred) : new Date() });
    tell(form, "saved-here");
    form.dispatchEvent(new CustomEvent("steady:kept", { bubbles: true, detail: { id } }));
    await settle(form, id);
  } catch {
    tell(form, "phone-full");
  } finally {
    form.ariaBusy = null;
  }
}

// With signal the server has it in a moment; then the next page shows it. Without, the words stay.
async function settle(form, id) {
  await Promise.race([flush(), pause(QUICK_MS)]);
  const owner = await ownerHere();
  const row = (await waiting(owner)).find((each) => each.id === id);
  if (row?.state === "attention" && row.why?.errors) {
    await discard(owner, row);
    form.elements.id.value = crypto.randomUUID();
    clear(form);
    for (const [name, sentences] of Object.entries(row.why.errors)) tell(form, "went-wrong", sentences.join(" "), name);
  } else if (!row && form.dataset.then) {
    location.assign(form.dataset.then);
  }
}

/** `triggers[]` is a list, `intensity:number` a number, `set.note` nests, empty is not told. */
export function dataOf(fields) {
  const data = {};
  for (const name of new Set(fields.keys())) {
    const given = fields.getAll(name).filter((text) => typeof text === "string" && text.trim());
    if (!given.length || name === "id" || name === "occurred_at") continue;
    const isList = name.endsWith("[]");
    const [path, kind] = name.replace(/\[\]$/, "").split(":");
    const folders = path.split(".");
    const last = folders.pop();
    const place = folders.reduce((inner, folder) => (inner[folder] ??= {}), data);
    const text = given.at(-1);
    place[last] = isList ? given : kind === "number" && /^\d{1,3}$/.test(text.trim()) ? Number(text) : text;
  }
  return data;
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
nameForms();
