/* The office's hours and phones, kept on this phone after sign-in for Help now without signal. */
import { fact, noteFact } from "./phone.js";

const HALF_A_DAY_MS = 12 * 3600 * 1000;

/** Fetch the office's facts when what we have is older than half a day; failing changes nothing. */
export async function keepOffice() {
  try {
    const kept = await fact("office");
    if (kept && Date.now() - kept.at < HALF_A_DAY_MS) return;
    const answer = await fetch("/api/office", { headers: { Accept: "application/json" } });
    // What is not read keeps the connection open.
    if (!answer.ok || answer.redirected || !answer.headers.has("X-Steady")) return answer.body?.cancel();
    const office = await answer.json();
    await noteFact("office", { at: Date.now(), office });
  } catch {
    // No signal or no storage: Help now still has everyone's numbers.
  }
}

/** Fill the Office block of Help now from what this phone keeps; without it the block stays hidden. */
export async function showOffice() {
  const place = document.getElementById("office");
  const kept = await fact("office").catch(() => null);
  if (!kept?.office) return;
  const { phone, after_hours: afterHours } = kept.office;
  const state = openNow(kept.office, new Date());
  fill(place.querySelector("[data-office=phone]"), phone, sentence(place, state));
  fill(place.querySelector("[data-office=after]"), afterHours, null);
  place.hidden = !(phone || afterHours);
}

function fill(row, number, note) {
  row.hidden = !number;
  if (!number) return;
  row.querySelector("a").href = `tel:${number}`;
  row.querySelector("[data-number]").textContent = readable(number);
  const line = row.querySelector("[data-note]");
  if (note && line) line.textContent = note;
}

function readable(number) {
  const parts = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(number);
  return parts ? `${parts[1]}-${parts[2]}-${parts[3]}` : number;
}

/** {open: true, until: "17:00"} or {open: false, day: 1, opens: "08:00"} in the office's own zone. */
export function openNow(office, now) {
  for (let ahead = 0; ahead < 8; ahead += 1) {
    const { date, day, time } = wall(now, office.zone, ahead);
    if (office.closed_on?.includes(date)) continue;
    const spans = office.hours.filter((span) => span.day === day).sort((a, b) => (a.opens < b.opens ? -1 : 1));
    for (const span of spans) {
      if (ahead === 0 && span.opens <= time && time < span.closes) return { open: true, until: span.closes };
      if (ahead > 0 || time < span.opens) return { open: false, day, opens: span.opens, today: ahead === 0 };
    }
  }
  return { open: false };
}

function wall(now, zone, daysAhead) {
  const at = new Date(now.getTime() + daysAhead * 86400000);
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat("en-US", {
      timeZone: zone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit",
    }).formatToParts(at).map((part) => [part.type, part.value]),
  );
  const date = `${parts.year}-${parts.month}-${parts.day}`;
  return { date, day: new Date(`${date}T12:00:00Z`).getUTCDay(), time: `${parts.hour}:${parts.minute}` };
}

function sentence(place, state) {
  const language = document.documentElement.lang;
  const clock = (text) =>
    new Intl.DateTimeFormat(language === "es" ? "es-US" : "en-US", { timeStyle: "short", timeZone: "UTC" })
      .format(new Date(`2024-01-01T${text}:00Z`));
  if (state.open) return place.dataset.open.replace("{time}", clock(state.until));
  if (!state.opens) return place.dataset.closed;
  if (state.today) return place.dataset.later.replace("{time}", clock(state.opens));
  // 7 January 2024 was a Sunday.
  const day = new Intl.DateTimeFormat(language, { weekday: "long", timeZone: "UTC" })
    .format(new Date(Date.UTC(2024, 0, 7 + state.day)));
  return place.dataset.opens.replace("{day}", day).replace("{time}", clock(state.opens));
}
