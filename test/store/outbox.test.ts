import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { settingsAtFirst } from "../../src/domain/setting.ts";
import { addBill, findBill, listLines, listOwed, moveBill } from "../../src/store/bills.ts";
import { findPlan, queueChase, setChase } from "../../src/store/chases.ts";
import { addClient, changeClient, findClientByKey, removeClient } from "../../src/store/clients.ts";
import { postgresColumns } from "../../src/store/columns.ts";
import { openStore } from "../../src/store/open-store.ts";
import { addPayment, listAllocations, setAllocation } from "../../src/store/payments.ts";
import { defineTables } from "../../src/store/schema.ts";
import type { Store, Tx } from "../../src/store/store.ts";
import { mayJoin, mustFollow, touchReader } from "../../src/store/touch.ts";
import { addTrader, takeBillNumber } from "../../src/store/traders.ts";
import { aBill, aClient, aPayment } from "../helpers/builders.ts";
import { describeWith } from "../helpers/need.ts";
import { type PostgresServer, postgresNeed, startPostgres } from "../helpers/postgres.ts";

const touchOf = touchReader(defineTables(postgresColumns));
const bill = touchOf('insert into "bills" ("id", "client_id", "state") values ($1, $2, $3)');
const step = touchOf('insert into "steps" ("bill_id") values ($1)');
const message = touchOf('insert into "messages" ("n", "choices") values ($1, $2)');
const choice = touchOf('insert into "choices" ("token") values ($1)');
const told = touchOf(
  'insert into "told_bills" ("due_on") values ($1) on conflict ("bill_id") do update set "due_on" = $2',
);
const paid = touchOf('update "bills" set "state" = $1 where "bills"."id" = $2');
const unowed = touchOf(
  'update "clients" set "name" = $1 where not exists (select 1 from "bills" where "bills"."client_id" = "clients"."id")',
);
const owed = touchOf('select "id" from "bills" inner join "clients" on "clients"."id" = "bills"."client_id"');

describe("writes of one transaction", () => {
  it("are joined where they are to different tables, or only add to the same one", () => {
    expect([mayJoin(bill, step), mayJoin(bill, told), mayJoin(step, step)]).toEqual([true, true, true]);
    expect(mayJoin(message, choice), "a column that is called as a table is").toBe(true);
  });

  it("are not joined where one could change or look at what the other writes", () => {
    const apart = [mayJoin(bill, paid), mayJoin(paid, paid), mayJoin(told, told), mayJoin(unowed, bill)];
    expect(apart).toEqual([false, false, false, false]);
    expect(mayJoin(owed, step), "what is no write is joined with nothing").toBe(false);
  });

  it("go before what looks at their rows, refers to them, or removes what they refer to", () => {
    expect([mustFollow(owed, bill), mustFollow(paid, bill), mustFollow(unowed, bill)]).toEqual([
      true,
      true,
      true,
    ]);
    expect(mustFollow(step, bill), "a step needs its bill").toBe(true);
    expect([mustFollow(bill, step), mayJoin(step, bill)], "a step before its bill is refused").toEqual([
      true,
      false,
    ]);
    const noAliases = touchOf('delete from "aliases" where "aliases"."client_id" = $1');
    const noClient = touchOf('delete from "clients" where "clients"."id" = $1');
    expect(mustFollow(noClient, noAliases), "a client goes after what refers to them").toBe(true);
    expect([mustFollow(owed, step), mustFollow(owed, message), mustFollow(bill, choice)]).toEqual([
      false,
      false,
      false,
    ]);
  });
});

/** What a turn may do to a trader's rows, and what it sees of them. */
const steps = {
  client: (tx: Tx, traderId: string, n: number) =>
    addClient(tx, aClient({ traderId, id: `c${n}`, nameKey: `n${n}` })),
  rename: async (tx: Tx, traderId: string, n: number) => {
    const client = await findClientByKey(tx, traderId, `n${n}`);
    return client && (await changeClient(tx, client, { name: `${client.name}, again` }));
  },
  remove: (tx: Tx, traderId: string, n: number) => removeClient(tx, traderId, `c${n}`),
  bill: async (tx: Tx, traderId: string, n: number, to: number) => {
    const one = { description: "work", quantity: 1, unitMinor: 23_000, amountMinor: 23_000 };
    const lines = Array.from({ length: to }, () => one);
    const number = await takeBillNumber(tx, traderId);
    const id = `b${n}`;
    await addBill(
      tx,
      aBill({ traderId, id, number, clientId: `c${to}`, publicId: `${traderId}-${id}` }),
      lines,
    );
  },
  plan: (tx: Tx, traderId: string, n: number, to: number) =>
    setChase(
      tx,
      { traderId, billId: `b${n}`, nextAt: null, fromAt: new Date(to), plan: `${to}` },
      { clientId: `c${to}`, createdAt: new Date(1) },
    ),
  queue: (tx: Tx, traderId: string, n: number, to: number) =>
    queueChase(tx, { traderId, billId: `b${n}`, nextAt: new Date(to), fromAt: new Date(0) }),
  pay: async (tx: Tx, traderId: string, n: number) => {
    const found = (await listOwed(tx, traderId)).find((it) => it.bill.id === `b${n}`);
    return found && (await moveBill(tx, found.bill, { state: "paid", paidMinor: 23_000 }));
  },
  money: (tx: Tx, traderId: string, n: number) =>
    addPayment(tx, aPayment({ traderId, id: `p${n}`, clientId: `c${n}`, externalId: `x${n}` })),
  allocate: (tx: Tx, traderId: string, n: number, to: number) =>
    setAllocation(tx, traderId, { paymentId: `p${n}`, billId: `b${to}`, amountMinor: n * 100 }),
  owed: (tx: Tx, traderId: string) => listOwed(tx, traderId),
  look: async (tx: Tx, traderId: string, n: number) => [
    await findBill(tx, traderId, n),
    await findPlan(tx, traderId, `b${n}`),
    await listLines(tx, traderId, `b${n}`),
    await listAllocations(tx, traderId, `p${n}`),
  ],
} satisfies Record<string, (tx: Tx, traderId: string, n: number, to: number) => Promise<unknown>>;

type Turn = readonly (readonly [what: keyof typeof steps, n: number, to: number])[];
const small = fc.integer({ min: 0, max: 2 });
const kinds = Object.keys(steps) as (keyof typeof steps)[];
const aTurn: fc.Arbitrary<Turn> = fc.array(fc.tuple(fc.constantFrom(...kinds), small, small), {
  maxLength: 14,
});

/** What a trader's turns saw, and whether each was kept. */
async function live(store: Store, traderId: string, turns: readonly Turn[]): Promise<readonly unknown[]> {
  const at = new Date("2026-11-22T09:00:00Z");
  const fresh = {
    currency: "GBP",
    nextBillNumber: 1,
    deleteAt: null,
    turns: 0,
    summaryAt: null,
    createdAt: at,
  };
  await store.transaction((tx) => addTrader(tx, { id: traderId, ...settingsAtFirst, ...fresh }));
  const told: unknown[] = [];
  for (const turn of [...turns, kinds.flatMap(() => [0, 1, 2].map((n) => ["look", n, n] as const))]) {
    const seen: unknown[] = [];
    const take = async (tx: Tx) => {
      for (const [what, n, to] of turn) seen.push(await steps[what](tx, traderId, n, to));
    };
    const kept = await store.transaction(take).then(
      () => true,
      () => false,
    );
    // What a refused turn saw before it was refused may be more on Postgres, which says so at the end.
    told.push(kept ? seen : "refused");
  }
  return told;
}

describeWith(postgresNeed, () => {
  describe("a turn on Postgres", () => {
    const home = mkdtempSync(join(tmpdir(), "justpayme-"));
    let server: PostgresServer;
    let stores: { readonly inOrder: Store; readonly joined: Store };
    beforeAll(async () => {
      server = await startPostgres();
      const inOrder = await openStore(`file:${join(home, "store.db")}`);
      stores = { inOrder, joined: await openStore(await server.database()) };
    }, 60_000);
    afterAll(async () => {
      await stores.inOrder.close();
      await stores.joined.close();
      await server.stop();
      rmSync(home, { recursive: true, force: true });
    }, 60_000);

    it("sees and leaves what it would had each statement been sent and waited for, as SQLite does", async () => {
      let trader = 0;
      let kept = 0;
      const property = fc.asyncProperty(fc.array(aTurn, { minLength: 1, maxLength: 3 }), async (turns) => {
        trader += 1;
        const [wanted, told] = [
          await live(stores.inOrder, `t${trader}`, turns),
          await live(stores.joined, `t${trader}`, turns),
        ];
        kept += wanted.filter((it) => it !== "refused").length;
        expect(told).toEqual(wanted);
      });
      const usual: Turn = [
        ["client", 1, 1],
        ["bill", 0, 1],
        ["plan", 0, 2],
        ["plan", 0, 1],
        ["queue", 0, 2],
        ["money", 1, 1],
        ["allocate", 1, 0],
        ["look", 0, 0],
        ["pay", 0, 0],
        ["bill", 1, 1],
        ["bill", 2, 1],
        ["owed", 0, 0],
      ];
      await fc.assert(property, {
        numRuns: 150,
        examples: [[[usual, [["remove", 1, 1]], [["bill", 1, 1]]]]],
      });
      expect(kept).toBeGreaterThan(200);
    }, 120_000);
  });
});
