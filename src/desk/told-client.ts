import { type Bill, isOwed } from "../domain/bill.ts";
import { findToldBill, type ToldBill } from "../store/told-bills.ts";
import type { Turn } from "./turn.ts";

/** What a client was told of a bill, where it is not so any more; null where it is, or nobody told them. */
export async function toldOtherwise(turn: Turn, bill: Bill, clientId: string): Promise<ToldBill | null> {
  const { id: billId, traderId } = bill;
  const was = await findToldBill(turn.tx, { traderId, billId, clientId });
  if (was === undefined) return null;
  const stands = bill.clientId === clientId && isOwed(bill);
  const same = stands ? bill.totalMinor === was.totalMinor && bill.dueOn === was.dueOn : was.totalMinor === 0;
  return same ? null : was;
}
