/* Every form is sent by fetch: when sending fails the page, and every word on it, stays. */
import { forgetPhone } from "./leaving.js";

const PATIENCE_MS = 20000;
const ENDS_SIGN_IN = '[action$="/sign-out"], [action$="/end-all"], [action$="/privacy/delete"]';

addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.matches("[data-plain], [data-outbox], [hx-post], [hx-put], [hx-patch], [hx-delete]")) return;
  event.preventDefault();
  if (form.ariaBusy !== "true") send(form, event.submitter);
});

document.addEventListener("htmx:error", (event) => tell(event.target, "no-signal"));

async function send(form, button) {
  const done = busy(form, button);
  form.querySelectorAll(".sent").forEach((old) => old.remove());
  try {
    const answer = await fetch(addressOf(form, button), {
      method: "POST",
      headers: { "Form-By": "fetch" },
      body: bodyOf(form, button),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    // Only our own server says this; a hotel's sign-in page does not.
    if (!answer.headers.has("X-Steady")) throw new Error("portal");
    await take(form, answer);
  } catch {
    tell(form, "no-signal");
  } finally {
    done();
  }
}

function addressOf(form, button) {
  const asked = button?.getAttribute("formaction") ?? form.getAttribute("action");
  return asked || location.href;
}

function bodyOf(form, button) {
  const data = new FormData(form, button);
  return form.enctype === "multipart/form-data" ? data : new URLSearchParams(data);
}

async function take(form, answer) {
  // The server names the next page instead of redirecting: followed, it would be loaded twice.
  const next = answer.headers.get("Go-To") ?? (answer.redirected && answer.url);
  if (next) {
    form.dispatchEvent(new CustomEvent("steady:sent", { bubbles: true }));
    if (form.matches(ENDS_SIGN_IN)) {
      await forgetPhone({ all: form.matches('[action$="/privacy/delete"]') }).catch(() => {});
    }
    return go(new URL(next, location.href).href);
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  // 422: something to look at; 401: the same form, waiting behind a sign-in.
  if (answer.ok || answer.status === 422 || answer.status === 401) show(form, page);
  else tell(form, "went-wrong", page.querySelector("[data-wording]")?.textContent);
}

/* The next page begins, for whoever cannot see it change, at the place the server named. */
const LANDING = "landing";

function land() {
  const place = document.getElementById(sessionStorage.getItem(LANDING));
  sessionStorage.removeItem(LANDING);
  if (!place) return;
  place.focus({ preventScroll: true });
  // After a reload the browser scrolls back to where the button was: go there last.
  addEventListener("pageshow", () => requestAnimationFrame(() => place.scrollIntoView({ block: "center" })));
}
land();

/* What a form did is said once: the page loaded again has another address. */
function sayOnce() {
  const here = new URL(location.href);
  for (const name of ["done", "closed"]) here.searchParams.delete(name);
  if (here.href !== location.href) history.replaceState(history.state, "", here);
}
sayOnce();

function go(url) {
  const next = new URL(url);
  const samePage = next.pathname === location.pathname && next.search === location.search;
  if (next.hash) sessionStorage.setItem(LANDING, next.hash.slice(1));
  if (!samePage) return location.assign(url);
  if (next.hash) history.replaceState(null, "", next.href);
  location.reload();
}

function show(form, page) {
  const main = document.getElementById("main");
  const fresh = page.getElementById("main");
  if (!main || !fresh) return tell(form, "went-wrong");
  const files = [...form.querySelectorAll("input[type=file]")];
  main.replaceChildren(...fresh.childNodes);
  for (const file of files) main.querySelector(`input[type=file][name="${file.name}"]`)?.replaceWith(file);
  document.title = page.title;
  window.htmx?.process(main);
  if (main.querySelector("[data-passkey]")) import("./passkeys.js").catch(() => {});
  document.dispatchEvent(new Event("steady:shown"));
  const first = main.querySelector("#error-summary, [autofocus]") ?? main;
  first.focus();
  first.scrollIntoView({ block: "nearest" });
}

function tell(place, name, words) {
  const line = document.getElementById(name)?.content.firstElementChild?.cloneNode(true);
  if (!line) return;
  if (words) line.lastChild.textContent = ` ${words}`;
  line.classList.add("sent");
  const form = place.closest?.("form") ?? document.getElementById("main");
  if (getComputedStyle(form).display === "contents") form.parentElement.after(line);
  else form.append(line);
  line.scrollIntoView({ block: "nearest" });
}

function busy(form, button) {
  form.ariaBusy = "true";
  const label = button?.querySelector("span:not(.disc)");
  const before = label?.textContent;
  // A quick answer should not flicker.
  const wait = setTimeout(() => {
    if (!label) return;
    label.textContent = document.querySelector("#words")?.content.querySelector('[data-word="sending"]').textContent;
    button.classList.add("turning");
  }, 300);
  return () => {
    clearTimeout(wait);
    form.ariaBusy = null;
    button?.classList.remove("turning");
    if (label) label.textContent = before;
  };
}
