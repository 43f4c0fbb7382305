import type { BillLine } from "../domain/bill.ts";
import type { Intent, LineChange } from "../domain/intent.ts";
import { billLines } from "./bill-content.ts";

/**
 * The lines after an edit. New lines are added; a new total or a difference changes the only line, or where there
 * are several adds one that says so.
 */
export function changedLines(lines: readonly BillLine[], intent: Intent): readonly BillLine[] {
  const added = billLines(intent.lines);
  if (added.length > 0) return [...lines, ...added];
  const totalMinor = lines.reduce((sum, line) => sum + line.amountMinor, 0);
  const wantedMinor = intent.amountMinor ?? totalMinor + (intent.changeMinor ?? 0);
  const described = intent.description
    ? lines.map((line, index) => (index === 0 ? { ...line, description: intent.description ?? null } : line))
    : lines;
  if (wantedMinor === totalMinor) return described;
  const [only] = described;
  if (described.length === 1 && only !== undefined) return [costing(only, wantedMinor)];
  const differenceMinor = wantedMinor - totalMinor;
  const description = differenceMinor < 0 ? "Discount" : "Extra";
  return [
    ...described,
    { description, quantity: 1, unitMinor: differenceMinor, amountMinor: differenceMinor },
  ];
}

/** The lines after one of them, named by some of its words, was changed or taken off; null where none is meant. */
export function changedLine(lines: readonly BillLine[], change: LineChange): readonly BillLine[] | null {
  const meant = lines.filter((line) => isCalled(line.description ?? "work", change.name));
  const [line] = meant;
  if (line === undefined || meant.length > 1) return null;
  const { amountMinor, description } = change;
  if (amountMinor === undefined && description === undefined) return lines.filter((it) => it !== line);
  const changed = { ...(amountMinor === undefined ? line : costing(line, amountMinor)) };
  return lines.map((it) => (it === line ? { ...changed, description: description ?? line.description } : it));
}

function costing(line: BillLine, amountMinor: number): BillLine {
  return { ...line, quantity: 1, unitMinor: amountMinor, amountMinor };
}

/** All the words of the name are in the description: "parts" means "parts for the boiler". */
function isCalled(description: string, name: string): boolean {
  const words = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const has = new Set(words(description));
  const said = words(name);
  return said.length > 0 && said.every((word) => has.has(word));
}
