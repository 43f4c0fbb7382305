import type { Bill } from "../domain/bill.ts";
import type { Intent } from "../domain/intent.ts";
import { amountsOf } from "../domain/vat.ts";
import { sameBillWindowMs } from "../limits.ts";
import { findSameBill } from "../store/bills.ts";
import { takeBillNumber } from "../store/traders.ts";
import { contentSaid, dueDay, usualPayBy } from "./bill-content.ts";
import { creditMinorOf } from "./credit.ts";
import { contactIn, findOrAddClient } from "./find-client.ts";
import type { Outcome } from "./outcome.ts";
import type { SameBill } from "./outcome-bills.ts";
import { addPlannedBill } from "./plan-bill.ts";
import { syncNoteOf } from "./sync-note.ts";
import { journal, type Turn } from "./turn.ts";

/** "bill Acme £230": makes the bill, and the client where new. The same words again make another, and say so. */
export async function createBill(turn: Turn, intent: Intent): Promise<Outcome> {
  const content = contentSaid(turn, intent);
  if ("kind" in content) return content;
  const client = intent.client ? await findOrAddClient(turn, intent.client, contactIn(intent)) : null;
  if (client === null) return { kind: "plain", what: "not-understood" };

  const { lines, ...fields } = content;
  const { grossMinor: totalMinor, vatMinor } = amountsOf(lines, content);
  const payBy = intent.method ?? usualPayBy(turn, client);
  const currency = intent.currency ?? turn.trader.currency;
  const whose = {
    id: turn.random.id(),
    traderId: turn.trader.id,
    clientId: client.id,
    totalMinor,
  };
  const [number, same, creditMinor] = await Promise.all([
    takeBillNumber(turn.tx, turn.trader.id),
    sameAs(turn, whose),
    creditMinorOf(turn, client.id, currency),
  ]);
  const bill: Bill = {
    ...fields,
    ...whose,
    number,
    publicId: turn.random.token(),
    state: "open",
    origin: "justpayme",
    currency,
    paidMinor: 0,
    vatMinor,
    issuedOn: turn.today,
    dueOn: dueDay(turn, intent, client, turn.today),
    payBy,
    payByUnusual: payBy !== turn.trader.payBy,
    sync: "Not in Xero",
    createdAt: turn.now,
  };
  await addPlannedBill(turn, bill, lines);
  const actionId = await journal(turn, { kind: "create-bill", billId: bill.id });
  return {
    kind: "billed",
    bill: { bill, client, lines },
    sameAs: same,
    creditMinor,
    note: turn.xeroOn ? await syncNoteOf(turn, bill) : null,
    actionId,
  };
}

async function sameAs(turn: Turn, bill: Parameters<typeof findSameBill>[1]): Promise<SameBill | null> {
  const same = await findSameBill(turn.tx, bill, new Date(turn.now.getTime() - sameBillWindowMs));
  if (same === undefined) return null;
  return { number: same.number, agoMs: turn.now.getTime() - same.createdAt.getTime() };
}
