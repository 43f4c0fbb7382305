import { amountRefusal, type Bill, type BillLine, dueOnFor, lineAmountMinor } from "../domain/bill.ts";
import type { Intent } from "../domain/intent.ts";
import { amountsOf, decideVat } from "../domain/vat.ts";
import { sameBillWindowMs } from "../limits.ts";
import { addBill, findSameBill } from "../store/bills.ts";
import { takeBillNumber } from "../store/traders.ts";
import { creditMinorOf } from "./credit.ts";
import { findOrAddClient } from "./find-client.ts";
import type { Outcome, SameBill } from "./outcome.ts";
import { journal, type Turn } from "./turn.ts";

/** "bill Acme £230": makes the bill, and the client where new. The same words again make another, and say so. */
export async function createBill(turn: Turn, intent: Intent): Promise<Outcome> {
  const lines = (intent.lines ?? []).map(
    (line): BillLine => ({ ...line, amountMinor: lineAmountMinor(line) }),
  );
  const vat = decideVat(turn.trader, intent.vat ?? "unsaid");
  if (vat.kind === "not-registered") return { kind: "vat-refused", client: intent.client?.said ?? null };
  const { grossMinor: totalMinor, vatMinor } = amountsOf(lines, vat);
  const why = [totalMinor, ...lines.map((line) => line.unitMinor)]
    .map(amountRefusal)
    .find((it) => it !== null);
  if (why !== undefined) return { kind: "refused-amount", why };
  const client = intent.client ? await findOrAddClient(turn, intent.client) : null;
  if (client === null) return { kind: "plain", what: "not-understood" };

  const payBy = intent.method ?? client.payBy ?? turn.trader.payBy;
  const bill: Bill = {
    id: turn.random.id(),
    traderId: turn.trader.id,
    number: await takeBillNumber(turn.tx, turn.trader.id),
    publicId: turn.random.token(),
    clientId: client.id,
    state: "open",
    origin: "justpayme",
    currency: intent.currency ?? turn.trader.currency,
    totalMinor,
    paidMinor: 0,
    vat: vat.vat,
    plusVat: vat.plusVat,
    vatMinor,
    issuedOn: turn.today,
    dueOn: intent.dueOn ?? dueOnFor(turn.today, turn.trader.termsDays),
    reference: intent.reference ?? null,
    payBy,
    payByUnusual: payBy !== turn.trader.payBy,
    toXero: intent.toXero ?? true,
    sync: "Not in Xero",
    createdAt: turn.now,
  };
  await addBill(turn.tx, bill, lines);
  turn.made.set(bill.id, bill);
  const actionId = await journal(turn, { kind: "create-bill", billId: bill.id });
  const creditMinor = await creditMinorOf(turn, client.id, bill.currency);
  return {
    kind: "billed",
    bill: { bill, client, lines },
    sameAs: await sameAs(turn, bill),
    creditMinor,
    actionId,
  };
}

async function sameAs(turn: Turn, bill: Bill): Promise<SameBill | null> {
  const same = await findSameBill(turn.tx, bill, new Date(turn.now.getTime() - sameBillWindowMs));
  if (same === undefined) return null;
  return { number: same.number, agoMs: turn.now.getTime() - same.createdAt.getTime() };
}
