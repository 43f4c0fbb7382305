import type { Bill, BillLine } from "../domain/bill.ts";
import { stateFromPaid } from "../domain/bill.ts";
import { mentionOf } from "../domain/client.ts";
import type { Invoice } from "../domain/ledger.ts";
import type { Mirror, XeroConnection } from "../domain/mirror.ts";
import { amountMaxMinor } from "../domain/money.ts";
import { amountsOf, type BillVat } from "../domain/vat.ts";
import { rewriteBill } from "../store/bills.ts";
import { findXeroConnection } from "../store/xero-connections.ts";
import { changeMirror, findContactLink, putContactLink, setSync } from "../store/xero-mirrors.ts";
import { told } from "./connect-xero.ts";
import { findOrAddClient } from "./find-client.ts";
import { hashOf } from "./follow-xero.ts";
import type { Outcome } from "./outcome.ts";
import { type Turn, viewOf } from "./turn.ts";

/** Gives a bill what its invoice says: Xero's word stands. */
export async function takeTheirs(turn: Turn, bill: Bill, mirror: Mirror, invoice: Invoice): Promise<Outcome> {
  const taken = await rewriteFrom(turn, bill, mirror, invoice);
  return told({ what: "took-theirs", bill: await viewOf(turn, taken) });
}

/** Writes an invoice's content over a bill's, and that the two agree. */
export async function rewriteFrom(turn: Turn, bill: Bill, mirror: Mirror, invoice: Invoice): Promise<Bill> {
  const connection = await findXeroConnection(turn.tx, turn.trader.id);
  const { lines, ...vat } = contentFrom(invoice, connection);
  const { grossMinor: totalMinor, vatMinor } = amountsOf(lines, vat);
  const clientId = await clientOf(turn, mirror.organisationId, invoice);
  const { issuedOn } = invoice;
  const reference = withoutMarker(invoice.reference, mirror.marker);
  const state =
    bill.state === "credited"
      ? bill.state
      : stateFromPaid(totalMinor, bill.paidMinor, bill.state === "processing");
  const fields = {
    clientId,
    ...vat,
    vatMinor,
    totalMinor,
    dueOn: invoice.dueOn ?? bill.dueOn,
    issuedOn,
    reference,
  };
  const { supplyOn, payBy, payByUnusual, toXero } = bill;
  const kept = { supplyOn, payBy, payByUnusual, toXero };
  const rewritten = await rewriteBill(turn.tx, bill, { ...kept, ...fields, state }, lines);
  if (rewritten === undefined)
    throw new Error("Broken assumption: nobody changes a bill during its trader's turn.");
  const sync =
    bill.origin === "xero"
      ? "Xero-managed"
      : invoice.status === "draft"
        ? "Draft in Xero"
        : "Synced with Xero";
  const synced = await setSync(turn.tx, rewritten, sync);
  turn.changed.set(bill.id, synced);
  await changeMirror(turn.tx, mirror, {
    number: invoice.number,
    base: invoice,
    drift: null,
    problem: null,
    status: invoice.status,
    wantedHash: await hashOf(turn, synced),
    pushed: mirror.wanted,
    waitingSince: null,
  });
  return synced;
}

/** Our reference is `PO 7 · QX7K2M9A`: the marker is ours, the rest the trader's. */
export function withMarker(reference: string | null, marker: string): string {
  return reference === null ? marker : `${reference} · ${marker}`;
}

function withoutMarker(reference: string, marker: string): string | null {
  return (
    reference
      .replace(marker, "")
      .replace(/\s*·\s*$/, "")
      .trim() || null
  );
}

/** An invoice's lines as a bill's, with the VAT that makes them come to the same. */
export function contentFrom(
  invoice: Invoice,
  connection: XeroConnection | undefined,
): BillVat & { readonly lines: readonly BillLine[] } {
  const lines = invoice.lines.map((line): BillLine => {
    const whole =
      Number.isInteger(line.unitMinor) && Math.round(line.quantity * line.unitMinor) === line.amountMinor;
    return {
      description: line.description || null,
      quantity: whole ? line.quantity : 1,
      unitMinor: whole ? line.unitMinor : line.amountMinor,
      amountMinor: line.amountMinor,
    };
  });
  const plusVat = invoice.amounts === "without-tax";
  const percents = new Set(invoice.lines.map((line) => percentOf(connection, line.taxType)));
  const [percent = 0] = percents;
  const vat = vatOf(percent, plusVat);
  const fits = percents.size <= 1 && amountsOf(lines, vat).grossMinor === invoice.totalMinor;
  if (fits && invoice.amounts !== "no-tax") return { ...vat, lines };
  // Several rates at once are more than a bill knows: the figures are kept, the VAT as a line of its own.
  const tax = plusVat ? invoice.vatMinor : 0;
  const extra = { description: "VAT", quantity: 1, unitMinor: tax, amountMinor: tax };
  return { vat: "none", plusVat: false, lines: tax === 0 ? lines : [...lines, extra] };
}

function percentOf(connection: XeroConnection | undefined, taxType: string | null): number {
  return connection?.facts.taxRates.find((rate) => rate.type === taxType)?.percent ?? 0;
}

function vatOf(percent: number, plusVat: boolean): BillVat {
  if (percent === 20) return { vat: plusVat ? "plus" : "included", plusVat };
  if (percent === 5) return { vat: "reduced", plusVat };
  return { vat: percent === 0 ? "zero" : "none", plusVat: false };
}

/** The client whose contact this is; one of the contact's name where none is yet. */
export async function clientOf(turn: Turn, organisationId: string, invoice: Invoice): Promise<string> {
  const { contactId, contactName } = invoice;
  const by = { traderId: turn.trader.id, organisationId };
  const link = await findContactLink(turn.tx, { ...by, contactId });
  if (link !== undefined) return link.clientId;
  const name = contactName.trim() === "" ? "A contact without a name" : contactName;
  const client = await findOrAddClient(turn, mentionOf({ name }));
  if (client === null) throw new Error("Broken assumption: a name of letters makes a client.");
  await putContactLink(turn.tx, { ...by, clientId: client.id, contactId });
  return client.id;
}

/** Whether we can keep a bill of such an invoice at all. */
export function isKeepable(invoice: Invoice): boolean {
  return invoice.totalMinor > 0 && invoice.totalMinor <= amountMaxMinor && invoice.lines.length > 0;
}
