/** `npm run show:torn`: a store whose write-ahead log is cut at random bytes opens clean, with a whole prefix of its bills. */

import { listOwed } from "../../src/store/bills.ts";
import { findConversation } from "../../src/store/conversations.ts";
import { openSqlite } from "../../src/store/sqlite.ts";
import { diskFolder } from "../helpers/product.ts";
import { tornImages } from "../helpers/torn-log.ts";
import { openWorld } from "../helpers/world.ts";
import { printTable } from "./table.ts";

const bills = 12;
const images = 300;
const folder = diskFolder();
const path = `${folder.path}/store.db`;
const world = await openWorld({ url: `file:${path}` });
for (let pounds = 1; pounds <= bills; pounds += 1) await world.say("me", `bill Acme £${pounds}`);
const torn = tornImages(path, folder.path, images, 20_261_122);
await world.close();

const kept: number[] = [];
let broken = 0;
for (const image of torn) {
  // Opening checks the file itself: quick_check, foreign keys, migrations, durability.
  const store = openSqlite(image.path);
  const owed = await store.read(async (tx) => {
    const chat = await findConversation(tx, { channel: "local", account: "local", chat: "me" });
    return chat?.traderId ? await listOwed(tx, chat.traderId) : [];
  });
  const whole = owed.every(
    (it, index) => it.bill.number === index + 1 && it.bill.totalMinor === (index + 1) * 100,
  );
  if (!whole) broken += 1;
  kept.push(owed.length);
  await store.close();
}
folder.remove();
printTable(
  `${images} images of a store with ${bills} bills, its log cut at a random byte, every third with a byte flipped`,
  [
    {
      "opened clean": images - broken,
      broken,
      "fewest bills kept": Math.min(...kept),
      "most bills kept": Math.max(...kept),
      "images with some but not all": kept.filter((it) => it > 0 && it < bills).length,
    },
  ],
);
process.exit(broken === 0 ? 0 : 1);
