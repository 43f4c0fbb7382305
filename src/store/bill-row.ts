import { assert } from "../assert.ts";
import type { BillLine } from "../domain/bill.ts";
import { amountMaxMinor } from "../domain/money.ts";
import type { PackedLine } from "./schema/books.ts";
import type { Tables } from "./schema.ts";
import { getTableColumns } from "./sql.ts";

/*
 * A bill's lines are part of its row: they are written with it, and nobody looks for one. As rows of their own each
 * repeated its trader's and bill's ids, and was one page more to be written with every bill.
 */

/** All of a bill's row but its lines and its plan, which few that look at a bill want. */
export function billFields(bills: Tables["bills"]) {
  const { lines, nextAt, fromAt, plan, ...fields } = getTableColumns(bills);
  return fields;
}

/** A credit or a discount is a line below nothing. */
function isMinor(minor: number): boolean {
  return Number.isSafeInteger(minor) && Math.abs(minor) <= amountMaxMinor;
}

export function packLines(lines: readonly BillLine[]): readonly PackedLine[] {
  return lines.map(({ description, quantity, unitMinor, amountMinor }) => {
    assert(isMinor(unitMinor) && isMinor(amountMinor), "a line's money is integer pence within bounds.");
    return quantity === 1 && unitMinor === amountMinor
      ? [description, amountMinor]
      : [description, quantity, unitMinor, amountMinor];
  });
}

export function unpackLines(packed: readonly PackedLine[]): readonly BillLine[] {
  return packed.map((line) => {
    if (line.length === 2)
      return { description: line[0], quantity: 1, unitMinor: line[1], amountMinor: line[1] };
    const [description, quantity, unitMinor, amountMinor] = line;
    return { description, quantity, unitMinor, amountMinor };
  });
}
