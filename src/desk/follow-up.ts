import { followInXero } from "./follow-xero.ts";
import { offerCard } from "./offer-card.ts";
import { type Mouth, refreshCards } from "./say.ts";
import { type Turn, touchedBills } from "./turn.ts";

/**
 * What follows from the bills that a turn made or changed, whoever did it and why. Actions change the books and
 * know of nothing else; cards, and whatever else depends on a bill, are brought up to date here.
 */
export async function followUp(mouth: Mouth, turn: Turn): Promise<void> {
  for (const bill of touchedBills(turn)) await followInXero(turn, bill);
  for (const bill of touchedBills(turn)) {
    if (turn.changed.has(bill.id)) await refreshCards(mouth, turn, bill);
    await offerCard(mouth, turn, bill);
  }
  for (const bill of turn.repaused.values())
    if (!turn.changed.has(bill.id)) await refreshCards(mouth, turn, bill);
}
