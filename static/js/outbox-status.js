/* On every page: whose phone this is, send what waits, and say plainly what has not been sent. */
import { flush, waiting } from "./outbox.js";
import { NOBODY, fact, noteFact, ownerHere } from "./phone.js";

// For the worker, which sees no cookie.
async function noteOwner() {
  const owner = await ownerHere();
  if (owner !== NOBODY && (await fact("owner")) !== owner) await noteFact("owner", owner);
}

async function show(word) {
  const line = document.getElementById("unsent");
  if (!line) return;
  const owner = await ownerHere();
  const rows = await waiting(owner);
  // Made before anyone had signed in here: someone has to say whose they are.
  const unclaimed = owner === NOBODY ? 0 : (await waiting(NOBODY)).length;
  line.hidden = rows.length + unclaimed === 0;
  if (line.hidden) return;
  const attention = rows.filter((row) => row.state === "attention").length + unclaimed;
  const how = attention ? "attention" : word === "signed_out" ? "signedOut" : "waits";
  const count = attention || rows.length;
  const words = line.dataset[count === 1 ? `${how}One` : how];
  line.querySelector("[data-words]").textContent = words.replace("{n}", count);
}

const tryNow = () => flush().then(({ word }) => show(word)).catch(() => {});

async function start() {
  await noteOwner();
  await show();
  await tryNow();
}

new BroadcastChannel("outbox").addEventListener("message", ({ data }) => show(data).catch(() => {}));
document.addEventListener("steady:shown", () => show().catch(() => {}));
addEventListener("online", tryNow);
document.addEventListener("visibilitychange", () => document.hidden || tryNow());
start().catch(() => {}); // without storage (a private window) forms are posted plainly
