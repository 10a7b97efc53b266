/* A person's own words, habits and offers, kept on this phone for the page of a new entry, which is
   the same for everyone and opens without signal. Asked for once an hour at most, and after
   something of this phone was received. */
import { dropKept, keep, keptOf } from "./kept.js";
import { NOBODY, ownerHere } from "./phone.js";

const AN_HOUR_MS = 3600 * 1000;
const SETTLED_MS = 1000;
// Six hours each.
const PARTS = ["night", "morning", "afternoon", "evening"];
let soon;

async function refresh(now) {
  const owner = await ownerHere();
  if (owner === NOBODY) return;
  const kept = await keptOf("choices");
  if (kept && !now && Date.now() - kept.at < AN_HOUR_MS) return;
  const headers = kept ? { "If-None-Match": kept.etag } : {};
  const answer = await fetch("/api/log/choices", { headers, cache: "no-store" });
  if (!answer.headers.has("X-Steady")) return;
  if (answer.status === 304) return keep("choices", { ...kept, at: Date.now() });
  if (answer.status !== 200) return;
  // Whoever signed in meanwhile asks for their own.
  const told = await answer.json();
  if (told.owner === (await ownerHere())) await keep("choices", { ...told, at: Date.now(), etag: answer.headers.get("ETag") });
}

// No signal: what is kept stays.
const tryRefresh = (now) => refresh(now).catch(() => {});

new BroadcastChannel("outbox").addEventListener("message", ({ data }) => {
  if (!data?.sent) return;
  clearTimeout(soon);
  soon = setTimeout(() => tryRefresh(true), SETTLED_MS);
});
tryRefresh();

// Told on the entry's own page, or taken out there: the page of a new entry need not ask.
addEventListener("steady:kept", async ({ target, detail }) => {
  if (!["craving.after", "entry.withdraw"].includes(target.dataset.outbox)) return;
  if ((await keptOf("last-urge").catch(() => null))?.id === detail.data.of) await dropKept("last-urge");
});

/** The chips of the page as this person uses them: what they choose most first, their words among it. */
export function arrange(form, { own, first }) {
  for (const [catalogue, codes] of Object.entries(first)) {
    const group = form.querySelector(`[id="f-${catalogue}[]"]`);
    const quick = group.querySelector(".chips");
    const dropped = [...quick.children].filter((chip) => !codes.includes(codeOf(chip)));
    quick.prepend(...codes.map((code) => chipOf(group, code, own[catalogue][code])).filter(Boolean));
    for (const chip of dropped) group.querySelector(`[data-group="${codeOf(chip).split(".")[0]}"]`)?.prepend(chip);
  }
}

const codeOf = (chip) => chip.querySelector("input").value;

function chipOf(group, code, label) {
  const there = group.querySelector(`[value="${code}"]`)?.closest(".chip");
  if (there || !label) return there;
  const chip = group.querySelector(".chip").cloneNode(true);
  chip.querySelector(".icon")?.remove();
  chip.querySelector("span").textContent = label;
  Object.assign(chip.querySelector("input"), { value: code, checked: false });
  return chip;
}

/** What to offer, the best fit first: for what set it off, for this time of day, for any time. */
export function ownOffers({ offers }, triggers) {
  const fits = [...triggers, PARTS[Math.floor(new Date().getHours() / 6)], ""];
  const found = fits.flatMap((when) => offers.filter((each) => each.when === when));
  return found.map(({ code, words }) => ({ code, ...words[document.documentElement.lang] }));
}
