/* Quick hide: cover the screen now. That Back does not bring it up again is away.js's work. */
import { closeIn } from "./lock.js";

const TWICE_MS = 700;
const FLAG = "away";
let lastEscape = 0;

export function hide() {
  closeIn();
  document.documentElement.hidden = true;
  sessionStorage.setItem(FLAG, "1");
  location.replace("/hide");
}

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-hide]")) return;
  event.preventDefault();
  hide();
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  if (event.timeStamp - lastEscape < TWICE_MS) hide();
  lastEscape = event.timeStamp;
});
// Opened on purpose, the app is back.
if (!document.documentElement.hidden) sessionStorage.removeItem(FLAG);
