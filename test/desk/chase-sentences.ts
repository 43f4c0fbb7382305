import type { BillView } from "../../src/desk/outcome.ts";
import type { ChaseLetter, ChaseTold, Explained, PlanEntry, Scope } from "../../src/desk/outcome-chase.ts";
import type { Decision } from "../../src/domain/decision.ts";
import type { Road, Step, StepWhy } from "../../src/domain/step.ts";

/** At least one of each thing told of chasing: a new kind does not compile until it has its sentences here. */
export function chaseSentences(bill: BillView, other: BillView): readonly ChaseTold[] {
  const now = new Date("2026-11-30T09:00:00Z");
  const at = new Date("2026-11-30T09:02:00Z");
  const tomorrow = new Date("2026-12-01T10:00:00Z");
  const { client } = bill;
  const reached = { ...client, email: "a@acme.com", phone: "+447700900123" };
  const mailed = { ...bill, client: reached };
  const byBill: Scope = { kind: "bill", bill };
  const byClient: Scope = { kind: "client", client };
  const all: Scope = { kind: "everything" };
  const actionId = "a";
  const step: Step = {
    id: "s1",
    traderId: "t1",
    billId: bill.bill.id,
    clientId: client.id,
    kind: "reminder",
    slot: "+3",
    tone: "friendly",
    anchorOn: "2026-11-27",
    nominalOn: "2026-11-30",
    at: tomorrow,
    why: null,
    state: "planned",
    effectId: null,
    sentOn: null,
    createdAt: now,
  };
  const entry = (override: Partial<Step> = {}, by: PlanEntry["by"] = "mail"): PlanEntry => {
    return { step: { ...step, ...override }, bill, by };
  };
  const letter = (bills: readonly BillView[], by: Road, opensAt: Date): ChaseLetter => {
    return { bills, by, opened: { at: opensAt, why: null } };
  };
  const out = (why: StepWhy) => entry({ state: "skipped", at: null, why });
  const decided = (override: Partial<Decision>): Explained => {
    const { kind, tone, slot, nominalOn } = step;
    const base = {
      id: "d",
      traderId: "t1",
      clientId: client.id,
      billId: bill.bill.id,
      at: now,
      kind,
      tone,
      slot,
      nominalOn,
    };
    return { decision: { ...base, what: "sent", to: null, why: null, detail: null, ...override }, bill };
  };
  const told: { readonly [W in ChaseTold["what"]]: readonly Extract<ChaseTold, { what: W }>[] } = {
    reminded: [
      { what: "reminded", bills: [bill], tone: "friendly", by: "mail", known: true },
      { what: "reminded", bills: [bill, other], tone: "firm", by: "mail", known: false },
      { what: "reminded", bills: [bill], tone: "friendly", by: "whatsapp", known: true },
    ],
    thumb: [
      {
        what: "thumb",
        client: { ...client, phone: "+447700900123" },
        bills: [bill],
        about: "reminder",
        message: "Hello Acme, …",
        stepIds: ["s1"],
      },
      {
        what: "thumb",
        client,
        bills: [bill, other],
        about: "bill",
        message: "Hello Acme, …",
        stepIds: ["s1"],
      },
      { what: "thumb", client, bills: [], about: "statement", message: "Hello Acme, …", stepIds: [] },
    ],
    "mail-refused": [
      {
        what: "mail-refused",
        client: reached,
        email: "a@acme.com",
        subject: "Bill JPM-0014",
        why: "sender",
        by: "mail",
      },
      {
        what: "mail-refused",
        client: reached,
        email: "a@acme.com",
        subject: "Bill JPM-0014",
        why: "address",
        by: "thumb",
      },
      {
        what: "mail-refused",
        client: reached,
        email: "a@acme.com",
        subject: "Bill JPM-0014",
        why: "address",
        by: "whatsapp",
      },
      {
        what: "mail-refused",
        client: reached,
        email: "old@acme.com",
        subject: "Bill JPM-0014",
        why: "address",
        by: "mail",
      },
    ],
    "in-doubt": [
      { what: "in-doubt", bill, step: "reminder", why: "Xero does not answer just now." },
      { what: "in-doubt", bill, step: "bill", why: "it is a draft in Xero, to be approved there." },
    ],
    "plan-ended": [{ what: "plan-ended", bill, overdue: 21 }],
    "paid-yet": [{ what: "paid-yet", bill }],
    "opted-out": [{ what: "opted-out", client }],
    chasing: [
      { what: "chasing", letters: [letter([mailed], "mail", at)], leftOut: [], now, actionId },
      { what: "chasing", letters: [letter([bill, other], "thumb", tomorrow)], leftOut: [], now, actionId },
      {
        what: "chasing",
        letters: [
          letter([mailed], "whatsapp", at),
          letter([{ ...other, client: reached }], "mail", tomorrow),
        ],
        leftOut: [{ what: "chase-held", bill, by: byClient }],
        now,
        actionId,
      },
    ],
    "not-chased": (["opted-out", "processing", "calendar-ends"] as const).map((why) => {
      return { what: "not-chased", bill, why };
    }),
    held: [
      { what: "held", scope: byClient, until: null, actionId },
      { what: "held", scope: all, until: "2026-12-05", actionId },
    ],
    resumed: [
      { what: "resumed", scope: byBill, next: tomorrow, actionId },
      { what: "resumed", scope: all, next: null, actionId },
    ],
    "chase-held": [
      { what: "chase-held", bill, by: all },
      { what: "chase-held", bill, by: byBill },
    ],
    "not-held": [
      { what: "not-held", scope: byClient, by: null },
      { what: "not-held", scope: byClient, by: all },
    ],
    promised: [
      { what: "promised", scope: byClient, on: "2026-12-04", until: "2026-12-07", broken: 0, actionId },
      { what: "promised", scope: byBill, on: "2026-12-04", until: "2026-12-07", broken: 2, actionId },
    ],
    "promise-when": [{ what: "promise-when", scope: byClient }],
    "says-paid": [{ what: "says-paid", bills: [bill], askOn: "2026-12-03", actionId }],
    disputed: [
      { what: "disputed", bills: [bill], actionId },
      { what: "disputed", bills: [bill, other], actionId },
    ],
    plan: [
      { what: "plan", scope: all, entries: [], paused: null },
      { what: "plan", scope: all, entries: [entry()], paused: "2026-12-05" },
      {
        what: "plan",
        scope: byClient,
        entries: [entry({ kind: "bill", tone: null }), entry({ kind: "ask", tone: null, why: "weekend" })],
        paused: null,
      },
      {
        what: "plan",
        scope: byBill,
        paused: null,
        entries: [
          ...(["weekend", "bank-holiday", "one-a-day", "missed"] as const).map((why) => entry({ why })),
          ...(["held", "processing", "no-address", "no-sender", "doubt"] as const).map((why) =>
            entry({ why, at: null }),
          ),
          entry({ state: "offered" }, "thumb"),
          ...(
            [
              "past",
              "bill-day",
              "met",
              "overtaken",
              "chased",
              "calendar-ends",
              "opted-out",
              "refused",
              "not-thumbed",
            ] as const
          ).map(out),
        ],
      },
    ],
    explained: [
      { what: "explained", scope: byClient, entries: [], next: entry() },
      {
        what: "explained",
        scope: byBill,
        next: null,
        entries: [
          decided({ detail: "a@acme.com" }),
          decided({ slot: "+0", nominalOn: bill.bill.dueOn, why: "weekend", detail: "a@acme.com" }),
          decided({ slot: "now 2026-11-30 x" }),
          decided({ what: "sent-unknown", kind: "thanks", tone: null }),
          decided({ what: "offered" }),
          decided({ what: "moved", why: "doubt", detail: "Xero does not answer." }),
          decided({ what: "skipped", why: "met" }),
          decided({ what: "asked", kind: "ask", tone: null }),
          decided({ kind: "bill", tone: null, detail: "a@acme.com" }),
        ],
      },
    ],
    "statement-going": [
      { what: "statement-going", client: reached, by: "mail", at, now, actionId },
      { what: "statement-going", client, by: "thumb", at, now, actionId },
      { what: "statement-going", client: reached, by: "thumb", at, now, actionId },
    ],
    "sending-again": [
      { what: "sending-again", bill: { ...bill, client: reached }, by: "mail", at, now, actionId },
      { what: "sending-again", bill, by: "thumb", at, now, actionId },
    ],
    "not-again": [
      { what: "not-again", bill: { ...bill, bill: { ...bill.bill, state: "paid" } }, why: "closed", now },
      { what: "not-again", bill, why: "processing", now },
      { what: "not-again", bill, why: "no-address", now },
      { what: "not-again", bill: { ...bill, client: reached }, why: "today", now },
      { what: "not-again", bill, why: "with-you", now },
      { what: "not-again", bill: { ...bill, client: reached }, why: "no-name", now },
      { what: "not-again", bill: { ...bill, client: reached }, why: "under-way", now },
      { what: "not-again", bill: { ...bill, client: reached }, why: "goes-first", at, by: "mail", now },
      { what: "not-again", bill: { ...bill, client: reached }, why: "goes-again", at, by: "mail", now },
    ],
    thanked: [{ what: "thanked", bill }],
    correct: [
      { what: "correct", bill, moved: false, wasMinor: 0, wasDueOn: "2026-12-01" },
      { what: "correct", bill, moved: false, wasMinor: 9500, wasDueOn: "2026-12-01" },
      {
        what: "correct",
        bill: { ...bill, bill: { ...bill.bill, state: "cancelled" } },
        moved: false,
        wasMinor: 9500,
        wasDueOn: "2026-12-01",
      },
    ],
    "correction-going": [
      { what: "correction-going", client: reached, by: "mail", at, now, actionId },
      { what: "correction-going", client, by: "thumb", at, now, actionId },
    ],
    "thumb-sent": [{ what: "thumb-sent", bills: [bill] }],
    "asked-later": [
      { what: "asked-later", bill, on: "2026-12-07", call: false },
      { what: "asked-later", bill: mailed, on: "2026-12-07", call: true },
    ],
    "letter-text": [{ what: "letter-text", bill, text: "Dear Acme, …" }],
  };
  return Object.values(told).flat();
}
