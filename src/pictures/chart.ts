import { unreachable } from "../assert.ts";
import { type AgedDebt, ages } from "../domain/aged-debt.ts";
import { formatDay } from "../domain/day.ts";
import { formatMoney } from "../domain/money.ts";
import { type MonthFigures, monthName, type Picture } from "../domain/picture.ts";
import { bar, cut, palette, sheet, words } from "./svg.ts";

const width = 720;
const margin = 28;
/** More clients than these are shown as one. */
const clientsMax = 8;

/** A picture as SVG. Pure: the same figures make the same picture. */
export function chart(picture: Picture): string {
  switch (picture.kind) {
    case "aged-debt":
      return agedChart(picture);
    case "months":
      return monthsChart(picture);
    default:
      return unreachable(picture);
  }
}

function agedChart({ rows: all, on, currency }: Extract<Picture, { kind: "aged-debt" }>): string {
  const rows = shortened(all);
  const total = rows.reduce((sum, row) => sum + row.totalMinor, 0);
  const most = Math.max(1, ...rows.map((row) => row.totalMinor));
  const [left, right, top, step] = [200, 120, 132, 42];
  const room = width - margin * 2 - left - right;
  const rowParts = rows.flatMap((row, index) => {
    const y = top + index * step;
    let x = margin + left;
    const bars = row.byAge.map((minor, age) => {
      const long = (minor / most) * room;
      const drawn = bar(x, y, long, 26, palette.ages[age] ?? palette.ink);
      x += long;
      return drawn;
    });
    return [
      words(cut(row.client, 22), { x: margin, y: y + 18 }),
      ...bars,
      words(formatMoney(row.totalMinor, currency), {
        x: width - margin,
        y: y + 18,
        bold: true,
        anchor: "end",
      }),
    ];
  });
  const legend = ages.flatMap((age, index) => {
    const x = margin + index * 132;
    const label = index === 0 ? "Not yet due" : `${age} days`;
    return [
      bar(x, 88, 14, 14, palette.ages[index] ?? palette.ink),
      words(label, { x: x + 20, y: 100, size: 13, color: palette.muted }),
    ];
  });
  return sheet(width, top + rows.length * step + margin - 10, [
    words(`You are owed ${formatMoney(total, currency)}`, { x: margin, y: 46, size: 24, bold: true }),
    words(`by how long it is overdue, on ${formatDay(on)}`, {
      x: margin,
      y: 70,
      size: 14,
      color: palette.muted,
    }),
    ...legend,
    ...rowParts,
  ]);
}

/** The first few as they are, the rest as one row. */
function shortened(rows: readonly AgedDebt[]): readonly AgedDebt[] {
  if (rows.length <= clientsMax) return rows;
  const rest = rows.slice(clientsMax - 1);
  const byAge = ages.map((_, age) => rest.reduce((sum, row) => sum + (row.byAge[age] ?? 0), 0));
  const totalMinor = byAge.reduce((sum, minor) => sum + minor, 0);
  return [...rows.slice(0, clientsMax - 1), { client: `${rest.length} others`, byAge, totalMinor }];
}

function monthsChart({ months, currency }: Extract<Picture, { kind: "months" }>): string {
  const most = Math.max(1, ...months.flatMap(({ billedMinor, paidMinor }) => [billedMinor, paidMinor]));
  const [top, floor] = [120, 330];
  const slot = (width - margin * 2) / Math.max(1, months.length);
  const thick = Math.min(36, slot * 0.3);
  const column = (month: MonthFigures, index: number) => {
    const middle = margin + slot * (index + 0.5);
    const high = (minor: number) => (minor / most) * (floor - top);
    const billed = high(month.billedMinor);
    const paid = high(month.paidMinor);
    const days =
      month.daysToPay === null ? "–" : `${month.daysToPay} ${month.daysToPay === 1 ? "day" : "days"}`;
    return [
      bar(middle - thick - 2, floor - billed, thick, billed, palette.billed),
      bar(middle + 2, floor - paid, thick, paid, palette.paid),
      words(rounded(month.billedMinor, currency), {
        x: middle - thick / 2 - 2,
        y: floor - billed - 6,
        size: 11,
        anchor: "middle",
        color: palette.muted,
      }),
      words(rounded(month.paidMinor, currency), {
        x: middle + thick / 2 + 2,
        y: floor - paid - 6,
        size: 11,
        anchor: "middle",
      }),
      words(monthName(month.month).slice(0, 3), { x: middle, y: floor + 22, anchor: "middle" }),
      words(days, { x: middle, y: floor + 66, size: 13, anchor: "middle", bold: true }),
    ];
  };
  return sheet(width, floor + 90, [
    words("Billed and paid", { x: margin, y: 46, size: 24, bold: true }),
    bar(margin, 64, 14, 14, palette.billed),
    words("billed", { x: margin + 20, y: 76, size: 13, color: palette.muted }),
    bar(margin + 90, 64, 14, 14, palette.paid),
    words("paid", { x: margin + 110, y: 76, size: 13, color: palette.muted }),
    ...months.flatMap(column),
    bar(margin, floor, width - margin * 2, 1, palette.line),
    words("How long bills took to be paid", { x: margin, y: floor + 46, size: 13, color: palette.muted }),
  ]);
}

/** `£1.2k`: over a column there is no room for pence. */
function rounded(minor: number, currency: string): string {
  const whole = Math.round(minor / 100);
  if (whole === 0) return "";
  return whole < 10_000
    ? formatMoney(whole * 100, currency)
    : `${formatMoney(Math.round(whole / 1000) * 100, currency)}k`;
}
