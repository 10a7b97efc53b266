/* A word of one's own for a list: chosen at once, kept on this phone like everything else. */
import { write } from "./room.js";

for (const place of document.querySelectorAll("[data-own]")) {
  const field = place.querySelector("input");
  const button = place.querySelector("button");
  // Without this script both are posted with the form; here the word is a record of its own.
  field.removeAttribute("name");
  button.type = "button";
  const add = () => choose(place, field);
  button.addEventListener("click", add);
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    add();
  });
  // Typed and not yet added: it counts too.
  field.form.addEventListener("submit", add, { capture: true });
}

function choose(place, field) {
  const label = field.value.trim();
  if (!label) return;
  const id = crypto.randomUUID();
  const { own: catalogue, name } = place.dataset;
  place.closest("fieldset").querySelector(".chips").append(chipOf(name, `own:${id}`, label));
  field.value = "";
  write("choice.add", { catalogue, label }, { id }).catch(() => (field.value = label));
}

function chipOf(name, value, label) {
  const chip = document.createElement("label");
  const box = Object.assign(document.createElement("input"), { type: "checkbox", name, value, checked: true });
  const words = document.createElement("span");
  words.textContent = label;
  chip.className = "chip";
  chip.append(box, words);
  box.defaultChecked = false;
  box.checked = true;
  return chip;
}
