/* Quick hide: cover the screen now, and do not come back by the Back button. */
const TWICE_MS = 700;
const FLAG = "away";
let lastEscape = 0;

export function hide() {
  document.documentElement.hidden = true;
  sessionStorage.setItem(FLAG, "1");
  location.replace("/hide");
}

function stayAway() {
  const how = performance.getEntriesByType("navigation")[0]?.type;
  if (sessionStorage.getItem(FLAG) && how === "back_forward") hide();
  else sessionStorage.removeItem(FLAG);
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
addEventListener("pageshow", (event) => {
  if (event.persisted && sessionStorage.getItem(FLAG)) hide();
});
stayAway();
