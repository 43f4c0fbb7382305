/**
 * Hot paths on a large store against the same program on a small one. The traders asked have thirty bills owed in
 * either. BENCH_BILLS=1000000 for the large one of the goal, which takes minutes to fill; BENCH_TRADERS for whose they
 * are, a hundred bills each unless said.
 */
import { existsSync } from "node:fs";
import { listOwed } from "../../../src/store/bills.ts";
import { listDueChases, queueChase } from "../../../src/store/chases.ts";
import { openSqlite } from "../../../src/store/sqlite.ts";
import type { Store } from "../../../src/store/store.ts";
import { tempFolder } from "../../helpers/product.ts";
import { fill } from "../fill.ts";
import { openCore, orderOf } from "../in-process.ts";
import { inTurn, type Program, row } from "../row.ts";

const large = Number(process.env["BENCH_BILLS"] ?? 100_000);
const traders = Number(process.env["BENCH_TRADERS"] ?? large / 100);
const small = 1_000;
const kept = process.env["BENCH_STORE"];
const folder = tempFolder();

async function open(bills: number, billsEach: number): Promise<Store> {
  const path = kept === undefined ? `${folder.path}/${bills}.db` : `${kept}-${bills}.db`;
  if (!existsSync(path)) await fill(path, bills, billsEach);
  return openSqlite(path);
}

const stores = [await open(large, large / traders), await open(small, 100)] as const;
const cores = stores.map(openCore);
let run = Date.now();
const durability = "SQLite, synchronous=FULL";

/** The same of both stores. The trader is another each time, but one of the few that the small store has. */
async function both(name: string, timesAtMost: number, program: (store: Store, core: number) => Program) {
  const what = {
    name: `${name}, ${large} bills of ${traders}`,
    floor: `the same with ${small} bills`,
    durability,
    rounds: 7,
  };
  await row({ ...what, goal: { timesAtMost } }, program(stores[0], 0), program(stores[1], 1));
}

const asked = Math.min(traders, small / 100);
const chat = (i: number) => `c${(i % asked) + 1}`;
const traderOf = (i: number) => `t${String((i % asked) + 1).padStart(19, "0")}`;

await both("a bill said", 1.15, (_, core) =>
  inTurn(100, (i) => {
    run += 1;
    const address = { channel: "local", account: "local", chat: chat(i) } as const;
    return cores[core]?.receive({ eventId: `${run}`, address, kind: "text", text: orderOf(i + 7) });
  }),
);
await both('"who owes me", 30 owed', 1.1, (store) =>
  inTurn(300, (i) => store.read((tx) => listOwed(tx, traderOf(i)))),
);
await both("100 due steps found and put off", 1.2, (store) => {
  let now = new Date(0);
  return inTurn(20, () =>
    store.transaction(async (tx) => {
      const [first] = await listDueChases(tx, new Date("2100-01-01T00:00:00Z"), 1);
      now = first?.nextAt ?? now;
      const due = await listDueChases(tx, new Date("2100-01-01T00:00:00Z"), 100);
      for (const chase of due)
        await queueChase(tx, {
          ...chase,
          fromAt: new Date(0),
          nextAt: new Date((chase.nextAt ?? now).getTime() + 400 * 86_400_000),
        });
    }),
  );
});

for (const store of stores) await store.close();
folder.remove();
