/* The countdown goes on by itself: the server wrote the first line, this keeps it true. */
const MINUTE = 60_000;

function told(line) {
  const left = Math.ceil((Date.parse(line.dataset.countdown) - Date.now()) / MINUTE);
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
  setTimeout(() => { tick(); wait(); }, MINUTE - (Date.now() % MINUTE) + 50);
}

document.addEventListener("visibilitychange", () => { if (!document.hidden) tick(); });
tick();
wait();
