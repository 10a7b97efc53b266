/* Asks for the PIN. Only what is right opens; each wrong try is told plainly, and what it costs. */
import { closePages } from "./phone.js";
import { lockHere, noteLock, openFor } from "./lock.js";
import { lockState, unlock } from "./pack-key.js";

const ANNOUNCED = 10;
const byId = (id) => document.getElementById(id);
const word = (name) => byId("pin-words").content.querySelector(`[data-word="${name}"]`).textContent;
const form = byId("unlock");
const said = byId("pin-said");

// Only a place of this app: "//elsewhere" would be another site.
const target = /^#\/(?![/\\])/.test(location.hash) ? location.hash.slice(1) : "/";

function open() {
  const lock = lockHere();
  if (lock) noteLock(openFor(lock));
  location.replace(target);
}

function told(ms) {
  const seconds = Math.ceil(ms / 1000);
  return seconds < 90
    ? word("seconds").replace("{n}", seconds)
    : word("minutes").replace("{n}", Math.ceil(seconds / 60));
}

function say({ wait, left }) {
  const lines = [];
  if (left === 0) lines.push(word("gone"));
  else lines.push(wait ? word("wait").replace("{wait}", told(wait)) : word("wrong"));
  if (left > 0 && left <= ANNOUNCED) lines.push(word("last").replace("{left}", left));
  said.textContent = lines.join(" ");
  said.hidden = false;
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const field = byId("f-pin");
  if (!field.value || form.ariaBusy === "true") return field.focus();
  form.ariaBusy = "true";
  try {
    const answer = await unlock(field.value);
    if (answer.open) return open();
    say(answer);
    field.value = "";
    field.focus();
  } catch {
    say({ wait: 0, left: Infinity });
  } finally {
    form.ariaBusy = null;
  }
});

async function begin() {
  await closePages();
  const state = await lockState();
  if (!state && location.pathname === "/locked") {
    noteLock(null);
    return location.replace(target);
  }
  if (state?.left === 0 || state?.wait) say(state);
}
begin().catch(() => {});
