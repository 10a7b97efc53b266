/* GET only. The shell and Help now are kept; personal pages never are. BUILD and FILES come first, from the server. */
const CACHE = `shell-${BUILD}`;
const PATIENCE_MS = 3000;
const NOTE = "/-/language";
const SHELLS = ["/log/new", "/log/unsent", "/locked"];

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
  else if (FILES.includes(url.pathname)) event.respondWith(kept(request, url.pathname));
  else if (request.mode === "navigate") event.respondWith(visit(event));
});

// The app was closed: with a PIN set, what is read here opens with it again.
clients.matchAll({ includeUncontrolled: true }).then((open) => open.length || outbox.closePages()).catch(() => {});

// All or nothing: every answer is checked before the first is kept.
async function install(spoken) {
  const other = `/${spoken === "es" ? "en" : "es"}`;
  const files = FILES.filter((path) => path.startsWith("/help-now") || !path.endsWith(other));
  const answers = await Promise.all(
    files.map((path) => fetch(new Request(path, { credentials: "omit", cache: "no-cache" }))),
  );
  if (!answers.every((answer) => answer.ok && isOurs(answer))) throw new Error("not our answers");
  const cache = await caches.open(CACHE);
  await Promise.all(files.map((path, index) => cache.put(path, answers[index])));
  await skipWaiting();
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
addEventListener("push", (event) => event.waitUntil(outbox.flush()));

async function sendWaiting() {
  const { word } = await outbox.flush();
  if (word === "no_signal" || word === "busy" || word === "later") throw new Error(word); // tried again by the browser
}
