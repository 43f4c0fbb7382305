import { bankCoolingMs } from "../limits.ts";
import { endBankHold, findBankHold, setBankHold } from "../store/bank-holds.ts";
import type { Trader } from "../store/traders.ts";
import type { Turn } from "./turn.ts";

/**
 * Has clients shown the bank details they knew for a day after a change, so that the trader hears of a change that was
 * not theirs before any money goes astray. The first details ever are shown at once; so are the old ones put back.
 */
export async function coolBank(turn: Turn, before: Trader): Promise<void> {
  const { tx, trader, now } = turn;
  const held = await findBankHold(tx, trader.id, now);
  const known = held ?? before;
  if (known.sortCode === null || known.accountNumber === null) return;
  const { sortCode, accountNumber } = known;
  if (trader.sortCode === sortCode && trader.accountNumber === accountNumber) {
    await endBankHold(tx, trader.id);
    return;
  }
  const until = new Date(now.getTime() + bankCoolingMs);
  await setBankHold(tx, { traderId: trader.id, sortCode, accountNumber, until });
}
