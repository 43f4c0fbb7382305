/** `npm run bench:memory [messages]`: what is left in memory after so many messages of a hundred traders, and delivered. */
import { setImmediate as turnOfTheLoop } from "node:timers/promises";
import { openSqlite } from "../../src/store/sqlite.ts";
import { tempFolder } from "../helpers/product.ts";
import { printTable } from "../show/table.ts";
import { openCore, sayOrder } from "./in-process.ts";

const messages = Number(process.argv[2] ?? 1_000_000);
const chats = 100;
const looks = 10;
const folder = tempFolder();
const store = openSqlite(`${folder.path}/store.db`);
const core = openCore(store);
const rows: Record<string, string | number>[] = [];
let said = 0;
for (let look = 1; look <= looks; look += 1) {
  while (said < (messages * look) / looks) {
    await Promise.all(Array.from({ length: 16 }, (_, lane) => sayOrder(core, said + lane, chats)));
    said += 16;
    // As a server does between messages: what native code let go of is only freed then.
    await turnOfTheLoop();
    if (said % 160 === 0) await core.queue.drain();
  }
  globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  rows.push({
    messages: said,
    "in use, MB": (heapUsed / 1e6).toFixed(1),
    "resident, MB": (rss / 1e6).toFixed(0),
  });
}
await store.close();
folder.remove();
printTable("Memory after so many messages", rows);
