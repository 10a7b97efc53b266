/* Small helps that only make sense with JavaScript: they are hidden until this file has run. */
const words = document.getElementById("words")?.content;
const word = (name) => words?.querySelector(`[data-word="${name}"]`)?.textContent ?? "";

function uncover() {
  for (const button of document.querySelectorAll("[data-reveal][hidden], [data-copy][hidden], [data-print][hidden]")) {
    button.hidden = false;
  }
}

function say(text) {
  const place = document.getElementById("said");
  if (place) place.textContent = text;
}

function reveal(button) {
  const field = document.getElementById(button.dataset.reveal);
  const shown = field.type === "password";
  field.type = shown ? "text" : "password";
  button.ariaPressed = String(shown);
  const name = shown ? "hide" : "show";
  button.ariaLabel = button.dataset[name] ?? word(name);
}

async function copy(button) {
  await navigator.clipboard.writeText(button.dataset.copy);
  const label = button.querySelector("span");
  if (label) label.textContent = word("copied");
  say(word("copied"));
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-reveal], [data-copy], [data-print]");
  if (!button) return;
  if (button.dataset.reveal) reveal(button);
  else if (button.dataset.copy) copy(button);
  else print();
});
document.addEventListener("steady:shown", uncover);
document.addEventListener("htmx:after:swap", uncover);
uncover();
