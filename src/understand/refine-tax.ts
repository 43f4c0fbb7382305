import type { VatSaid } from "../domain/intent.ts";
import type { Gap } from "./gaps.ts";
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

const whichRate: Gap = { about: "vat", text: "I know VAT at 20%, at 5% and at 0%. Which is it?" };

function isShare(scope: Scope, { end }: Mark): boolean {
  return ["%", "percent", "cent"].includes(lowAt(scope, end - 1));
}

/** "plus VAT at 20%": the tax with its rate; there is no other but the reduced one, which is read with its tax. */
export function taxRates(scope: Scope): Mark[] | null {
  const rated = scope.marks.find((mark) => {
    const at = isKind(mark, "vat") && ["at", "@", "of"].includes(lowAt(scope, mark.end));
    return at && scope.owner[mark.end + 1]?.kind === "other";
  });
  const rate = rated && scope.owner[rated.end + 1];
  if (rate === undefined || !isShare(scope, rate)) return null;
  const known = lowAt(scope, rate.start) === "20";
  return scope.marks.flatMap((mark) => {
    if (mark === rate) return known ? [] : [claim(mark.start, mark.end, { kind: "gap", gap: whichRate })];
    return mark === rated && known ? [{ ...mark, end: rate.end }] : [mark];
  });
}
