import {
  amountRefusal,
  type Bill,
  type BillLine,
  dueOnFor,
  lineAmountMinor,
  stateFromPaid,
} from "../domain/bill.ts";
import type { Client } from "../domain/client.ts";
import type { Day } from "../domain/day.ts";
import type { Intent, LineSaid } from "../domain/intent.ts";
import type { BillContent } from "../domain/journal.ts";
import { amountsOf, decideVat } from "../domain/vat.ts";
import { listLines, rewriteBill } from "../store/bills.ts";
import type { Outcome } from "./outcome.ts";
import type { Turn } from "./turn.ts";

/** What a bill says, from the words of an order, from the books, and back into them. */

/** The content that an order for a bill asks for, but for what hangs on its client; or why there can be no such bill. */
export function contentSaid(
  turn: Turn,
  intent: Intent,
): Omit<BillContent, "clientId" | "payBy" | "dueOn"> | Outcome {
  const lines = billLines(intent.lines);
  const plain = intent.allIn === true && !turn.trader.vatRegistered;
  const vat = decideVat(turn.trader, plain ? "unsaid" : (intent.vat ?? "unsaid"));
  if (vat.kind === "not-registered") return { kind: "vat-refused", client: intent.client?.said ?? null };
  const why = [amountsOf(lines, vat).grossMinor, ...lines.map((line) => line.unitMinor)]
    .map(amountRefusal)
    .find((it) => it !== null);
  if (why !== undefined) return { kind: "refused-amount", why };
  return {
    lines,
    vat: vat.vat,
    plusVat: vat.plusVat,
    supplyOn: intent.supplyOn ?? null,
    reference: intent.reference ?? null,
    toXero: intent.toXero ?? true,
  };
}

/** The day said, else by the client's own terms, else by the trader's, which are the books' where those have any. */
export function dueDay(
  { trader }: Turn,
  { dueOn }: Intent,
  client: Pick<Client, "termsDays">,
  issuedOn: Day,
): Day {
  return dueOn ?? dueOnFor(issuedOn, client.termsDays ?? trader.termsDays);
}

/** How a client pays, where the order does not say. */
export function usualPayBy(turn: Turn, client: Client): Bill["payBy"] {
  return client.payBy ?? turn.trader.payBy;
}

export function billLines(said: readonly LineSaid[] | undefined): readonly BillLine[] {
  return (said ?? []).map((line) => ({ ...line, amountMinor: lineAmountMinor(line) }));
}

/** Everything of a bill that an edit may change. */
export async function contentOf(turn: Turn, bill: Bill): Promise<BillContent> {
  const { clientId, vat, plusVat, dueOn, supplyOn, reference, payBy, toXero } = bill;
  const lines = await listLines(turn.tx, turn.trader.id, bill.id);
  return { clientId, lines, vat, plusVat, dueOn, supplyOn, reference, payBy, toXero };
}

/** Gives a bill other content, in the state that follows from what is paid of it. */
export async function writeContent(turn: Turn, bill: Bill, content: BillContent): Promise<Bill> {
  const { lines, ...fields } = content;
  const { grossMinor: totalMinor, vatMinor } = amountsOf(lines, content);
  const state = stateFromPaid(totalMinor, bill.paidMinor);
  const payByUnusual = content.payBy === bill.payBy ? bill.payByUnusual : content.payBy !== turn.trader.payBy;
  const now = { ...fields, payByUnusual, totalMinor, vatMinor, state };
  const edited = await rewriteBill(turn.tx, bill, now, lines);
  if (edited === undefined)
    throw new Error("Broken assumption: nobody changes a bill during its trader's turn.");
  turn.changed.set(bill.id, edited);
  return edited;
}

/**
 * Content without what one edit did to it. Null where a later edit changed the same again: that later word stands,
 * and to take only half of the earlier one back would be neither.
 */
export function withoutEdit(current: BillContent, was: BillContent, now: BillContent): BillContent | null {
  const fields = Object.keys(was) as (keyof BillContent)[];
  const touched = fields.filter((field) => !same(was[field], now[field]));
  if (touched.some((field) => !same(current[field], now[field]))) return null;
  return { ...current, ...Object.fromEntries(touched.map((field) => [field, was[field]])) };
}

export function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
