/* What a person does with an entry that waits: try it again as it is, or take it out. */
import { flush, put } from "./outbox.js";
import { databaseOf, inStore } from "./phone.js";

const news = new BroadcastChannel("outbox");

/** Take a row out because the person said so. */
export async function discard(owner, row) {
  await inStore(databaseOf(owner), "queue", "readwrite", (store) => store.delete(row.seq));
  news.postMessage("changed");
}

/** Send a row that needed attention once more, as it is. */
export async function retry(owner, row) {
  await put(owner, { ...row, state: "waiting", why: undefined });
  return flush();
}
