/* GET only. The shell and Help now are kept; personal pages never are. BUILD and FILES come first, from the server. */
const CACHE = `shell-${BUILD}`;
const PATIENCE_MS = 3000;
const NOTE = "/-/language";

const isOurs = (answer) => answer.headers.has("X-Steady");

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(activate()));
addEventListener("message", (event) => {
  if (event.data?.language) event.waitUntil(noteLanguage(event.data.language));
});
addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (FILES.includes(url.pathname)) event.respondWith(kept(request, url.pathname));
  else if (request.mode === "navigate") event.respondWith(visit(event));
});

// All or nothing: every answer is checked before the first is kept.
async function install() {
  const answers = await Promise.all(
    FILES.map((path) => fetch(new Request(path, { credentials: "omit", cache: "no-cache" }))),
  );
  if (!answers.every((answer) => answer.ok && isOurs(answer))) throw new Error("not our answers");
  const cache = await caches.open(CACHE);
  await Promise.all(FILES.map((path, index) => cache.put(path, answers[index])));
  await skipWaiting();
}

async function activate() {
  for (const name of await caches.keys()) if (name !== CACHE && name.startsWith("shell-")) await caches.delete(name);
  await registration.navigationPreload?.enable();
  await clients.claim();
}

async function noteLanguage(language) {
  const cache = await caches.open("language");
  await cache.put(NOTE, new Response(language === "es" ? "es" : "en"));
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
  return noSignal(event.request);
}

async function ask(event) {
  return (await event.preloadResponse) ?? fetch(event.request);
}

async function noSignal(request) {
  const cache = await caches.open(CACHE);
  const noted = await (await caches.match(NOTE))?.text();
  const language = noted ?? (navigator.language.startsWith("es") ? "es" : "en");
  return (await cache.match(`/offline/${language}`)) ?? fetch(request);
}
