/* GET only. The shell and Help now are kept; personal pages never are. BUILD and FILES come first, from the server. */
const CACHE = `shell-${BUILD}`;
const PATIENCE_MS = 3000;
const NOTE = "/-/language";
const SHELLS = ["/log/new", "/log/unsent"];

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
  if (SHELLS.includes(url.pathname)) event.respondWith(shell(request, url.pathname));
  else if (FILES.includes(url.pathname)) event.respondWith(kept(request, url.pathname));
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
  return kept(request, `/offline/${await language()}`);
}

// Kept once in each language; opened at once, whatever the network does.
async function shell(request, path) {
  return kept(request, `${path}/${await language()}`);
}

async function language() {
  const noted = await (await caches.match(NOTE))?.text();
  return noted ?? (navigator.language.startsWith("es") ? "es" : "en");
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
