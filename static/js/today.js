/* The countdown goes on by itself: the server wrote the first line, this keeps it true. */
import "./intents.js";
import "./mood.js";

const MINUTE = 60_000;
/* A phone with a wrong clock still counts right: the page says what time it was. */
const asOf = Date.parse(document.querySelector("[data-as-of]")?.dataset.asOf);
const skew = Number.isNaN(asOf) ? 0 : asOf - Date.now();
const now = () => Date.now() + skew;

function told(line) {
  const left = Math.ceil((Date.parse(line.dataset.countdown) - now()) / MINUTE);
  if (left <= 0) return line.dataset.now;
  const hours = Math.floor(left / 60);
  const minutes = left % 60;
  const words = hours === 0 ? line.dataset.m : minutes === 0 ? line.dataset.h : line.dataset.hm;
  return line.dataset.in.replace("{t}", words).replace("{h}", hours).replace("{m}", minutes);
}

function tick() {
  for (const line of document.querySelectorAll("[data-countdown]")) {
    const words = told(line);
    if (line.textContent !== words) line.textContent = words;
  }
}

function wait() {
  setTimeout(() => { tick(); wait(); }, MINUTE - (now() % MINUTE) + 50);
}

document.addEventListener("visibilitychange", () => { if (!document.hidden) tick(); });
tick();
wait();
