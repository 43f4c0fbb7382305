import { afterEach, describe, expect, it } from "vitest";
import type { Decision } from "../../src/domain/decision.ts";
import { type Hold, heldUntil, isActive, isBroken } from "../../src/domain/hold.ts";
import { settingsAtFirst } from "../../src/domain/setting.ts";
import { addBill, getBill, rewriteBill } from "../../src/store/bills.ts";
import { findByStopToken, findChasedClient, setChasedClient } from "../../src/store/chased-clients.ts";
import {
  findPlan,
  listDueChases,
  listDueChasesOf,
  nextChaseAt,
  queueChase,
  setChase,
} from "../../src/store/chases.ts";
import { addClient } from "../../src/store/clients.ts";
import { addDecision, listDecisions } from "../../src/store/decisions.ts";
import { addHold, endHolds, listHolds } from "../../src/store/holds.ts";
import {
  findMailedLetter,
  forgetMailedLetters,
  markReturned,
  putMailedLetter,
} from "../../src/store/mailed-letters.ts";
import { findReadMailbox, putReadMailbox } from "../../src/store/read-mailboxes.ts";
import {
  addStep,
  cancelSteps,
  changeStep,
  findStep,
  listInHand,
  listSentSince,
  listSteps,
  type NewStep,
  openNewPlan,
  openPlan,
} from "../../src/store/steps.ts";
import type { Store } from "../../src/store/store.ts";
import { addTrader } from "../../src/store/traders.ts";
import { aBill, aClient } from "../helpers/builders.ts";
import { onEveryStore } from "../helpers/stores.ts";

const at = new Date("2026-11-23T10:00:00Z");
const hour = (hours: number) => new Date(at.getTime() + hours * 3_600_000);

function aStep(override: Partial<NewStep> = {}): NewStep {
  return {
    clientId: "c1",
    kind: "reminder",
    slot: "+3",
    tone: "friendly",
    anchorOn: "2026-11-20",
    nominalOn: "2026-11-23",
    at,
    why: null,
    state: "planned",
    createdAt: at,
    ...override,
  };
}

onEveryStore((maker) => {
  let store: Store;
  async function fresh(): Promise<Store> {
    ({ store } = await maker.open());
    await store.transaction(async (tx) => {
      for (const traderId of ["t1", "t2"]) {
        await addTrader(tx, {
          id: traderId,
          currency: "GBP",
          ...settingsAtFirst,
          nextBillNumber: 1,
          deleteAt: null,
          turns: 0,
          summaryAt: null,
          createdAt: at,
        });
        await addClient(tx, aClient({ traderId }));
        await addBill(tx, aBill({ traderId }), []);
        await addBill(tx, aBill({ traderId, id: "b2", number: 2 }), []);
      }
    });
    return store;
  }
  afterEach(() => store.close());

  describe("steps", () => {
    it("of a closed bill are cancelled once, and only the reminders that had not gone are counted", async () => {
      await fresh();
      const other = await store.transaction(async (tx) => {
        const plan = async (override: Partial<NewStep>, billId = "b1", traderId = "t1") =>
          await addStep(tx, traderId, billId, aStep(override));
        await plan({});
        await plan({ slot: "+7", at: null, why: "held" });
        await changeStep(tx, await plan({ slot: "+0" }), { state: "sent", sentOn: "2026-11-20" });
        const queued = { state: "queued", effectId: "e1" } as const;
        await changeStep(tx, await plan({ slot: "now 2026-11-23" }), queued);
        await plan({ slot: "ask", kind: "ask", tone: null });
        const sending = { state: "sending", effectId: "e2" } as const;
        await changeStep(tx, await plan({ slot: "+14" }), sending);
        const others = [await plan({}, "b2"), await plan({}, "b1", "t2")];
        expect(await cancelSteps(tx, "t1", "b1", "paid")).toBe(3);
        expect(await cancelSteps(tx, "t1", "b1", "paid")).toBe(0);
        return others;
      });
      const states = (await store.read((tx) => listSteps(tx, "t1", "b1"))).map(
        ({ slot, state }) => `${slot} ${state}`,
      );
      expect(states).toEqual([
        "+3 cancelled",
        "+7 cancelled",
        "+0 sent",
        "now 2026-11-23 cancelled",
        "ask cancelled",
        "+14 sending",
      ]);
      for (const { traderId, id } of other)
        expect(await store.read((tx) => findStep(tx, traderId, id))).toMatchObject({ state: "planned" });
    });

    it("of a plan change together, and nothing of it stays that was not kept", async () => {
      await fresh();
      await store.transaction(async (tx) => {
        const plan = await openPlan(tx, "t1", "b1");
        const first = plan.add(aStep());
        const second = plan.add(aStep({ slot: "+7" }));
        await plan.change(first, { state: "skipped", why: "met", at: null });
        await plan.change(second, { state: "queued", effectId: "e1" });
        await plan.keep({ nextAt: hour(1), fromAt: at });
        (await openPlan(tx, "t1", "b1")).add(aStep({ slot: "lost" }));
      });
      const steps = await store.read((tx) => listSteps(tx, "t1", "b1"));
      expect(steps).toMatchObject([
        { slot: "+3", state: "skipped", why: "met", at: null },
        { slot: "+7", state: "queued", effectId: "e1" },
      ]);
      expect(await store.read((tx) => findPlan(tx, "t1", "b1"))).toMatchObject({ nextAt: hour(1) });
    });

    it("stay whose they were when their bill becomes another client's, and say so no longer than that", async () => {
      await fresh();
      const clients = async () =>
        (await store.read((tx) => listSteps(tx, "t1", "b1"))).map((it) => it.clientId);
      const planOf = async () => (await store.read((tx) => findPlan(tx, "t1", "b1")))?.plan;
      const give = (clientId: string) =>
        store.transaction(async (tx) => {
          const bill = await getBill(tx, "t1", "b1");
          expect(await rewriteBill(tx, bill, { ...bill, clientId }, [])).toMatchObject({ clientId });
        });
      await store.transaction((tx) => addClient(tx, aClient({ traderId: "t1", id: "c2", nameKey: "other" })));
      await store.transaction((tx) => addStep(tx, "t1", "b1", aStep()));
      const before = await planOf();
      await give("c2");
      await store.transaction((tx) => addStep(tx, "t1", "b1", aStep({ slot: "+7", clientId: "c2" })));
      expect(await clients()).toEqual(["c1", "c2"]);
      await give("c1");
      expect(await clients()).toEqual(["c1", "c2"]);
      expect(await planOf()).toBe(`${before} pr+7f~3@&c2`);
    });

    it("are added with their bill where it was planned before it was there", async () => {
      await fresh();
      await store.transaction(async (tx) => {
        const bill = aBill({ traderId: "t1", id: "b3", number: 3, createdAt: at });
        const plan = openNewPlan(tx, bill);
        plan.add(aStep());
        await addBill(tx, bill, [], plan.columns({ nextAt: at, fromAt: at }));
        plan.add(aStep({ slot: "+7", at: hour(1) }));
        await plan.keep();
      });
      const steps = await store.read((tx) => listSteps(tx, "t1", "b3"));
      expect(steps.map(({ id, slot }) => `${id} ${slot}`)).toEqual(["b3.000 +3", "b3.001 +7"]);
      expect(await store.read((tx) => listDueChasesOf(tx, "t1", at, false))).toMatchObject([
        { billId: "b3" },
      ]);
      const plan = await store.read((tx) => findPlan(tx, "t1", "b3"));
      expect(plan).toMatchObject({ nextAt: at, fromAt: null, createdAt: at });
    });

    it("that had rows from the start, as they once did, are among the plan's and change like them", async () => {
      await fresh();
      await store.transaction(async (tx) => {
        const old = { id: "s1", traderId: "t1", billId: "b1", effectId: null, sentOn: null };
        await tx.builder.insert(tx.tables.steps).values({ ...aStep(), ...old });
        await addStep(tx, "t1", "b1", aStep({ slot: "+7", createdAt: hour(1) }));
        const [first, second] = await listSteps(tx, "t1", "b1");
        expect([first?.slot, second?.slot]).toEqual(["+3", "+7"]);
        expect(await findStep(tx, "t1", "s1")).toEqual(first);
        const plan = await openPlan(tx, "t1", "b1");
        if (first !== undefined) await plan.change(first, { at: null, why: "held" });
        await plan.keep();
        expect(await findStep(tx, "t1", "s1")).toMatchObject({ at: null, why: "held" });
        expect(await cancelSteps(tx, "t1", "b1", "paid")).toBe(2);
      });
    });

    it("change from the state they were read in, or not at all", async () => {
      await fresh();
      await store.transaction(async (tx) => {
        const step = await addStep(tx, "t1", "b1", aStep());
        const moved = await changeStep(tx, step, { at: hour(1), why: "weekend" });
        expect(moved).toMatchObject({ state: "planned", at: hour(1), why: "weekend" });
        const queued = await changeStep(tx, step, { state: "queued", effectId: "e1" });
        expect(queued).toMatchObject({ state: "queued", effectId: "e1", at: hour(1) });
        expect(await changeStep(tx, step, { state: "skipped" })).toBeUndefined();
        expect(await listInHand(tx, "t1", "e1", [step.id], ["queued"])).toHaveLength(1);
        expect(await listInHand(tx, "t1", "e2", [step.id], ["queued"])).toEqual([]);
      });
    });

    it("that went to a client are known by their day", async () => {
      await fresh();
      await store.transaction(async (tx) => {
        const step = await addStep(tx, "t1", "b1", aStep());
        await changeStep(tx, step, { state: "sent", sentOn: "2026-11-23" });
      });
      expect(await store.read((tx) => listSentSince(tx, "t1", "c1", "2026-11-23"))).toHaveLength(1);
      expect(await store.read((tx) => listSentSince(tx, "t1", "c1", "2026-11-24"))).toEqual([]);
      expect(await store.read((tx) => listSentSince(tx, "t2", "c1", "2026-11-23"))).toEqual([]);
    });
  });

  it("the queue names what is due, oldest first, and the next time after it", async () => {
    await fresh();
    await store.transaction(async (tx) => {
      const of = { clientId: "c1", createdAt: at };
      const planned = { fromAt: hour(1), plan: "[]" };
      await setChase(tx, { traderId: "t1", billId: "b1", nextAt: hour(1), ...planned }, of);
      await setChase(tx, { traderId: "t2", billId: "b1", nextAt: at, ...planned }, of);
      await setChase(tx, { traderId: "t1", billId: "b2", nextAt: null, ...planned }, of);
      const due = await listDueChases(tx, hour(1), 10);
      expect(due.map(({ traderId, billId }) => `${traderId} ${billId}`)).toEqual(["t2 b1", "t1 b1"]);
      expect(await listDueChases(tx, hour(1), 1)).toHaveLength(1);
      for (const crowd of [false, true])
        expect(await listDueChasesOf(tx, "t1", hour(1), crowd)).toMatchObject([{ billId: "b1" }]);
      expect(await nextChaseAt(tx, at)).toEqual(hour(1));
      await queueChase(tx, { traderId: "t1", billId: "b1", nextAt: null, fromAt: hour(2) });
      expect(await nextChaseAt(tx, at)).toBeNull();
      expect(await findPlan(tx, "t1", "b1")).toMatchObject({ nextAt: null, fromAt: hour(2) });
    });
  });

  it("holds are kept until they are lifted, and a promise whose day went by is broken", async () => {
    await fresh();
    const hold: Hold = {
      id: "h1",
      traderId: "t1",
      billId: null,
      clientId: "c1",
      kind: "promise",
      until: "2026-11-30",
      promisedOn: "2026-11-27",
      createdAt: at,
      endedAt: null,
    };
    await store.transaction(async (tx) => {
      await addHold(tx, hold);
      await addHold(tx, { ...hold, id: "h2", kind: "asked", until: null, promisedOn: null });
      const holds = await listHolds(tx, "t1");
      expect(heldUntil(holds, "2026-11-23")).toBe("told");
      await endHolds(tx, "t1", ["h2"], at);
      expect(heldUntil(await listHolds(tx, "t1"), "2026-11-23")).toBe("2026-11-30");
      expect(heldUntil(await listHolds(tx, "t1"), "2026-11-30")).toBeNull();
      expect(await listHolds(tx, "t2")).toEqual([]);
    });
    expect(isActive(hold, "2026-11-29")).toBe(true);
    expect(isBroken(hold, "2026-11-29")).toBe(false);
    expect(isBroken(hold, "2026-11-30")).toBe(true);
  });

  it("a client's opt-out link stays the same whatever else changes", async () => {
    await fresh();
    const client = { traderId: "t1", clientId: "c1", refusedEmail: null };
    const known = { ...client, token: "abc", optedOutAt: null, emailAskedAt: at };
    await store.transaction(async (tx) => {
      await setChasedClient(tx, known);
      await setChasedClient(tx, { ...known, token: "other", optedOutAt: at });
    });
    expect(await store.read((tx) => findByStopToken(tx, "abc"))).toEqual({ ...known, optedOutAt: at });
    expect(await store.read((tx) => findByStopToken(tx, "other"))).toBeUndefined();
    expect(await store.read((tx) => findChasedClient(tx, "t2", "c1"))).toBeUndefined();
  });

  it("a mail comes back once, until it goes again", async () => {
    await fresh();
    const letter = {
      messageId: "s1@joes.example",
      traderId: "t1",
      clientId: "c1",
      effectId: "e1",
      to: "a@acme.com",
      subject: "Bill",
      at,
    };
    const back = (it: typeof letter) =>
      store.transaction((tx) => markReturned(tx, { ...it, returnedAt: null }, hour(1)));
    await store.transaction((tx) => putMailedLetter(tx, letter));
    expect(await back({ ...letter, traderId: "t2" })).toBe(false);
    expect(await Promise.all([back(letter), back(letter)])).toEqual(expect.arrayContaining([true, false]));
    expect(await store.read((tx) => findMailedLetter(tx, letter.messageId))).toEqual({
      ...letter,
      returnedAt: hour(1),
    });
    const again = { ...letter, effectId: "e2", to: "b@acme.com", at: hour(2) };
    await store.transaction((tx) => putMailedLetter(tx, again));
    expect(await store.read((tx) => findMailedLetter(tx, letter.messageId))).toEqual({
      ...again,
      returnedAt: null,
    });
    await store.transaction((tx) => forgetMailedLetters(tx, "t1", "c2"));
    expect(await back(again)).toBe(true);
    await store.transaction((tx) => forgetMailedLetters(tx, "t1", "c1"));
    expect(await store.read((tx) => findMailedLetter(tx, letter.messageId))).toBeUndefined();
  });

  it("how far a mailbox was read is kept for each, with numbers as large as there are", async () => {
    await fresh();
    const place = { name: "bills@mail.example/INBOX", series: "1795365435", lastUid: 4_294_967_295 };
    await store.transaction(async (tx) => {
      await putReadMailbox(tx, { ...place, lastUid: 1 });
      await putReadMailbox(tx, place);
    });
    expect(await store.read((tx) => findReadMailbox(tx, place.name))).toEqual(place);
    expect(await store.read((tx) => findReadMailbox(tx, "other"))).toBeUndefined();
  });

  it("decisions are kept, newest first", async () => {
    await fresh();
    const decision: Decision = {
      id: "d1",
      traderId: "t1",
      clientId: "c1",
      billId: "b1",
      at,
      what: "sent",
      kind: "reminder",
      tone: "firm",
      slot: "+14",
      nominalOn: "2026-11-20",
      to: null,
      why: "weekend",
      detail: null,
    };
    await store.transaction(async (tx) => {
      await addDecision(tx, decision);
      await addDecision(tx, { ...decision, id: "d2", what: "moved", to: at });
    });
    expect((await store.read((tx) => listDecisions(tx, "t1", "c1", 5))).map(({ id }) => id)).toEqual([
      "d2",
      "d1",
    ]);
    expect(await store.read((tx) => listDecisions(tx, "t2", "c1", 5))).toEqual([]);
  });
});
