import type { VatSaid } from "./intent.ts";
import { roundHalfAway } from "./money.ts";

/** The VAT of a bill: which rate, and whether its lines are without it. */
export interface BillVat {
  readonly vat: VatSaid;
  /** True where VAT is added to the figures of the lines; else it is in them. */
  readonly plusVat: boolean;
}

export interface Amounts {
  readonly netMinor: number;
  readonly vatMinor: number;
  /** What the client pays. */
  readonly grossMinor: number;
}

/** Why VAT cannot be put on a bill, or what it is to be. */
export type VatDecided =
  | ({ readonly kind: "decided" } & BillVat)
  | { readonly kind: "not-registered"; readonly said: VatSaid };

/** Percent. What has no VAT at all and what has it at nothing differ in the books, not in the sum. */
export function vatPercent(vat: VatSaid): number {
  if (vat === "plus" || vat === "included") return 20;
  return vat === "reduced" ? 5 : 0;
}

/**
 * What a bill's VAT is to be: the word said on it, or else the trader's custom. It is settled when the bill is made,
 * so that a later change of the trader's does not reach back. Who is not registered may charge none.
 */
export function decideVat(
  trader: { readonly vatRegistered: boolean; readonly plusVat: boolean },
  said: VatSaid,
): VatDecided {
  if (!trader.vatRegistered) {
    const charges = said !== "unsaid" && said !== "none";
    return charges ? { kind: "not-registered", said } : { kind: "decided", vat: "none", plusVat: false };
  }
  if (said === "unsaid")
    return { kind: "decided", vat: trader.plusVat ? "plus" : "included", plusVat: trader.plusVat };
  const plusVat = said === "plus" || (said === "reduced" && trader.plusVat);
  return { kind: "decided", vat: said, plusVat };
}

/** The same rate, added to the figures. */
export function addedOn({ vat }: BillVat): BillVat {
  return { vat: vat === "included" ? "plus" : vat, plusVat: true };
}

/** The VAT of one line, rounded to the penny as the books round it: half away from zero, line by line. */
export function lineVatMinor(amountMinor: number, { vat, plusVat }: BillVat): number {
  const percent = vatPercent(vat);
  if (plusVat) return roundHalfAway((amountMinor * percent) / 100);
  return amountMinor - roundHalfAway((amountMinor * 100) / (100 + percent));
}

/** What lines come to. VAT is never less than nothing, however discounts round. */
export function amountsOf(lines: readonly { readonly amountMinor: number }[], vat: BillVat): Amounts {
  const typedMinor = lines.reduce((sum, line) => sum + line.amountMinor, 0);
  const rounded = lines.reduce((sum, line) => sum + lineVatMinor(line.amountMinor, vat), 0);
  const vatMinor = Math.max(0, rounded);
  return vat.plusVat
    ? { netMinor: typedMinor, vatMinor, grossMinor: typedMinor + vatMinor }
    : { netMinor: typedMinor - vatMinor, vatMinor, grossMinor: typedMinor };
}
