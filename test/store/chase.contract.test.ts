import { afterEach, describe, expect, it } from "vitest";
import type { Decision } from "../../src/domain/decision.ts";
import { type Hold, heldUntil, isActive, isBroken } from "../../src/domain/hold.ts";
import { settingsAtFirst } from "../../src/domain/setting.ts";
import type { Step } from "../../src/domain/step.ts";
import { addBill } from "../../src/store/bills.ts";
import { findByStopToken, findChasedClient, setChasedClient } from "../../src/store/chased-clients.ts";
import { findChase, listDueChases, listDueChasesOf, nextChaseAt, setChase } from "../../src/store/chases.ts";
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
} from "../../src/store/steps.ts";
import type { Store } from "../../src/store/store.ts";
import { addTrader } from "../../src/store/traders.ts";
import { aBill, aClient } from "../helpers/builders.ts";
import { onEveryStore } from "../helpers/stores.ts";

const at = new Date("2026-11-23T10:00:00Z");
const hour = (hours: number) => new Date(at.getTime() + hours * 3_600_000);

function aStep(override: Partial<Step> = {}): Step {
  return {
    id: "s1",
    traderId: "t1",
    billId: "b1",
    clientId: "c1",
    kind: "reminder",
    slot: "+3",
    tone: "friendly",
    anchorOn: "2026-11-20",
    nominalOn: "2026-11-23",
    at,
    why: null,
    state: "planned",
    effectId: null,
    sentOn: null,
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
      await store.transaction(async (tx) => {
        await addStep(tx, aStep());
        await addStep(tx, aStep({ id: "s2", slot: "+7", at: null, why: "held" }));
        await addStep(tx, aStep({ id: "s3", slot: "+0", state: "sent", sentOn: "2026-11-20" }));
        await addStep(tx, aStep({ id: "s4", slot: "now 2026-11-23", state: "queued", effectId: "e1" }));
        await addStep(tx, aStep({ id: "s5", slot: "ask", kind: "ask" }));
        await addStep(tx, aStep({ id: "s6", slot: "+14", state: "sending", effectId: "e2" }));
        await addStep(tx, aStep({ id: "s7", billId: "b2" }));
        await addStep(tx, aStep({ traderId: "t2" }));
        expect(await cancelSteps(tx, "t1", "b1", "paid")).toBe(3);
        expect(await cancelSteps(tx, "t1", "b1", "paid")).toBe(0);
      });
      const states = (await store.read((tx) => listSteps(tx, "t1", "b1"))).map(
        ({ id, state }) => `${id} ${state}`,
      );
      expect(states).toEqual([
        "s1 cancelled",
        "s2 cancelled",
        "s3 sent",
        "s4 cancelled",
        "s5 cancelled",
        "s6 sending",
      ]);
      expect(await store.read((tx) => findStep(tx, "t1", "s7"))).toMatchObject({ state: "planned" });
      expect(await store.read((tx) => findStep(tx, "t2", "s1"))).toMatchObject({ state: "planned" });
    });

    it("change from the state they were read in, or not at all", async () => {
      await fresh();
      await store.transaction(async (tx) => {
        await addStep(tx, aStep());
        const queued = await changeStep(tx, aStep(), { state: "queued", effectId: "e1" });
        expect(queued).toMatchObject({ state: "queued", effectId: "e1" });
        expect(await changeStep(tx, aStep(), { state: "skipped" })).toBeUndefined();
        expect(await listInHand(tx, "t1", "e1", ["s1"], ["queued"])).toHaveLength(1);
        expect(await listInHand(tx, "t1", "e2", ["s1"], ["queued"])).toEqual([]);
      });
    });

    it("that went to a client are known by their day", async () => {
      await fresh();
      await store.transaction((tx) => addStep(tx, aStep({ state: "sent", sentOn: "2026-11-23" })));
      expect(await store.read((tx) => listSentSince(tx, "t1", "c1", "2026-11-23"))).toHaveLength(1);
      expect(await store.read((tx) => listSentSince(tx, "t1", "c1", "2026-11-24"))).toEqual([]);
      expect(await store.read((tx) => listSentSince(tx, "t2", "c1", "2026-11-23"))).toEqual([]);
    });
  });

  it("the queue names what is due, oldest first, and the next time after it", async () => {
    await fresh();
    await store.transaction(async (tx) => {
      await setChase(tx, { traderId: "t1", billId: "b1", nextAt: hour(1), fromAt: at });
      await setChase(tx, { traderId: "t2", billId: "b1", nextAt: at, fromAt: at });
      await setChase(tx, { traderId: "t1", billId: "b2", nextAt: null, fromAt: at });
      const due = await listDueChases(tx, hour(1), 10);
      expect(due.map(({ traderId, billId }) => `${traderId} ${billId}`)).toEqual(["t2 b1", "t1 b1"]);
      expect(await listDueChases(tx, hour(1), 1)).toHaveLength(1);
      expect(await listDueChasesOf(tx, "t1", hour(1))).toHaveLength(1);
      expect(await nextChaseAt(tx, at)).toEqual(hour(1));
      await setChase(tx, { traderId: "t1", billId: "b1", nextAt: null, fromAt: hour(2) });
      expect(await nextChaseAt(tx, at)).toBeNull();
      expect(await findChase(tx, "t1", "b1")).toMatchObject({ nextAt: null, fromAt: hour(2) });
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
