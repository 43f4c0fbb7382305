import type { Currency } from "../domain/money.ts";
import { type AmountMark, isKind, lowAt, ownerAt, type Scope } from "./scope.ts";
import type { Ranged } from "./slots.ts";
import { begins, learnWords } from "./words.ts";

const foreign: ReadonlyMap<string, Currency> = new Map(Object.entries<Currency>({
  euro: "EUR", euros: "EUR", eur: "EUR", dollars: "USD", usd: "USD", francs: "CHF", zloty: "PLN", yen: "JPY",
})); // biome-ignore format: a table of currencies reads best as one

/** The currency of a bill: that of its figures, else one that is said apart, else the trader's. */
export function currencyOf(scope: Scope, segment: Ranged, money: readonly AmountMark[]): Currency {
  const signed = money.find((mark) => mark.is.currency !== "GBP")?.is.currency;
  return signed ?? foreignIn(scope, segment) ?? scope.currency;
}

learnWords(foreign.keys(), begins.foreign);

/** "£75 in euros": said apart from the figures. */
function foreignIn(scope: Scope, { start, end }: Ranged): Currency | null {
  if ((scope.opens & begins.foreign) === 0) return null;
  for (let at = start; at < end; at += 1) {
    const low = lowAt(scope, at);
    const currency = foreign.get(low);
    // "new euro cylinder"
    const thing =
      low === "euro" && scope.tokens[at + 1]?.kind === "word" && !isKind(ownerAt(scope, at - 1), "amount");
    if (currency !== undefined && scope.owner[at] === undefined && !thing) return currency;
  }
  return null;
}
