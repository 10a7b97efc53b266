/* An entry that was open when the app closed by itself: what was told is in the outbox already, so the
   screen is emptied; after the PIN the entry is offered again, to go on with. */
import { dropKept, hasKept, keep, keptOf } from "./kept.js";
import { isLocked } from "./lock.js";

const NAME = "draft entry";
const DAY_MS = 24 * 3600 * 1000;
const openedLocked = isLocked();
const byId = (id) => document.getElementById(id);
let closing = false;

/** Empty the screen. `entry` is what was begun, after `tell()` had every word of it kept. */
async function close(entry, tell) {
  if (closing || (openedLocked && !entry().base)) return;
  closing = true;
  try {
    if (!(await tell())) return; // no room: words that are nowhere else stay
    // What somebody told before the PIN does not push aside what its owner was writing.
    if (entry().base && !(openedLocked && (await hasKept(NAME)))) await keep(NAME, { ...entry(), at: Date.now() });
    location.reload();
  } finally {
    closing = false;
  }
}

/** `entry()` is what is open, `tell()` keeps the rest of it, `resume(entry)` shows one again. */
export async function watchEntry({ entry, tell, resume }) {
  document.addEventListener("steady:locked", () => close(entry, tell).catch(() => {}));
  if (openedLocked) byId("again-locked").hidden = !(await hasKept(NAME));
  const kept = await keptOf(NAME);
  if (!kept) return;
  const done = async () => {
    byId("again").hidden = true;
    await dropKept(NAME);
  };
  if (Date.now() - kept.at > DAY_MS) return done(); // by now it is one of the earlier entries
  byId("again").hidden = false;
  byId("again-on").onclick = () => {
    resume(kept);
    return done();
  };
  byId("again-done").onclick = done;
}

/** Put what was told back into the fields. */
export function fill(form, told) {
  for (const field of form.elements) {
    const [name, list] = field.name.split(/(?=\[\])/);
    const value = told[name.split(":")[0]];
    if (value === undefined || value === null || !name) continue;
    const values = list ? value.map(String) : [String(value)];
    if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
    else field.value = value;
    if (field.checked || field.localName === "textarea") field.closest("details")?.setAttribute("open", "");
  }
}
