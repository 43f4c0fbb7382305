import { amountDueMinor, type Bill } from "../domain/bill.ts";
import { type CardAccountRow, findCardAccount } from "../store/card-accounts.ts";
import { type CardLinkRow, endCardLink, listLiveCardLinks } from "../store/card-links.ts";
import type { Mouth } from "./say.ts";
import type { Turn } from "./turn.ts";

/**
 * Sees to it that a bill can be paid by card for exactly what is due on it, once, and only while it is owed. A link
 * for another sum, or for a bill that is settled, edited or cancelled, is switched off.
 */
export async function offerCard(mouth: Mouth, turn: Turn, bill: Bill): Promise<void> {
  const account = await findCardAccount(turn.tx, turn.trader.id);
  // A bill of this turn has none yet.
  const links = turn.made.has(bill.id) ? [] : await listLiveCardLinks(turn.tx, turn.trader.id, bill.id);
  const fits = (link: CardLinkRow) => account !== undefined && fitsBill(link, bill, account);
  for (const link of links) if (!fits(link)) await takeOff(mouth, turn, link);
  if (account === undefined || !takesCard(bill) || links.some(fits)) return;
  const id = turn.random.id();
  const work = { kind: "make-card-link", billId: bill.id } as const;
  await mouth.queue.enqueue(turn.tx, [
    {
      id,
      traderId: turn.trader.id,
      lane: `card-link:${bill.id}`,
      dedupeKey: `make-card-link:${id}`,
      work,
      dueAt: turn.now,
    },
  ]);
}

/** Whether a link is for this bill as it is now. */
export function fitsBill(link: CardLinkRow, bill: Bill, account: CardAccountRow): boolean {
  return takesCard(bill) && link.accountId === account.id && link.amountMinor === amountDueMinor(bill);
}

/** Stripe takes 30p or more. A bill that is in Xero is paid on Xero's own page. */
export function takesCard(bill: Bill): boolean {
  const open = bill.state === "open" || bill.state === "part-paid";
  const otherwise = bill.payByUnusual && (bill.payBy === "cash" || bill.payBy === "cheque");
  return open && !otherwise && bill.sync === "Not in Xero" && amountDueMinor(bill) >= cardMinMinor;
}
const cardMinMinor = 30;

/** Has nobody pay by a link any more. */
export async function takeOff(mouth: Mouth, turn: Turn, link: CardLinkRow): Promise<void> {
  await endCardLink(turn.tx, turn.trader.id, link.linkRef, turn.now);
  const { accountId, linkRef } = link;
  await mouth.queue.enqueue(turn.tx, [
    {
      id: turn.random.id(),
      traderId: turn.trader.id,
      lane: `card-link:${link.billId}`,
      dedupeKey: `end-card-link:${linkRef}`,
      work: { kind: "end-card-link", accountId, linkRef },
      dueAt: turn.now,
    },
  ]);
}
