/* An answer to a session is on this phone first. While it has not left, every place that shows the
   session says so, with the number to call; when it has, they say that too, without a reload. */
import { contentOf, waiting } from "./outbox.js";
import { ownerHere } from "./phone.js";

const KIND = "attendance.intent";
// With signal it is gone before anyone could call.
const SOON_MS = 1500;
const PLACES = "[data-unsent-of], [data-said-of], [data-answer-of], [data-ask-of], [data-unless]";
const words = document.getElementById("answer-words")?.content;
// Name of a record -> its content, opened once.
const read = new Map();
// Session -> what the server took since this page opened.
const sent = new Map();
// Place -> how the server wrote it.
const before = new Map();
let again;

async function show() {
  clearTimeout(again);
  const told = new Map([...sent].map(([session, data]) => [session, { data, state: "sent" }]));
  const owner = await ownerHere();
  for (const row of await waiting(owner)) {
    if (!read.has(row.id)) read.set(row.id, await contentOf(owner, row));
    const { kind, data } = read.get(row.id);
    if (kind === KIND) told.set(data.session, { data, state: stateOf(row) });
  }
  for (const place of document.querySelectorAll(PLACES)) {
    const here = told.get(sessionOf(place));
    if (here) write(place, here);
    else putBack(place);
  }
  if ([...told.values()].some(({ state }) => state === "sending")) again = setTimeout(tryShow, SOON_MS);
}

function stateOf(row) {
  if (row.state === "attention") return "refused";
  return navigator.onLine && Date.now() - row.made < SOON_MS ? "sending" : "unsent";
}

function sessionOf({ dataset, parentElement }) {
  const named = dataset.unsentOf ?? dataset.saidOf ?? dataset.answerOf ?? dataset.askOf;
  return named ?? parentElement.closest("form").elements.session.value;
}

function write(place, { data, state }) {
  if (!before.has(place)) {
    before.set(place, { children: [...place.childNodes], look: place.className, hidden: place.hidden });
  }
  const { unsentOf, saidOf, askOf, unless, whole } = place.dataset;
  const answer = answerIn(data);
  if (unsentOf) place.replaceChildren(...stateIn(state, whole === undefined ? "" : `${answer.textContent.trim()}. `));
  if (unsentOf) place.classList.toggle("status-warm", state === "unsent" || state === "refused");
  if (saidOf) place.replaceChildren(...answer.childNodes);
  if (saidOf) place.classList.toggle("tag-yes", place.matches(".tag") && "yes" in answer.dataset);
  place.hidden = Boolean(askOf) || unless === data.answer;
}

function putBack(place) {
  const was = before.get(place);
  if (!was) return;
  before.delete(place);
  place.replaceChildren(...was.children);
  place.className = was.look;
  place.hidden = was.hidden;
}

function answerIn({ answer, minutes_late: minutes }) {
  const name = answer === "late" && minutes ? "late-by" : answer;
  const found = words.querySelector(`[data-answer="${name}"]`).cloneNode(true);
  const text = found.querySelector("span");
  text.textContent = text.textContent.replace("{n}", minutes);
  return found;
}

function stateIn(state, lead) {
  const found = words.querySelector(`[data-state="${state}"]`).cloneNode(true);
  found.querySelector("span").prepend(lead);
  return found.childNodes;
}

// Any other form about a session says something new again, even the same as before.
async function kept({ target, detail }) {
  if (target.dataset.outbox !== KIND) return;
  read.set(detail.last, { kind: KIND, data: detail.data });
  for (const other of document.querySelectorAll(`form[data-outbox="${KIND}"]`)) {
    if (other !== target) other.dispatchEvent(new CustomEvent("steady:undone", { bubbles: true }));
  }
  target.querySelectorAll(".sent").forEach((line) => line.remove());
  await show();
  document.getElementById("answered")?.focus();
}

function heard({ data }) {
  const record = read.get(data?.sent);
  if (record?.kind === KIND) sent.set(record.data.session, record.data);
  tryShow();
}

const tryShow = () => show().catch(() => {});

if (words) {
  addEventListener("steady:kept", (event) => kept(event).catch(() => {}));
  new BroadcastChannel("outbox").addEventListener("message", heard);
  addEventListener("online", tryShow);
  document.addEventListener("steady:shown", tryShow);
  tryShow();
}
