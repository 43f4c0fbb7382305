/**
 * What the scan for what is due to clients costs as bills grow, against the same scan of a thousand bills: the look
 * that finds nothing, and thirty reminders of one trader put into the worker's hands.
 * BENCH_SCAN=10000,100000,1000000 for other sizes; a million takes minutes to fill.
 */
import { chaseSource } from "../../../src/chase/scan.ts";
import { listDueChases } from "../../../src/store/chases.ts";
import { openSqlite } from "../../../src/store/sqlite.ts";
import { tempFolder } from "../../helpers/product.ts";
import { fill } from "../fill.ts";
import { openCore } from "../in-process.ts";
import { inTurn, row } from "../row.ts";

const sizes = (process.env["BENCH_SCAN"] ?? "10000,100000").split(",").map(Number);
const small = 1_000;
const billsEach = 100;
const durability = "SQLite, synchronous=FULL";

async function open(bills: number) {
  const folder = tempFolder();
  await fill(`${folder.path}/scan.db`, bills, billsEach);
  const store = openSqlite(`${folder.path}/scan.db`);
  const { run } = chaseSource(openCore(store).desk);
  const [first] = await store.read((tx) => listDueChases(tx, new Date("2100-01-01T00:00:00Z"), 1));
  if (first?.nextAt == null) throw new Error("Nothing will ever be due.");
  const before = new Date(first.nextAt.getTime() - 1_000);
  const firstMs = first.nextAt.getTime();
  return {
    nothing: inTurn(100, () => run(before)),
    // Each trader's bills are due a hundred milliseconds after those of the one before.
    due: inTurn(1, (i) => run(new Date(firstMs + (i + 1) * billsEach - 1))),
    close: async () => {
      const letters = await store.read((tx) => tx.builder.select().from(tx.tables.effects));
      if (!letters.some(({ work }) => work.kind === "send-letter")) throw new Error("Nothing was due.");
      await store.close();
      folder.remove();
    },
  };
}

for (const bills of sizes) {
  const [large, little] = [await open(bills), await open(small)];
  const what = { floor: `the same with ${small} bills`, durability, rounds: 7 };
  const goal = { timesAtMost: 1.2 };
  await row({ ...what, goal, name: `a scan, nothing due, ${bills} bills` }, large.nothing, little.nothing);
  await row({ ...what, goal, name: `a scan, 30 due, ${bills} bills` }, large.due, little.due);
  await large.close();
  await little.close();
}
