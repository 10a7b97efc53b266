/* Small personal things kept on this phone under the owner's key: never in clear, never elsewhere. */
import { isLocked } from "./lock.js";
import { databaseOf, fact, inStore, ownerHere, queueKey, seal, unseal } from "./phone.js";

// On a phone that others use nothing personal lies about; a draft shows only on its owner's own page.
const mayLie = async (owner, name) => name.startsWith("draft ") || !(await fact(`shared ${owner}`));

export async function keep(name, value) {
  const owner = await ownerHere();
  if (!(await mayLie(owner, name))) return;
  const row = await seal(await queueKey(owner), `${owner} ${name}`, value);
  await inStore(databaseOf(owner), "kept", "readwrite", (store) => store.put(row, name));
}

/** What was kept under `name`, or undefined. */
export async function keptOf(name) {
  if (isLocked()) return undefined; // whoever holds the phone has not given the PIN
  const owner = await ownerHere();
  if (!(await mayLie(owner, name))) return undefined;
  const row = await inStore(databaseOf(owner), "kept", "readonly", (store) => store.get(name));
  return row && unseal(await queueKey(owner), `${owner} ${name}`, row);
}

/** Whether something lies here under `name`; what it is, only the PIN opens. */
export const hasKept = async (name) =>
  Boolean(await inStore(databaseOf(await ownerHere()), "kept", "readonly", (store) => store.count(name)));

export async function dropKept(name) {
  await inStore(databaseOf(await ownerHere()), "kept", "readwrite", (store) => store.delete(name));
}
