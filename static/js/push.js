/* This phone and the browser's notification service: asked only after a tap, told to the server again
   at each start, let go when the person says so. */
import { dropFact, fact, noteFact, ownerHere } from "./phone.js";

const ADDRESS = "/api/push/subscriptions";
const PATIENCE_MS = 20000;
const A_DAY_MS = 24 * 3600 * 1000;
const able = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;

const within = (work) =>
  Promise.race([work, new Promise((_, refuse) => setTimeout(() => refuse(new Error("late")), PATIENCE_MS))]);
const manager = async () => (await within(navigator.serviceWorker.ready)).pushManager;
const subscription = async () => (able ? (await manager()).getSubscription() : null);

/** "none" (this browser cannot), "denied", "ask", "off" (allowed, not used) or "on". */
export async function pushState() {
  if (!able) return "none";
  if (Notification.permission !== "granted") return Notification.permission === "denied" ? "denied" : "ask";
  return (await subscription()) ? "on" : "off";
}

/** After a tap: ask the person, then the browser, then tell the server. Rejects when one says no. */
export async function turnOn() {
  if ((await Notification.requestPermission()) !== "granted") return;
  await send(await subscribe());
}

async function subscribe() {
  const answer = await fetch("/api/push/key", { cache: "no-store" });
  const { key, message } = await answer.json();
  if (!key) throw Object.assign(new Error("no key"), { words: message });
  const asked = { userVisibleOnly: true, applicationServerKey: bytes(key) };
  const push = await manager();
  return within(push.subscribe(asked)).catch(async (error) => {
    if (error.name !== "InvalidStateError") throw error;
    // Subscribed under another key, of an earlier installation.
    await (await push.getSubscription())?.unsubscribe();
    return within(push.subscribe(asked));
  });
}

const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (ch) => ch.charCodeAt(0));

async function send(found) {
  const headers = { "Content-Type": "application/json" };
  const answer = await fetch(ADDRESS, { method: "POST", headers, body: JSON.stringify(found), keepalive: true });
  if (answer.ok) return noteFact("push", { owner: await ownerHere(), endpoint: found.endpoint, at: Date.now() });
  throw Object.assign(new Error("refused"), { words: (await answer.json().catch(() => ({}))).message });
}

/** At each start: a subscription that changed, or was not told for a day, is told again. */
export async function tellAgain() {
  if (!able || Notification.permission !== "granted") return;
  const [told, owner] = [await fact("push"), await ownerHere()];
  const mine = told?.owner === owner;
  // Browsers drop subscriptions in silence; who asked for reminders is subscribed again.
  const found = (await subscription()) ?? (mine ? await subscribe() : null);
  if (!found || (mine && told.endpoint === found.endpoint && Date.now() - told.at < A_DAY_MS)) return;
  await send(found);
}

/** Not on this phone any more. */
export async function turnOff() {
  const found = await subscription();
  await dropFact("push");
  if (!found) return;
  await found.unsubscribe();
  const headers = { "Content-Type": "application/json" };
  await fetch(ADDRESS, { method: "DELETE", headers, body: JSON.stringify({ endpoint: found.endpoint }) });
}

/** Opened from a reminder or from the inbox: it counts as read, and its number leaves the address. */
export async function noteOpened() {
  const id = location.hash.match(/^#r=([\w-]+)$/)?.[1];
  if (!id) return;
  history.replaceState(history.state, "", location.pathname + location.search);
  const answer = await fetch(`/inbox/${id}/read`, { method: "POST", keepalive: true });
  const bell = document.querySelector("[data-unread]");
  if (answer.status !== 204 || !bell) return;
  bell.dataset.unread = Math.max(0, bell.dataset.unread - 1);
  showUnread(bell);
}

function showUnread(bell) {
  const left = Number(bell.dataset.unread);
  const badge = bell.querySelector(".badge");
  if (badge && left) badge.textContent = left;
  else badge?.remove();
  if (!left) bell.ariaLabel = bell.dataset.none;
  navigator.setAppBadge?.(left)?.catch(() => {});
}

const bell = document.querySelector("[data-unread]");
if (bell) showUnread(bell);
addEventListener("hashchange", () => noteOpened().catch(() => {}));
