/* GET only. The shell and Help now are kept; personal pages never are. BUILD and ICON come first, from the server. */
const CACHE = `shell-${BUILD}`;
const PATIENCE_MS = 3000;
const NOTE = "/-/language";
const SHELLS = ["/log/new", "/log/unsent", "/locked"];
// Where what is kept has its address; what is not kept there is asked for as ever.
const KEPT = /\/(static|help-now|hide|en|es)(\/|$)/;
const NEUTRAL = { en: "You have a reminder", es: "Tienes un recordatorio" };

const isOurs = (answer) => answer.headers.has("X-Steady");

addEventListener("install", (event) => event.waitUntil(languages().then(([spoken]) => install(spoken))));
addEventListener("activate", (event) => event.waitUntil(activate()));
addEventListener("message", (event) => {
  if (event.data?.language) event.waitUntil(noteLanguage(event.data.language));
});
addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (url.pathname === "/hide") event.waitUntil(outbox.closePages());
  if (SHELLS.includes(url.pathname)) event.respondWith(shell(request, url.pathname));
  else if (KEPT.test(url.pathname)) event.respondWith(kept(request, url.pathname));
  else if (request.mode === "navigate") event.respondWith(visit(event));
});

// The app was closed: with a PIN set, what is read here opens with it again.
clients.matchAll({ includeUncontrolled: true }).then((open) => open.length || outbox.closePages()).catch(() => {});

// All or nothing: every answer is checked before the first is kept. The list is this very build's.
async function install(spoken) {
  const [listed] = await answersOf([`/kept/${BUILD}/${spoken}`]);
  const files = await listed.json();
  const answers = await answersOf(files);
  const cache = await caches.open(CACHE);
  await Promise.all(files.map((path, index) => cache.put(path, answers[index])));
  await skipWaiting();
}

async function answersOf(paths) {
  const answers = await Promise.all(paths.map((path) => fetch(path, { credentials: "omit", cache: "no-cache" })));
  if (!answers.every((answer) => answer.ok && isOurs(answer))) throw new Error("not our answers");
  return answers;
}

async function activate() {
  for (const name of await caches.keys()) if (name !== CACHE && name.startsWith("shell-")) await caches.delete(name);
  await registration.navigationPreload?.enable();
  await clients.claim();
}

// The shells are kept in the language spoken here; Help now in every one.
async function noteLanguage(spoken) {
  if (spoken !== (await languages())[0]) await install(spoken);
  await (await caches.open("language")).put(NOTE, new Response(spoken));
}

async function kept(request, path) {
  const cache = await caches.open(CACHE);
  return (await cache.match(path)) ?? fetch(request);
}

// Network first; after three seconds without a byte, or behind a portal, the page kept for no signal.
async function visit(event) {
  const late = new Promise((_, refuse) => setTimeout(refuse, PATIENCE_MS));
  try {
    const answer = await Promise.race([ask(event), late]);
    if (answer.type === "opaqueredirect" || isOurs(answer)) return answer;
  } catch {
    // Falls through to the kept page.
  }
  return shell(event.request, "/offline");
}

async function ask(event) {
  return (await event.preloadResponse) ?? fetch(event.request);
}

// Opened at once, whatever the network does; in the other language rather than not at all.
async function shell(request, path) {
  const cache = await caches.open(CACHE);
  for (const language of await languages()) {
    const found = await cache.match(`${path}/${language}`);
    if (found) return found;
  }
  return fetch(request);
}

async function languages() {
  const noted = await (await caches.match(NOTE))?.text();
  return (noted ?? navigator.language).startsWith("es") ? ["es", "en"] : ["en", "es"];
}

// What was written without a page open goes out when the browser says there is signal again.
addEventListener("sync", (event) => {
  if (event.tag === "outbox") event.waitUntil(sendWaiting());
});
addEventListener("push", (event) => event.waitUntil(Promise.allSettled([remind(event.data), outbox.flush()])));
addEventListener("notificationclick", (event) => {
  const { notification } = event;
  notification.close();
  event.waitUntil(openPage(`${notification.data?.navigate}`));
});

// A browser takes the permission from who shows nothing: whatever comes is shown.
const remind = (sent) =>
  show(sent).catch(async () => registration.showNotification(NEUTRAL[(await languages())[0]], { icon: ICON }));

// Of one thing the latest word stands. What was shown already makes no sound.
async function show(sent) {
  const { notification, app_badge } = sent.json();
  const { title, body, tag, lang, silent, navigate, data } = notification;
  if (typeof title !== "string" || !tag || !data) throw new Error("not ours");
  const [shown] = await registration.getNotifications({ tag });
  const late = shown?.data?.order > data.order;
  const quiet = Boolean(silent || late || shown?.data?.id === data.id);
  await registration.showNotification(late ? shown.title : ((await ownWords(data.kind).catch(() => {})) ?? title), {
    body, tag, lang, icon: ICON, silent: quiet, renotify: !quiet, data: late ? shown.data : { ...data, navigate },
  });
  await navigator.setAppBadge?.(app_badge).catch(() => {});
}

// Kept on this phone by the page of reminders, for its lock screen.
async function ownWords(kind) {
  const owner = await outbox.ownerNow();
  const row = await outbox.inStore(outbox.databaseOf(owner), "kept", "readonly", (store) => store.get("words"));
  return row && (await outbox.unseal(await outbox.queueKey(owner), `${owner} words`, row))[kind];
}

// Only a page of ours, in the tab that is open if there is one.
async function openPage(address) {
  const page = address.startsWith(`${location.origin}/`) ? address : "/inbox";
  const [tab] = await clients.matchAll({ type: "window" });
  if (!tab) return clients.openWindow(page);
  tab.focus().catch(() => {});
  return tab.navigate(page);
}

async function sendWaiting() {
  const { word } = await outbox.flush();
  if (word === "no_signal" || word === "busy" || word === "later") throw new Error(word); // tried again by the browser
}
