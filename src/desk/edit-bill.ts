import { amountRefusal, type Bill, type BillLine, lineAmountMinor, stateFromPaid } from "../domain/bill.ts";
import type { Intent } from "../domain/intent.ts";
import type { BillContent } from "../domain/journal.ts";
import { listLines, rewriteBill } from "../store/bills.ts";
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
  const totalMinor = lines.reduce((sum, line) => sum + line.amountMinor, 0);
  const why = amountRefusal(totalMinor);
  if (why !== null) return { kind: "refused-amount", why };
  if (totalMinor < bill.paidMinor) return { kind: "not-edited", bill: before, why: "less-than-paid" };

  const now: BillContent = {
    clientId: client?.id ?? was.clientId,
    lines,
    vat: intent.vat === undefined || intent.vat === "unsaid" ? was.vat : intent.vat,
    dueOn: intent.dueOn ?? was.dueOn,
    reference: intent.reference ?? was.reference,
    toXero: intent.toXero ?? was.toXero,
  };
  if (JSON.stringify(now) === JSON.stringify(was)) return { kind: "not-edited", bill: before, why: "same" };
  const edited = await writeContent(turn, bill, now);
  const actionId = await journal(turn, { kind: "edit-bill", billId: bill.id, was });
  return { kind: "edited", before, bill: { ...(await viewOf(turn, edited)), lines }, actionId };
}

/** Everything of a bill that an edit may change. */
async function contentOf(turn: Turn, bill: Bill): Promise<BillContent> {
  const { clientId, vat, dueOn, reference, toXero } = bill;
  return {
    clientId,
    lines: await listLines(turn.tx, turn.trader.id, bill.id),
    vat,
    dueOn,
    reference,
    toXero,
  };
}

/** Gives a bill other content, in the state that follows from what is paid of it. */
export async function writeContent(turn: Turn, bill: Bill, content: BillContent): Promise<Bill> {
  const { lines, ...fields } = content;
  const totalMinor = lines.reduce((sum, line) => sum + line.amountMinor, 0);
  const state = stateFromPaid(totalMinor, bill.paidMinor);
  const edited = await rewriteBill(turn.tx, bill, { ...fields, totalMinor, state }, lines);
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
