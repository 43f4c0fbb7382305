import type { Settings } from "./setting.ts";

/** `Joe's Plumbing`: what the trader goes by, with their own name where that is another. */
export function traderName(trader: Settings): string {
  return trader.tradingName ?? trader.legalName ?? "your supplier";
}

/** Who the client pays: a sole trader's bill shows their own name beside the business name, and an address. */
export function traderLines(trader: Settings): readonly string[] {
  const { tradingName, legalName, address, replyEmail, vatRegistered, vatNumber } = trader;
  const own = tradingName !== null && legalName !== null && legalName !== tradingName ? legalName : null;
  return [
    traderName(trader),
    own,
    ...(address === null ? [] : address.split(/\n|, /)),
    replyEmail,
    vatRegistered && vatNumber !== null ? `VAT number GB ${vatNumber}` : null,
  ].filter((it) => it !== null);
}
