import { afterEach, describe, expect, it } from "vitest";
import type { Bill } from "../../src/domain/bill.ts";
import type { Client } from "../../src/domain/client.ts";
import { amountMaxMinor } from "../../src/domain/money.ts";
import { settingsAtFirst } from "../../src/domain/setting.ts";
import { addBill, findBill, listLines, listOwed, moveBill } from "../../src/store/bills.ts";
import { addClient, findClientByKey } from "../../src/store/clients.ts";
import { readClockOffsetMs, writeClockOffsetMs } from "../../src/store/clock.ts";
import { findConversation, openConversation, takeMessageNumber } from "../../src/store/conversations.ts";
import { openStore } from "../../src/store/open-store.ts";
import {
  addPayment,
  changePayment,
  listAllocations,
  listPaymentsOn,
  setAllocation,
} from "../../src/store/payments.ts";
import type { Store, Tx } from "../../src/store/store.ts";
import { addTrader, takeBillNumber } from "../../src/store/traders.ts";
import { aBill as anyBill, aClient as anyClient, aPayment } from "../helpers/builders.ts";
import { onEveryStore } from "../helpers/stores.ts";

const at = new Date("2026-11-22T09:00:00.123Z");

function aTrader(id: string) {
  return {
    id,
    currency: "GBP",
    ...settingsAtFirst,
    nextBillNumber: 1,
    deleteAt: null,
    turns: 0,
    summaryAt: null,
    createdAt: at,
  };
}
/** All that an error and its causes say. */
function reasonOf(error: Error): string {
  return error.cause instanceof Error ? `${error.message} ${reasonOf(error.cause)}` : error.message;
}
const aClient = (traderId: string, override: Partial<Client> = {}) => anyClient({ traderId, ...override });
const aBill = (traderId: string, override: Partial<Bill> = {}) => anyBill({ traderId, ...override });

onEveryStore((maker) => {
  let store: Store;
  let url: string;
  async function fresh(): Promise<Store> {
    ({ store, url } = await maker.open());
    await store.transaction(async (tx) => {
      for (const id of ["t1", "t2"]) {
        await addTrader(tx, aTrader(id));
        await addClient(tx, aClient(id));
      }
    });
    return store;
  }
  afterEach(() => store.close());

  describe("transactions", () => {
    it("keep all or nothing, also after waiting in between", async () => {
      await fresh();
      const failed = store.transaction(async (tx) => {
        await addBill(tx, aBill("t1"), []);
        await new Promise((resolve) => setTimeout(resolve, 5));
        throw new Error("no");
      });
      await expect(failed).rejects.toThrow("no");
      expect(await store.read((tx) => findBill(tx, "t1", 1))).toBeUndefined();
    });

    it("fail by the write that was refused, whatever came after it, and leave nothing", async () => {
      await fresh();
      await store.transaction((tx) => addBill(tx, aBill("t1"), []));
      const afterwards = [
        async () => undefined,
        async (tx: Tx) => await findBill(tx, "t1", 2),
        async () => await Promise.reject(new Error("what came of it")),
      ];
      for (const then of afterwards) {
        const failed = store.transaction(async (tx) => {
          await addBill(tx, aBill("t1", { id: "b2", number: 2, publicId: "p2" }), []);
          await addBill(tx, aBill("t1"), []);
          await then(tx);
        });
        await expect(failed.catch(reasonOf)).resolves.toMatch(/duplicate key|UNIQUE/);
        expect(await store.read((tx) => findBill(tx, "t1", 2))).toBeUndefined();
      }
      await store.transaction((tx) => addBill(tx, aBill("t1", { id: "b3", number: 3, publicId: "p3" }), []));
      expect(await store.read((tx) => findBill(tx, "t1", 3))).toBeDefined();
    });

    it("are not seen by readers before they are committed", async () => {
      await fresh();
      await store.transaction(async (tx) => {
        await addBill(tx, aBill("t1"), []);
        expect(await store.read((reader) => findBill(reader, "t1", 1))).toBeUndefined();
      });
      expect(await store.read((tx) => findBill(tx, "t1", 1))).toBeDefined();
    });

    it("run what waits for the commit after it, and never after a roll-back", async () => {
      await fresh();
      const ran: string[] = [];
      await store.transaction(async (tx) => {
        tx.afterCommit(() => ran.push("kept"));
        expect(ran).toEqual([]);
      });
      const failed = store.transaction(async (tx) => {
        tx.afterCommit(() => ran.push("lost"));
        throw new Error("no");
      });
      await expect(failed).rejects.toThrow();
      expect(ran).toEqual(["kept"]);
    });

    it("that come at the same moment are answered when they are committed, and fail alone", async () => {
      await fresh();
      const asked = [1, 2, 3, 4, 5].map((number) =>
        store
          .transaction(async (tx) => {
            await addBill(tx, aBill("t1", { id: `b${number}`, number, publicId: `p${number}` }), []);
            if (number === 3) throw new Error("no");
          })
          .then(
            () => store.read((tx) => findBill(tx, "t1", number)),
            (error: Error) => error.message,
          ),
      );
      const seen = await Promise.all(asked);
      expect(seen.map((it) => (typeof it === "object" ? it.number : it))).toEqual([1, 2, "no", 4, 5]);
      expect(await store.read((tx) => findBill(tx, "t1", 3))).toBeUndefined();
    });

    it("are still there when the store is opened again", async () => {
      await fresh();
      await store.transaction((tx) => addBill(tx, aBill("t1"), []));
      await store.close();
      store = await openStore(url);
      expect(await store.read((tx) => findBill(tx, "t1", 1))).toEqual(aBill("t1"));
    });

    it("number bills without gaps or doubles, however many ask at once", async () => {
      await fresh();
      const asked = Array.from({ length: 20 }, (_, index) =>
        store.transaction(async (tx) => {
          const number = await takeBillNumber(tx, "t1");
          if (index % 4 === 0) throw new Error("changed my mind");
          await addBill(tx, aBill("t1", { id: `b${index}`, number }), []);
          return number;
        }),
      );
      const numbers = (await Promise.allSettled(asked)).flatMap((it) =>
        it.status === "fulfilled" ? [it.value] : [],
      );
      expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 15 }, (_, index) => index + 1));
    });
  });

  describe("a bill", () => {
    it("comes back as it went in: pence past 2³¹, milliseconds, booleans, nulls and lines in order", async () => {
      await fresh();
      const bill = aBill("t1", { totalMinor: amountMaxMinor, toXero: false, reference: "PO 7" });
      const lines = [
        { description: "labour", quantity: 1.5, unitMinor: 4550, amountMinor: 6825 },
        { description: null, quantity: 1, unitMinor: -500, amountMinor: -500 },
      ];
      await store.transaction((tx) => addBill(tx, bill, lines));
      expect(await store.read((tx) => findBill(tx, "t1", 1))).toEqual(bill);
      expect(await store.read((tx) => listLines(tx, "t1", "b1"))).toEqual(lines);
    });

    it.each([
      ["zero", 0],
      ["negative", -1],
      ["too large", amountMaxMinor + 1],
      ["half a penny", 230.5],
      ["text", "a lot" as unknown as number],
    ])("of a %s total is refused by the database itself", async (_name, totalMinor) => {
      await fresh();
      const adding = store.transaction((tx) => addBill(tx, aBill("t1", { totalMinor }), []));
      await expect(adding).rejects.toThrow();
    });

    it("cannot have an unknown state, or a client of another trader", async () => {
      await fresh();
      await store.transaction((tx) => addClient(tx, aClient("t2", { id: "c2", nameKey: "other" })));
      const odd = aBill("t1", { state: "lost" as "open" });
      await expect(store.transaction((tx) => addBill(tx, odd, []))).rejects.toThrow();
      const foreign = aBill("t1", { clientId: "c2" });
      await expect(store.transaction((tx) => addBill(tx, foreign, []))).rejects.toThrow();
    });

    it("moves on only from the state it was read in", async () => {
      await fresh();
      await store.transaction((tx) => addBill(tx, aBill("t1"), []));
      const to = { state: "paid", paidMinor: 23_000 } as const;
      const first = await store.transaction((tx) => moveBill(tx, aBill("t1"), to));
      const second = await store.transaction((tx) => moveBill(tx, aBill("t1"), to));
      expect(first).toEqual(aBill("t1", to));
      expect(second).toBeUndefined();
    });

    it("is listed while it is owed, oldest due day first, and only to its trader", async () => {
      await fresh();
      await store.transaction(async (tx) => {
        await addBill(tx, aBill("t1", { id: "b1", number: 1, dueOn: "2026-12-06" }), []);
        await addBill(tx, aBill("t1", { id: "b2", number: 2, dueOn: "2026-11-30" }), []);
        await addBill(tx, aBill("t1", { id: "b3", number: 3, state: "paid", paidMinor: 23_000 }), []);
        await addBill(tx, aBill("t2", { id: "b1", number: 1 }), []);
      });
      const owed = await store.read((tx) => listOwed(tx, "t1"));
      expect(owed.map((it) => [it.bill.traderId, it.bill.number, it.client.name])).toEqual([
        ["t1", 2, "Acme"],
        ["t1", 1, "Acme"],
      ]);
      expect(await store.read((tx) => findBill(tx, "t2", 2))).toBeUndefined();
    });
  });

  describe("names, chats and payments", () => {
    it("gives a trader one client of a name, and each trader their own", async () => {
      await fresh();
      const again = await store.transaction((tx) => addClient(tx, aClient("t1", { id: "c9" })));
      expect(again).toBe(false);
      const found = await store.read((tx) => findClientByKey(tx, "t2", "acme"));
      expect(found?.traderId).toBe("t2");
    });

    it("opens one conversation for an address, and numbers its messages one by one", async () => {
      await fresh();
      const address = { channel: "local", account: "local", chat: "me" } as const;
      const opened = await Promise.all(
        ["x", "y"].map((id) =>
          store.transaction((tx) =>
            openConversation(tx, {
              id,
              ...address,
              traderId: null,
              lastN: 0,
              aboutBillId: null,
              blockedAt: null,
              heardAt: null,
              createdAt: at,
            }),
          ),
        ),
      );
      expect(new Set(opened.map((it) => it.id)).size).toBe(1);
      const id = opened[0]?.id ?? "";
      const taken = await Promise.all(
        Array.from({ length: 10 }, () => store.transaction((tx) => takeMessageNumber(tx, id))),
      );
      expect(taken.map((it) => it.lastN).sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
      expect((await store.read((tx) => findConversation(tx, address)))?.lastN).toBe(10);
    });

    it("records a source's payment once, and changes it from what it was read as", async () => {
      await fresh();
      await store.transaction((tx) => addBill(tx, aBill("t1"), []));
      const payment = aPayment();
      expect(await store.transaction((tx) => addPayment(tx, payment))).toBe(true);
      expect(await store.transaction((tx) => addPayment(tx, { ...payment, id: "p2" }))).toBe(false);
      const allocation = { paymentId: "p1", billId: "b1", amountMinor: 23_000 };
      await store.transaction((tx) => setAllocation(tx, "t1", allocation));
      await store.transaction((tx) => setAllocation(tx, "t1", { ...allocation, amountMinor: 200 }));
      const on = await store.read((tx) => listPaymentsOn(tx, "t1", "b1"));
      expect(on).toEqual([{ payment, amountMinor: 200 }]);
      expect(await store.read((tx) => listPaymentsOn(tx, "t2", "b1"))).toEqual([]);
      const gone = { state: "disputed", removedAt: at } as const;
      expect(await store.transaction((tx) => changePayment(tx, payment, gone))).toEqual({
        ...payment,
        ...gone,
      });
      expect(await store.transaction((tx) => changePayment(tx, payment, gone))).toBeUndefined();
      await store.transaction((tx) => setAllocation(tx, "t1", { ...allocation, amountMinor: 0 }));
      expect(await store.read((tx) => listAllocations(tx, "t1", "p1"))).toEqual([]);
    });

    it("keeps how far the clock was moved", async () => {
      await fresh();
      expect(await store.read(readClockOffsetMs)).toBe(0);
      await store.transaction((tx) => writeClockOffsetMs(tx, 86_400_000 * 400));
      expect(await store.read(readClockOffsetMs)).toBe(34_560_000_000);
    });
  });
});
