import { lineAmountMinor } from "../../domain/bill.ts";
import { type Day, formatDay } from "../../domain/day.ts";
import type { Intent, LineSaid } from "../../domain/intent.ts";
import { type Currency, formatMoney } from "../../domain/money.ts";
import { amountsOf, decideVat, vatPercent } from "../../domain/vat.ts";
import { vatWords } from "./phrases.ts";
import { listOf, payWords, words } from "./text.ts";

/** A bill on a card, before it is made: with all that would be on it, as the client would read it. */

/** What decides the VAT of a bill that says nothing of it. */
export interface Prices {
  readonly vatRegistered: boolean;
  readonly plusVat: boolean;
}

/** `Bill Acme £120 incl. £20 VAT for gutters due Fri 4 Dec 2026`; what is listed below it is left out. */
export function proposedBill(
  intent: Intent,
  who: string | null,
  { currency, prices, itemized }: { currency: Currency; prices: Prices; itemized: boolean },
): string {
  const { dueOn, supplyOn, reference, method, toXero } = intent;
  return words(
    "Bill",
    who,
    sum(intent, currency, prices),
    itemized ? null : forWhat(intent),
    on("due", dueOn),
    on("for work done", supplyOn),
    reference ? `with reference ${reference}` : null,
    method ? `to be paid ${payWords[method]}` : null,
    toXero === false ? "and not put it in Xero" : null,
  );
}

/** The lines of the bill, where there is more than one thing on it; else none. */
export function proposedItems({ lines = [] }: Intent, currency: Currency): readonly string[] {
  if (lines.length < 2 && lines.every(({ quantity }) => quantity === 1)) return [];
  return lines.map((line) => item(line, (minor) => formatMoney(minor, currency)));
}

function item(line: LineSaid, money: (minor: number) => string): string {
  const each = line.quantity === 1 ? "" : ` (${line.quantity} × ${money(line.unitMinor)})`;
  return `• ${line.description ?? "Work"}${each}: ${money(lineAmountMinor(line))}`;
}

/** `£100 plus VAT (£120 in all)`, `£120 incl. £20 VAT`: what the client would pay stands there in either case. */
function sum(intent: Intent, currency: Currency, prices: Prices): string | null {
  const { totalMinor = null, vat: said = "unsaid", lines = [] } = intent;
  const money = (minor: number) => formatMoney(minor, intent.currency ?? currency);
  const allIn = intent.allIn === true;
  const decided = decideVat(prices, allIn && !prices.vatRegistered ? "unsaid" : said);
  const typed = totalMinor === null ? null : words(money(totalMinor), allIn ? "all in" : null);
  if (typed === null || decided.kind === "not-registered" || vatPercent(decided.vat) === 0)
    return words(typed, allIn ? null : vatWords[said]);
  const items = lines.map((line) => ({ amountMinor: lineAmountMinor(line) }));
  const { vatMinor, grossMinor } = amountsOf(
    items.length === 0 ? [{ amountMinor: totalMinor ?? 0 }] : items,
    decided,
  );
  const rate = decided.vat === "reduced" ? "5% VAT" : "VAT";
  return decided.plusVat
    ? `${typed} plus ${rate} (${money(grossMinor)} in all)`
    : `${typed} incl. ${money(vatMinor)} ${rate}`;
}

/** "for gutters and bags" */
function forWhat({ lines: items = [] }: Intent): string | null {
  const named = items.flatMap(({ description }) => description ?? []);
  return named.length === 0 ? null : `for ${listOf(named)}`;
}

function on(link: string, day: Day | null | undefined): string | null {
  return day ? `${link} ${formatDay(day)}` : null;
}
