/* Writing what a person says, also on a full phone: pages kept for reading go first, the least needed
   before the others, and the person is told. Rejects when even that makes no room. */
import { enqueue } from "./outbox.js";

export async function write(...record) {
  try {
    return await enqueue(...record);
  } catch (error) {
    if (error.name !== "QuotaExceededError") throw error;
    const { makeRoom } = await import("./pack.js");
    if (!(await makeRoom())) throw error;
    const id = await enqueue(...record);
    const line = document.getElementById("room-made")?.content.firstElementChild.cloneNode(true);
    if (line) document.getElementById("main").prepend(line);
    return id;
  }
}
