import { amountRefusal, type Bill, type BillLine, lineAmountMinor, stateFromPaid } from "../domain/bill.ts";
import type { Intent } from "../domain/intent.ts";
import type { BillContent } from "../domain/journal.ts";
import { addedOn, amountsOf, type BillVat, decideVat } from "../domain/vat.ts";
import { getBill, listLines, rewriteBill } from "../store/bills.ts";
import { findSaidBill } from "./find-bill.ts";
import { findOrAddClient } from "./find-client.ts";
import type { Outcome } from "./outcome.ts";
import { journal, type Turn, viewOf } from "./turn.ts";

/** "make that 250", "knock a tenner off", "bill 3 is for Harris": changes what a bill says, and shows old and new. */
export async function editBill(turn: Turn, intent: Intent): Promise<Outcome> {
  const found = await findSaidBill(turn, { ...intent, client: null, bill: intent.bill ?? null });
  if (found.kind === "not") return found.outcome;
  const { bill } = found;
  const before = await viewOf(turn, bill);
  if (bill.state !== "open" && bill.state !== "part-paid")
    return { kind: "not-edited", bill: before, why: "closed" };

  const was = await contentOf(turn, bill);
  const client = intent.client ? await findOrAddClient(turn, intent.client) : null;
  const lines = changedLines(was.lines, intent);
  const vat = changedVat(turn, was, intent);
  if (vat === null) return { kind: "vat-refused", client: null };
  const totalMinor = amountsOf(lines, vat).grossMinor;
  const why = amountRefusal(totalMinor);
  if (why !== null) return { kind: "refused-amount", why };
  if (totalMinor < bill.paidMinor) return { kind: "not-edited", bill: before, why: "less-than-paid" };

  const now: BillContent = {
    clientId: client?.id ?? was.clientId,
    lines,
    ...vat,
    dueOn: intent.dueOn ?? was.dueOn,
    reference: intent.reference ?? was.reference,
    toXero: intent.toXero ?? was.toXero,
  };
  return await rewrite(turn, bill, was, now);
}

/** The "+ VAT" button: the figures stay, and VAT comes on top of them. */
export async function addVat(turn: Turn, billId: string): Promise<Outcome> {
  const bill = await getBill(turn.tx, turn.trader.id, billId);
  const before = await viewOf(turn, bill);
  if (bill.state !== "open" && bill.state !== "part-paid")
    return { kind: "not-edited", bill: before, why: "closed" };
  if (!turn.trader.vatRegistered) return { kind: "vat-refused", client: null };
  const was = await contentOf(turn, bill);
  const now: BillContent = { ...was, ...addedOn(was) };
  const why = amountRefusal(amountsOf(now.lines, now).grossMinor);
  return why === null ? await rewrite(turn, bill, was, now) : { kind: "refused-amount", why };
}

async function rewrite(turn: Turn, bill: Bill, was: BillContent, now: BillContent): Promise<Outcome> {
  const before = await viewOf(turn, bill);
  if (JSON.stringify(now) === JSON.stringify(was)) return { kind: "not-edited", bill: before, why: "same" };
  const edited = await writeContent(turn, bill, now);
  const actionId = await journal(turn, { kind: "edit-bill", billId: bill.id, was });
  return { kind: "edited", before, bill: { ...(await viewOf(turn, edited)), lines: now.lines }, actionId };
}

/** The bill's VAT after an edit: as it was, or by the word said now. Null where the trader may charge none. */
function changedVat(turn: Turn, was: BillVat, intent: Intent): BillVat | null {
  const said = intent.vat ?? "unsaid";
  if (said === "unsaid") return { vat: was.vat, plusVat: was.plusVat };
  const decided = decideVat(turn.trader, said);
  return decided.kind === "decided" ? { vat: decided.vat, plusVat: decided.plusVat } : null;
}

/** Everything of a bill that an edit may change. */
async function contentOf(turn: Turn, bill: Bill): Promise<BillContent> {
  const { clientId, vat, plusVat, dueOn, reference, toXero } = bill;
  return {
    clientId,
    lines: await listLines(turn.tx, turn.trader.id, bill.id),
    vat,
    plusVat,
    dueOn,
    reference,
    toXero,
  };
}

/** Gives a bill other content, in the state that follows from what is paid of it. */
export async function writeContent(turn: Turn, bill: Bill, content: BillContent): Promise<Bill> {
  const { lines, ...fields } = content;
  const { grossMinor: totalMinor, vatMinor } = amountsOf(lines, content);
  const state = stateFromPaid(totalMinor, bill.paidMinor);
  const edited = await rewriteBill(turn.tx, bill, { ...fields, totalMinor, vatMinor, state }, lines);
  if (edited === undefined)
    throw new Error("Broken assumption: nobody changes a bill during its trader's turn.");
  turn.changed.set(bill.id, edited);
  return edited;
}

/**
 * The lines after an edit. New lines are added; a new total or a difference changes the only line, or where there
 * are several adds one that says so.
 */
function changedLines(lines: readonly BillLine[], intent: Intent): readonly BillLine[] {
  const added = (intent.lines ?? []).map(
    (line): BillLine => ({ ...line, amountMinor: lineAmountMinor(line) }),
  );
  if (added.length > 0) return [...lines, ...added];
  const totalMinor = lines.reduce((sum, line) => sum + line.amountMinor, 0);
  const wantedMinor = intent.amountMinor ?? totalMinor + (intent.changeMinor ?? 0);
  const described = intent.description
    ? lines.map((line, index) => (index === 0 ? { ...line, description: intent.description ?? null } : line))
    : lines;
  if (wantedMinor === totalMinor) return described;
  const [only] = described;
  if (described.length === 1 && only !== undefined) {
    return [{ ...only, quantity: 1, unitMinor: wantedMinor, amountMinor: wantedMinor }];
  }
  const differenceMinor = wantedMinor - totalMinor;
  const description = differenceMinor < 0 ? "Discount" : "Extra";
  return [
    ...described,
    { description, quantity: 1, unitMinor: differenceMinor, amountMinor: differenceMinor },
  ];
}
