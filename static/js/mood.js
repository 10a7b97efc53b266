/* The mood, in one tap: it shows what was tapped, and takes it back. */
import { write } from "./room.js";

const form = document.getElementById("mood-form");
const undo = document.getElementById("mood-undo");
let kept;

function press(value) {
  for (const mood of form.querySelectorAll(".mood")) mood.ariaPressed = String(mood.value === value);
}

form?.addEventListener("submit", (event) => press(event.submitter?.value));
form?.addEventListener("steady:kept", (event) => {
  kept = event.detail.id;
  undo.hidden = false;
  // The line under the card says it; the form need not say it too.
  form.querySelectorAll(".sent").forEach((line) => line.remove());
});
undo?.querySelector("button[type=button]")?.addEventListener("click", async () => {
  await write("entry.withdraw", { of: kept });
  form.dispatchEvent(new CustomEvent("steady:undone", { bubbles: true }));
  press();
  undo.hidden = true;
});
