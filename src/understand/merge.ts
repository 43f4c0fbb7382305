import type { Day } from "../domain/day.ts";
import type { AnyVerb, Intent } from "../domain/intent.ts";
import { asGuess, type Draft, type Gap, nothing } from "./draft.ts";
import { unsure } from "./gate.ts";
import type { Scope } from "./scope.ts";

/** Puts fragments with the order they belong to, takes back what was taken back, and guards several bills. */
export function mergeDrafts(_scope: Scope, drafts: readonly Draft[]): readonly Draft[] {
  const merged: Draft[] = [];
  for (const draft of drafts) {
    const last = merged.at(-1);
    const joined =
      last === undefined ? null : last.fragment === true ? toldBefore(last, draft) : join(last, draft);
    // "bill Ed 200, he's already paid 50": of these 200, or of something else?
    const partly =
      last?.intent.intent === "create-bill" &&
      draft.intent.intent === "record-payment" &&
      draft.carried === true;
    // "Gary paid 200. It was meant to be 220": the payment, or what he was billed?
    const which =
      last?.intent.intent === "record-payment" &&
      draft.intent.intent === "edit-bill" &&
      draft.intent.last === true;
    // "Bob paid 300, put 20 of that towards bill 3": of the same money.
    const ofThat =
      last?.intent.intent === "record-payment" &&
      draft.intent.intent === "record-payment" &&
      draft.intent.client == null &&
      draft.intent.bill != null &&
      draft.intent.certainty === "guessed";
    // "bill Bob 300 and take 50 off": of these 300, or of another bill?
    const less =
      last?.intent.intent === "create-bill" &&
      draft.intent.intent === "edit-bill" &&
      (draft.intent.changeMinor ?? 0) < 0;
    if (joined === null && (partly || which || less || ofThat))
      merged.splice(-1, 1, unsure(last), unsure(draft));
    else if (joined === null)
      merged.push(draft.same === true && last !== undefined ? likeBefore(last, draft) : draft);
    else merged[merged.length - 1] = joined;
    if (draft.ofAll === true && draft.intent.dueOn != null) dueAll(merged, draft.intent.dueOn);
  }
  const acting = merged.filter(
    (draft) => draft.fragment !== true && (draft.intent.intent !== "none" || draft.gaps.length > 0),
  );
  if (acting.length === 0) return [nothing];
  const bills = acting.filter((draft) => draft.intent.intent === "create-bill").length;
  if (bills < 2) return acting;
  // Several bills at once are confirmed together.
  return acting.map((draft) => (draft.intent.intent === "create-bill" ? asGuess(draft) : draft));
}

/** "…Bev 30. All due in a week": each of them. */
function dueAll(merged: Draft[], dueOn: Day): void {
  for (const [at, { intent, ...rest }] of merged.entries())
    if (intent.intent === "create-bill" && intent.dueOn == null)
      merged[at] = { ...rest, intent: { ...intent, dueOn } };
}

/** "Due Monday. Bill Acme 230.", "140. Bill Acme.": most likely that bill's, but said of nothing yet: confirmed. */
function toldBefore({ intent: before, gaps: asked }: Draft, { intent, gaps, ...rest }: Draft): Draft | null {
  if (intent.intent !== "create-bill") return null;
  const priced = (before.lines ?? []).length > 0;
  if (!priced && before.dueOn != null && intent.dueOn == null)
    return { ...rest, gaps, intent: { ...intent, dueOn: before.dueOn, certainty: "guessed" } };
  if (!priced || intent.totalMinor != null || before.totalMinor == null) return null;
  const { lines = [], totalMinor, currency = "GBP", vat = "unsaid", dueOn = null } = before;
  const own = [...gaps, ...asked].filter(({ about }) => about !== "amount" && about !== "client");
  const whom = gaps.filter(({ about }) => about === "client");
  const taxed = intent.vat === "unsaid" ? vat : (intent.vat ?? vat);
  const settled = { lines, totalMinor, currency, vat: taxed, dueOn: intent.dueOn ?? dueOn };
  return { ...rest, gaps: [...whom, ...own], intent: { ...intent, ...settled, certainty: "guessed" } };
}

function join(last: Draft, next: Draft): Draft | null {
  if (next.fragment === true) return addFragment(last, next);
  const { intent: one } = last;
  const { intent: two } = next;
  const once = saidOnce(last, next);
  if (once !== null) return once;
  if (one.intent !== "create-bill") return null;
  // "3 hours at Karen's at 20 an hour. Please invoice her.": the work and its price, and then the order.
  if (
    two.intent === "create-bill" &&
    two.totalMinor == null &&
    one.totalMinor != null &&
    sameClient(one, two)
  )
    return asGuess(last);
  if (two.intent === "edit-bill" && two.last === true && two.client === null && two.amountMinor != null) {
    return corrected(last, two.amountMinor, two.dueOn ?? null);
  }
  // "bill Acme 230 and make it due Friday": one bill, said in two breaths.
  if (onlyDue(next) && last.gaps.every((gap) => gap.about !== "day"))
    return {
      ...last,
      intent: {
        ...one,
        dueOn: two.dueOn ?? null,
        certainty: two.certainty === "guessed" ? "guessed" : one.certainty,
      },
    };
  // "bill Zoe 25, hold it": the bill waits, and nobody's reminders do.
  // "…60 for ironing, she'll pay cash": how it is paid, and no day to wait for.
  if (two.intent === "promise" && two.on == null && two.amountMinor == null && next.carried === true)
    return { ...last, intent: { ...one, method: one.method ?? next.method ?? null } };
  const held = two.client == null ? two.last === true : next.carried === true;
  if (two.intent === "hold-chasing" && held && two.bill == null)
    return { ...last, intent: { ...one, certainty: "guessed" } };
  const short = last.gaps.some((gap) => gap.about === "amount");
  // "…£100 minus £20 already paid": part of this bill's sum, and no payment of anybody else's.
  if (
    two.intent === "record-payment" &&
    (two.client == null || (next.carried === true && short)) &&
    two.bill == null &&
    (two.last !== true || short)
  ) {
    const gaps = last.gaps.filter((gap) => gap.about !== "amount");
    const asked: Gap = { about: "amount", text: "How much is left to bill, after what was paid?" };
    return {
      intent: { ...one, certainty: "guessed", lines: [], totalMinor: null },
      gaps: [...gaps, asked],
    };
  }
  // "bill Acme 85, forget it": taken back before it was made.
  const same = two.client == null || next.carried === true;
  if (two.intent === "undo" || (takesBack.has(two.intent) && same && two.bill == null)) return nothing;
  return null;
}

/** "…push it back a week", and nothing else of it. */
function movesIt({ intent, gaps }: Draft): boolean {
  const { client, bill, last, amountMinor, changeMinor, reference } = intent;
  const day = gaps.length > 0 && gaps.every(({ about }) => about === "day");
  return (
    last === true &&
    day &&
    [client, bill, amountMinor, changeMinor, reference].every((it) => it == null) &&
    (intent.vat ?? "unsaid") === "unsaid"
  );
}

/** Of a bill or a client that is there, what says the same once more, or goes on with it. */
function saidOnce(last: Draft, next: Draft): Draft | null {
  const { intent: one } = last;
  const { intent: two } = next;
  // "change bill 3 to 250 and push it back a week": the day is asked, or moved, with the rest.
  if (one.intent === "edit-bill" && two.intent === "edit-bill" && one.moveDue === undefined && movesIt(next))
    return {
      ...last,
      intent: { ...one, ...(two.moveDue && { moveDue: two.moveDue }) },
      gaps: [...last.gaps, ...next.gaps],
    };
  // "Harris is a bad debt, write it off" says one thing twice.
  if (
    one.intent === two.intent &&
    one.intent !== "create-bill" &&
    ((two.last === true && two.client == null) || next.carried === true) &&
    (two.amountMinor ?? null) === null &&
    (two.changeMinor ?? null) === null &&
    (two.dueOn ?? null) === null
  )
    // "…paid 230. Gave it back": said once more, or taken back?
    return two.certainty === "guessed" || next.gaps.length > 0 ? unsure(last) : withMore(last, two);
  // "Acme paid 230. Ignore that"
  if (recorded.has(one.intent) && two.bill == null && takesBackOf(last, next)) return unsure(last);
  // "leave Tess till the end of the month, then start chasing again"
  const again = two.intent === "resume-chasing" || two.intent === "chase";
  if (one.intent === "hold-chasing" && one.until != null && again && (two.client == null || next.carried))
    return last;
  // "Amend invoice 31: it should read £410", "I made a mistake with bill 6, it's 75"
  const named = one.bill != null || (one.intent === "edit-bill" && one.client != null);
  const idle = one.intent === "show-bill" || (one.intent === "edit-bill" && last.gaps.length > 0);
  if (
    two.intent === "edit-bill" &&
    two.last === true &&
    two.client == null &&
    named &&
    idle &&
    unchanged(one)
  )
    return asGuess({
      ...next,
      intent: { ...two, client: one.client ?? null, bill: one.bill ?? null, last: one.last ?? false },
    });
  // "…have disputed bill 9, they say it was only 3 nights"
  if (one.intent === "dispute" && two.intent === "dispute" && two.bill == null && next.carried === true)
    return last;
  return null;
}

/** "change bill 61 to 118 and put PO 9902 on it" */
function withMore(last: Draft, { reference, vat = "unsaid", toXero }: Intent): Draft {
  const { intent } = last;
  if (intent.intent !== "edit-bill") return last;
  return {
    ...last,
    intent: {
      ...intent,
      reference: intent.reference ?? reference ?? null,
      vat: (intent.vat ?? "unsaid") === "unsaid" ? vat : (intent.vat ?? "unsaid"),
      toXero: intent.toXero ?? toXero ?? null,
    },
  };
}

const takesBack: ReadonlySet<AnyVerb> = new Set(["cancel-bill", "write-off"]);
const recorded: ReadonlySet<AnyVerb> = new Set(["record-payment", "edit-bill", "write-off"]);

function takesBackOf({ intent: one }: Draft, { intent: two, carried }: Draft): boolean {
  const same = two.client == null || carried === true;
  return one.certainty === "said" && (two.intent === "undo" || (two.intent === "cancel-bill" && same));
}

/** Whether an order names a bill and nothing that is to become of it. */
function unchanged({
  amountMinor,
  changeMinor,
  dueOn,
  lines = [],
  vat = "unsaid",
  toXero,
  reference,
}: Intent) {
  const fields = [amountMinor, changeMinor, dueOn, toXero, reference];
  return fields.every((it) => it == null) && lines.length === 0 && vat === "unsaid";
}

/** "…same for Terry": what the bill before it was for, to another client. */
function likeBefore({ intent: last, gaps: asked }: Draft, draft: Draft): Draft {
  const { lines, totalMinor, currency, vat, description, dueOn } = last;
  if (last.intent !== "create-bill" || draft.intent.totalMinor != null) return draft;
  const intent = { ...draft.intent, lines, totalMinor, currency, vat, description, dueOn };
  const still = draft.gaps.filter((gap) => gap.about !== "amount");
  return {
    intent: withoutUndefined(intent),
    gaps: [...still, ...asked.filter((gap) => gap.about === "amount")],
  };
}

function withoutUndefined(intent: { readonly [K in keyof Intent]: Intent[K] | undefined }): Intent {
  return Object.fromEntries(
    Object.entries(intent).filter(([, value]) => value !== undefined),
  ) as unknown as Intent;
}

function sameClient({ client: one }: Intent, { client: two }: Intent): boolean {
  return one != null && two != null && one.match === two.match && one.said === two.said;
}

/** "…make it due Friday": of the bill just said, and nothing else. */
function onlyDue({ intent, gaps }: Draft): boolean {
  const { client, bill, last, dueOn, amountMinor, changeMinor, lines, vat, toXero, reference } = intent;
  return (
    intent.intent === "edit-bill" &&
    last === true &&
    gaps.length === 0 &&
    dueOn != null &&
    [client, bill, amountMinor, changeMinor, toXero, reference].every((it) => it == null) &&
    (lines ?? []).length === 0 &&
    (vat ?? "unsaid") === "unsaid"
  );
}

/** "…make that 250": the last word on the amount. */
function corrected(last: Draft, minor: number, dueOn: Day | null): Draft {
  const only = last.intent.lines?.[0];
  const lines = [{ description: only?.description ?? null, quantity: 1, unitMinor: minor }];
  return {
    intent: { ...last.intent, lines, totalMinor: minor, dueOn: dueOn ?? last.intent.dueOn ?? null },
    gaps: last.gaps.filter((gap) => gap.about !== "amount"),
  };
}

function addFragment(last: Draft, { intent: more, gaps, sum }: Draft): Draft | null {
  if (last === nothing) return null;
  if (last.intent.intent !== "create-bill") return last;
  const { intent } = last;
  if (sum === true && intent.totalMinor != null && more.totalMinor != null) {
    if (intent.totalMinor === more.totalMinor) return last;
    return {
      ...last,
      gaps: [
        ...last.gaps,
        { about: "amount", text: "The lines and the total differ. How much is it in all?" },
      ],
    };
  }
  const lines = [...(intent.lines ?? []), ...(more.lines ?? [])];
  const total =
    lines.length === 0
      ? null
      : lines.reduce((sum, line) => sum + Math.round(line.quantity * line.unitMinor), 0);
  const described = lines.length === 1 && lines[0]?.description === null && more.description != null;
  const settled: Intent = {
    ...intent,
    lines: described ? lines.map((line) => ({ ...line, description: more.description ?? null })) : lines,
    totalMinor: total,
    vat: more.vat === undefined || more.vat === "unsaid" ? (intent.vat ?? "unsaid") : more.vat,
    dueOn: more.dueOn ?? intent.dueOn ?? null,
    toXero: more.toXero ?? intent.toXero ?? null,
    reference: more.reference ?? intent.reference ?? null,
    email: more.email ?? intent.email ?? null,
    phone: more.phone ?? intent.phone ?? null,
    address: more.address ?? intent.address ?? null,
    description: intent.description ?? more.description ?? null,
    certainty: intent.certainty === "guessed" || more.certainty === "guessed" ? "guessed" : "said",
  };
  const rest = gaps.filter(
    (gap) => gap.about !== "client" && (gap.about !== "amount" || gap.text?.startsWith("Which")),
  );
  const own = total === null ? last.gaps : last.gaps.filter((gap) => gap.about !== "amount");
  return { intent: settled, gaps: [...own, ...rest] };
}
