/* Passkeys: asks the server for a question, the phone for an answer, and sends the answer as a form. */
const able = "credentials" in navigator && "PublicKeyCredential" in window;

function uncover() {
  if (!able) return;
  const waiting = document.querySelectorAll("[data-passkey][hidden], [data-passkey-too][hidden]");
  for (const part of waiting) part.hidden = false;
  for (const part of document.querySelectorAll("[data-without-passkeys]")) part.hidden = true;
}

function tell(form, name) {
  const line = form.querySelector("[data-passkey-said]");
  if (line) line.textContent = line.dataset[name] ?? "";
}

/* The question; for a new passkey it names whose it will be: by the form's code and chosen name. */
async function question(form, url) {
  const asked = {};
  for (const name of ["name", "code"]) {
    const field = form.elements.namedItem(name);
    if (field?.value) asked[name] = field.value;
  }
  const answer = await fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(asked),
    signal: AbortSignal.timeout(20000),
  });
  const told = await answer.json();
  if (!answer.ok) throw Object.assign(new Error(told.error), { words: told.message });
  return told;
}

const bytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (ch) => ch.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

/* By hand, not by parseCreationOptionsFromJSON and toJSON: the oldest browsers we serve lack them. */
function readable(options) {
  const listed = (key) => ({ ...key, id: bytes(key.id) });
  const told = { ...options, challenge: bytes(options.challenge) };
  if (told.user) told.user = { ...told.user, id: bytes(told.user.id) };
  if (told.excludeCredentials) told.excludeCredentials = told.excludeCredentials.map(listed);
  if (told.allowCredentials) told.allowCredentials = told.allowCredentials.map(listed);
  return told;
}

function sendable(credential) {
  const response = {};
  for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[part]) response[part] = text(credential.response[part]);
  }
  const rawId = text(credential.rawId);
  return JSON.stringify({ id: credential.id, rawId, type: credential.type, response });
}

async function ask(kind, options) {
  const publicKey = readable(options);
  return kind === "create"
    ? navigator.credentials.create({ publicKey })
    : navigator.credentials.get({ publicKey });
}

function finish(button, credential) {
  const form = button.form;
  form.elements.namedItem(button.dataset.passkeyField).value = sendable(credential);
  tell(form, "done");
  form.noValidate = true; // the password field beside it stays empty
  form.requestSubmit();
}

/* The phone names its passkey where it would name a saved password, in the list under the name
   field: whoever has one need not know what the button is for. A question lives five minutes. */
const RENEWED_MS = 4 * 60_000;
let offered = null;
let renewing = 0;

// A browser answers one question at a time: what was offered is taken back before another is asked.
function takeBack() {
  clearTimeout(renewing);
  offered?.abort();
}

async function offer() {
  takeBack();
  const button = document.querySelector("[data-passkey-offer]");
  if (!able || !button || !(await PublicKeyCredential.isConditionalMediationAvailable?.())) return;
  const { signal } = (offered = new AbortController());
  renewing = setTimeout(offer, RENEWED_MS);
  try {
    const publicKey = readable(await question(button.form, button.dataset.passkeyOptionsUrl));
    if (signal.aborted) return;
    finish(button, await navigator.credentials.get({ publicKey, mediation: "conditional", signal }));
  } catch {
    // Nobody chose one, or there is no signal: the button and the password are still there.
  }
}

function wordFor(error) {
  if (error.name === "NotAllowedError" || error.name === "AbortError") return "cancelled";
  if (error.name === "InvalidStateError") return "known";
  if (error instanceof TypeError || error.name === "TimeoutError") return "nosignal";
  return "failed";
}

async function open(button) {
  const form = button.form;
  button.disabled = true;
  takeBack();
  tell(form, "waiting");
  try {
    const options = await question(form, button.dataset.passkeyOptionsUrl);
    finish(button, await ask(button.dataset.passkey, options));
  } catch (error) {
    tell(form, wordFor(error));
    if (error.words) form.querySelector("[data-passkey-said]").textContent = error.words;
    offer();
  } finally {
    button.disabled = false;
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-passkey]");
  if (button && able) open(button);
});
function begin() {
  uncover();
  offer();
}
document.addEventListener("steady:shown", begin);
begin();
