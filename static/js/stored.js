/* The page for no signal. When this phone keeps the page that was asked for, it shows that one, says
   from when it is, and offers a newer one as soon as there is signal; only a tap swaps it. */
import { isKept, keptPage, refreshPage } from "./pack.js";
import { NOBODY, ownerHere } from "./phone.js";

const path = location.pathname + location.search;
const AGAIN_MS = 20000;
const words = document.getElementById("stored-words").content;
const word = (name) => words.querySelector(`[data-word="${name}"]`).cloneNode(true);

async function begin() {
  const owner = await ownerHere();
  if (owner === NOBODY) return;
  const kept = await keptPage(owner, path);
  if (kept?.locked) return location.replace(`/locked#${path}`);
  if (kept?.expired) document.getElementById("expired").hidden = false;
  if (kept?.html) show(kept);
  await lookAgain(owner, Boolean(kept?.html));
}

function show({ html, at }) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const root = document.documentElement;
  root.lang = page.documentElement.lang;
  if (page.documentElement.dataset.theme) root.dataset.theme = page.documentElement.dataset.theme;
  document.title = page.title;
  // Its clock stood still; the phone's own goes on.
  for (const clock of page.querySelectorAll("[data-clock], [data-fresh]")) clock.remove();
  for (const place of page.querySelectorAll("[data-as-of]")) place.removeAttribute("data-as-of");
  page.getElementById("connection")?.remove();
  // A tap there would change what was told on that day.
  if (!isToday(at)) page.getElementById("mood-form")?.closest("section").remove();
  document.body.replaceWith(document.adoptNode(page.body));
  document.getElementById("main").prepend(lineOf("from", at));
  addLooks(page);
  document.dispatchEvent(new Event("steady:shown"));
}

function lineOf(name, at) {
  const line = word(name);
  line.id = "stored";
  const place = line.querySelector("[data-when]");
  if (place) place.textContent = place.textContent.replace("{when}", when(at));
  return line;
}

const isToday = (at) => new Date(at).toDateString() === new Date().toDateString();

function when(at) {
  const how = isToday(at) ? { timeStyle: "short", hour12: true } : { dateStyle: "medium", timeStyle: "short", hour12: true };
  return new Date(at).toLocaleString(document.documentElement.lang, how);
}

// What the page brings along: its own styles and scripts, which a parsed page never runs by itself.
function addLooks(page) {
  const here = new Set([...document.head.querySelectorAll("[src], [href]")].map((each) => each.src || each.href));
  for (const each of page.head.querySelectorAll("script[src], link[rel=stylesheet]")) {
    if (here.has(new URL(each.getAttribute("src") ?? each.getAttribute("href"), location.href).href)) continue;
    const fresh = document.createElement(each.localName);
    for (const { name, value } of each.attributes) fresh.setAttribute(name, value);
    document.head.append(fresh);
  }
}

async function lookAgain(owner, shown) {
  const found = shown || (await isKept(owner, path)) ? await refreshPage(owner, path).catch(() => undefined) : await isThere();
  if (!found || found === "other") return later(() => lookAgain(owner, shown));
  if (!shown) return location.reload();
  if (found === "same") return document.getElementById("stored")?.replaceWith(lineOf("now", Date.now()));
  const line = lineOf("newer");
  line.querySelector("button").addEventListener("click", () => location.reload());
  document.getElementById("stored")?.replaceWith(line);
}

function later(work) {
  const again = () => {
    clearTimeout(wait);
    removeEventListener("online", again);
    work();
  };
  const wait = setTimeout(again, AGAIN_MS);
  addEventListener("online", again);
}

// Only once there was time to lose signal and find it again: a slow page is not asked for in circles.
async function isThere() {
  if (performance.now() < AGAIN_MS) return false;
  const answer = await fetch("/healthz", { cache: "no-store", signal: AbortSignal.timeout(AGAIN_MS) }).catch(() => undefined);
  return answer?.ok && answer.headers.has("X-Steady");
}

begin().catch(() => {}); // without storage the page stays as it is
