/* What every page does: keep the worker, say when there is no signal, hide at once, send forms. */
import "./leaving.js";
import "./outbox-forms.js";
import "./outbox-status.js";
import "./forms.js";
import "./hide.js";
import "./lock-watch.js";
import { keepOffice, showOffice } from "./office.js";

function sayConnection() {
  const line = document.getElementById("connection");
  if (line) line.hidden = navigator.onLine;
}

addEventListener("online", sayConnection);
addEventListener("offline", sayConnection);
document.addEventListener("steady:shown", sayConnection);
sayConnection();

// What most pages do without comes to those that have a use for it.
const USES = [
  ["main textarea, main input[autocomplete=off]", () => import("./drafts.js")],
  ["[data-reveal], [data-copy], [data-print]", () => import("./controls.js")],
];

function bring() {
  for (const [use, load] of USES) if (document.querySelector(use)) load().catch(() => {});
}

for (const moment of ["steady:shown", "htmx:after:swap"]) document.addEventListener(moment, bring);
bring();

async function keepWorker() {
  if (!("serviceWorker" in navigator)) return;
  const registration = await navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" });
  const worker = registration.active ?? registration.waiting ?? registration.installing;
  worker?.postMessage({ language: document.documentElement.lang });
}

// The page a person waits for comes first; what they may read later waits for a quiet moment.
const QUIET_MS = 3000;
const reminders = (name) => import("./push.js").then((push) => push[name]()).catch(() => {});
const keepPages = () => import("./pack.js").then(({ refreshPack }) => refreshPack()).catch(() => {});
const keepOwn = () => import("./own.js").catch(() => {});

async function afterLoad() {
  if (location.hash.startsWith("#r=")) reminders("noteOpened");
  if (document.querySelector("nav.bar")) setTimeout(() => reminders("tellAgain"), QUIET_MS);
  await keepWorker().catch(() => {}); // private windows refuse workers; the app works without
  if (document.getElementById("office")) await showOffice();
  else if (document.querySelector("nav.bar")) await keepOffice();
  if (document.querySelector("nav.bar") && !document.getElementById("stored")) setTimeout(keepPages, QUIET_MS);
  if (document.querySelector("nav.bar")) setTimeout(keepOwn, location.pathname.startsWith("/log") ? 0 : QUIET_MS);
}

if (document.readyState === "complete") afterLoad();
else addEventListener("load", afterLoad);
