import { amountRefusal, type Bill } from "../domain/bill.ts";
import type { Client } from "../domain/client.ts";
import type { Day, DayShift } from "../domain/day.ts";
import { shiftDay } from "../domain/holidays.ts";
import type { Intent } from "../domain/intent.ts";
import type { BillContent } from "../domain/journal.ts";
import { addedOn, amountsOf, type BillVat, decideVat } from "../domain/vat.ts";
import { getBill } from "../store/bills.ts";
import { contentOf, contentSaid, dueDay, same, usualPayBy, writeContent } from "./bill-content.ts";
import { changedLine, changedLines } from "./change-lines.ts";
import { told } from "./connect-xero.ts";
import { findSaidBill } from "./find-bill.ts";
import { findOrAddClient } from "./find-client.ts";
import type { Outcome } from "./outcome.ts";
import { nationOfClient } from "./plan-bill.ts";
import { isXerosAlone } from "./sync-note.ts";
import { journal, type Turn, viewOf } from "./turn.ts";

/** "make that 250", "knock a tenner off", "bill 3 is for Harris": changes what a bill says, and shows old and new. */
export async function editBill(turn: Turn, intent: Intent): Promise<Outcome> {
  const whose = intent.repoint === true ? null : (intent.client ?? null);
  const found = await findSaidBill(turn, { ...intent, client: whose, bill: intent.bill ?? null });
  if (found.kind === "not") return found.outcome;
  const { bill } = found;
  const before = await viewOf(turn, bill);
  if (!isEditable(bill)) return { kind: "not-edited", bill: before, why: "closed" };
  if (await isXerosAlone(turn, bill)) return told({ what: "managed-there", bill: before });
  const was = await contentOf(turn, bill);
  const now =
    intent.revision === undefined
      ? await editedContent(turn, bill, was, intent)
      : await revisedContent(turn, bill, was, intent.revision);
  return "kind" in now ? now : await rewrite(turn, bill, was, now);
}

/** What is paid, cancelled or on its way is not edited. */
export function isEditable({ state }: Bill): boolean {
  return state === "open" || state === "part-paid";
}

/**
 * The due day that far from the one it has; from today where it would have gone by all the same. Null where that is no
 * day to pay on, or nothing was said of it.
 */
export async function moveDue(
  turn: Turn,
  bill: Bill,
  by: DayShift | undefined,
): Promise<{ readonly from: Day; readonly dueOn: Day } | null> {
  if (by === undefined) return null;
  const nation = nationOfClient((await viewOf(turn, bill)).client);
  for (const from of by.count > 0 && !by.ofIssue ? [bill.dueOn, turn.today] : [bill.dueOn]) {
    const dueOn = shiftDay(by.ofIssue ? bill.issuedOn : from, by, nation);
    // Longer to pay is no day that has come; sooner may be today.
    if (dueOn !== null && (by.count > 0 ? dueOn > turn.today : dueOn >= turn.today)) return { from, dueOn };
  }
  return null;
}

/** The content after the words of an edit. */
async function editedContent(
  turn: Turn,
  bill: Bill,
  was: BillContent,
  intent: Intent,
): Promise<BillContent | Outcome> {
  const client = intent.repoint && intent.client ? await findOrAddClient(turn, intent.client) : null;
  const owner = (await viewOf(turn, bill)).client;
  const lines =
    intent.line === undefined ? changedLines(was.lines, intent) : changedLine(was.lines, intent.line);
  if (lines === null)
    return intent.bill == null
      ? { kind: "plain", what: "not-understood" }
      : {
          kind: "no-line",
          bill: { ...(await viewOf(turn, bill)), lines: was.lines },
          said: intent.line?.name ?? "",
        };
  if (lines.length === 0) return { kind: "not-edited", bill: await viewOf(turn, bill), why: "only-line" };
  const vat = changedVat(turn, was, intent);
  if (vat === null) return { kind: "vat-refused", client: null };
  return {
    clientId: client?.id ?? was.clientId,
    lines,
    ...vat,
    dueOn:
      intent.dueOn ??
      (await moveDue(turn, bill, intent.moveDue))?.dueOn ??
      (client === null ? was.dueOn : dueFor(turn, bill, owner, client)),
    supplyOn: intent.supplyOn ?? was.supplyOn,
    reference: intent.reference ?? was.reference,
    payBy:
      intent.method ??
      (client === null || was.payBy !== usualPayBy(turn, owner) ? was.payBy : usualPayBy(turn, client)),
    toXero: intent.toXero ?? was.toXero,
  };
}

/** A day that came of one client's terms comes of the other's, unless that day has gone. */
function dueFor(turn: Turn, bill: Bill, owner: Client, client: Client): Day {
  const unsaid: Intent = { intent: "edit-bill", certainty: "said" };
  if (bill.dueOn !== dueDay(turn, unsaid, owner, bill.issuedOn)) return bill.dueOn;
  const dueOn = dueDay(turn, unsaid, client, bill.issuedOn);
  return dueOn < turn.today ? bill.dueOn : dueOn;
}

/**
 * The content after the message that made the bill was edited. Only what the two versions of it say differently is
 * changed: what was changed by word in between stays.
 */
async function revisedContent(
  turn: Turn,
  bill: Bill,
  current: BillContent,
  { was, is }: NonNullable<Intent["revision"]>,
): Promise<BillContent | Outcome> {
  const before = contentSaid(turn, was);
  const after = contentSaid(turn, is);
  if ("kind" in after) return after;
  const differs = Object.fromEntries(
    Object.entries(after).filter(
      ([field, value]) => "kind" in before || !same(before[field as keyof typeof before], value),
    ),
  );
  const sameClient = same(was.client?.match ?? was.client?.said, is.client?.match ?? is.client?.said);
  const client = sameClient || !is.client ? null : await findOrAddClient(turn, is.client);
  const samePayBy = (was.method ?? null) === (is.method ?? null);
  const owned = (await viewOf(turn, bill)).client;
  const owner = client ?? owned;
  const payBy = samePayBy ? current.payBy : (is.method ?? usualPayBy(turn, owner));
  const sameDay = (was.dueOn ?? null) === (is.dueOn ?? null);
  // Where no day was said, another client's terms may make another one of it.
  const usual = sameDay && is.dueOn == null && current.dueOn === dueDay(turn, was, owned, bill.issuedOn);
  const dueOn = sameDay && !usual ? current.dueOn : dueDay(turn, is, owner, bill.issuedOn);
  return { ...current, ...differs, payBy, dueOn, clientId: client?.id ?? current.clientId };
}

/** The "+ VAT" button: the figures stay, and VAT comes on top of them. */
export async function addVat(turn: Turn, billId: string): Promise<Outcome> {
  const bill = await getBill(turn.tx, turn.trader.id, billId);
  const before = await viewOf(turn, bill);
  if (!isEditable(bill)) return { kind: "not-edited", bill: before, why: "closed" };
  if (await isXerosAlone(turn, bill)) return told({ what: "managed-there", bill: before });
  if (!turn.trader.vatRegistered) return { kind: "vat-refused", client: null };
  const was = await contentOf(turn, bill);
  return await rewrite(turn, bill, was, { ...was, ...addedOn(was) });
}

async function rewrite(turn: Turn, bill: Bill, was: BillContent, now: BillContent): Promise<Outcome> {
  const before = await viewOf(turn, bill);
  if (same(now, was)) return { kind: "not-edited", bill: before, why: "same" };
  const totalMinor = amountsOf(now.lines, now).grossMinor;
  const why = amountRefusal(totalMinor);
  if (why !== null) return { kind: "refused-amount", why };
  if (totalMinor < bill.paidMinor) return { kind: "not-edited", bill: before, why: "less-than-paid" };
  const edited = await writeContent(turn, bill, now);
  const actionId = await journal(turn, { kind: "edit-bill", billId: bill.id, was, now });
  return { kind: "edited", before, bill: { ...(await viewOf(turn, edited)), lines: now.lines }, actionId };
}

/** The bill's VAT after an edit: as it was, or by the word said now. Null where the trader may charge none. */
function changedVat(turn: Turn, was: BillVat, intent: Intent): BillVat | null {
  const said = intent.vat ?? "unsaid";
  if (said === "unsaid") return { vat: was.vat, plusVat: was.plusVat };
  const decided = decideVat(turn.trader, said);
  return decided.kind === "decided" ? { vat: decided.vat, plusVat: decided.plusVat } : null;
}
