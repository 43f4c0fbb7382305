import type { VatSaid } from "../domain/intent.ts";
import { claim, type Mark, takenFor } from "./mark.ts";
import { isKind, lowAt, type Scope } from "./scope.ts";

/* Figures of the tax that stand beside a price, and are no price themselves. */

/** "£400 plus £80 VAT", "£480 including £80 VAT": the tax is no line, and how it counts was said. */
export function taxAmounts(scope: Scope): Mark[] | null {
  let vat: VatSaid | null = null;
  const marks = scope.marks.map((mark): Mark => {
    const next = scope.owner[mark.end];
    if (vat !== null && isKind(mark, "vat")) return takenFor(mark, { kind: "vat", vat });
    if (!isKind(mark, "amount") || !isKind(next, "vat") || next.is.vat !== null) return mark;
    const how = lowAt(scope, mark.start - 1);
    const said = ["plus", "+", "add"].includes(how)
      ? "plus"
      : /^inc/.test(how) || how === "with"
        ? "included"
        : null;
    const price = scope.marks.some((other) => isKind(other, "amount") && other.end < mark.start);
    if (said === null || !price) return mark;
    vat = said;
    // "including" is the tax's word, and no part of what the bill is for.
    return claim(mark.start - 1, mark.end, { kind: "draft" });
  });
  return vat === null ? null : marks;
}

/** "200 plus VAT = 240", "200, VAT 40, total 240": the tax that was worked out, and the sum with it, are no lines. */
export function taxWorkedOut(scope: Scope): Mark[] | null {
  const amounts = scope.marks.filter((mark) => isKind(mark, "amount"));
  const net = amounts[0]?.is.minor ?? null;
  if (net === null || amounts.length < 2 || amounts.length > 3) return null;
  const tax = Math.round(net * 0.2);
  const rest = amounts.slice(1);
  if (!rest.every(({ is }) => is.quantity === 1 && (is.minor === tax || is.minor === net + tax))) return null;
  return scope.marks.map((mark): Mark => {
    if (isKind(mark, "vat") && mark.is.vat === null) return takenFor(mark, { kind: "vat", vat: "plus" });
    return rest.some((one) => one === mark) ? takenFor(mark, { kind: "other" }) : mark;
  });
}

/** "plus VAT at 20%": the tax with its rate. */
export function taxRates(scope: Scope): Mark[] | null {
  const rated = scope.marks.find((mark) => {
    const at = isKind(mark, "vat") && ["at", "@", "of"].includes(lowAt(scope, mark.end));
    return at && scope.owner[mark.end + 1]?.kind === "other" && lowAt(scope, mark.end + 1) === "20";
  });
  const rate = rated && scope.owner[rated.end + 1];
  if (rate === undefined) return null;
  return scope.marks.flatMap((mark) => {
    if (mark === rate) return [];
    return mark === rated ? [{ ...mark, end: rate.end }] : [mark];
  });
}
