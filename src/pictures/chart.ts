import { unreachable } from "../assert.ts";
import { type AgedDebt, ages } from "../domain/aged-debt.ts";
import { formatDay } from "../domain/day.ts";
import { formatMoney } from "../domain/money.ts";
import { type MonthFigures, monthName, type Picture } from "../domain/picture.ts";
import { bar, cut, palette, sheet, words } from "./svg.ts";

/** As narrow as a phone shows it, so that its words need not shrink. */
const width = 420;
const margin = 20;
const room = width - 2 * margin;
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
  const legend = key(rows);
  const top = 104 + legend.lines * 24;
  const step = 58;
  const rowParts = rows.flatMap((row, index) => {
    const y = top + index * step;
    let x = margin;
    const bars = row.byAge.map((minor, age) => {
      const long = (minor / most) * room;
      const drawn = bar(x, y + 14, long, 20, palette.ages[age] ?? palette.ink);
      x += long;
      return drawn;
    });
    const amount = formatMoney(row.totalMinor, currency);
    return [
      words(cut(row.client, 34 - amount.length), { x: margin, y: y + 4, size: 17 }),
      ...bars,
      words(amount, { x: width - margin, y: y + 4, size: 17, bold: true, anchor: "end" }),
    ];
  });
  return sheet(width, top + rows.length * step + margin - 12, [
    words(`You are owed ${formatMoney(total, currency)}`, { x: margin, y: 42, size: 25, bold: true }),
    words(`by how long it is overdue, on ${formatDay(on)}`, {
      x: margin,
      y: 66,
      size: 15,
      color: palette.muted,
    }),
    ...legend.parts,
    ...rowParts,
  ]);
}

/** The ages there are, three on a line. */
function key(rows: readonly AgedDebt[]): { readonly parts: readonly string[]; readonly lines: number } {
  const there = ages.flatMap((age, index) =>
    rows.some(({ byAge }) => (byAge[index] ?? 0) > 0) ? [{ age, index }] : [],
  );
  const parts = there.flatMap(({ age, index }, at) => {
    const x = margin + (at % 3) * (room / 3);
    const y = 84 + Math.floor(at / 3) * 24;
    const label = index === 0 ? "Not yet due" : `${age} days`;
    return [
      bar(x, y, 14, 14, palette.ages[index] ?? palette.ink),
      words(label, { x: x + 20, y: y + 12, size: 15, color: palette.muted }),
    ];
  });
  return { parts, lines: Math.ceil(there.length / 3) };
}

/** The first few as they are, the rest as one row. */
function shortened(rows: readonly AgedDebt[]): readonly AgedDebt[] {
  if (rows.length <= clientsMax) return rows;
  const rest = rows.slice(clientsMax - 1);
  const byAge = ages.map((_, age) => rest.reduce((sum, row) => sum + (row.byAge[age] ?? 0), 0));
  const totalMinor = byAge.reduce((sum, minor) => sum + minor, 0);
  return [...rows.slice(0, clientsMax - 1), { client: `${rest.length} others`, byAge, totalMinor }];
}

/** A month a row, the newest last: what was billed above what was paid, and how long that took. */
function monthsChart({ months, currency }: Extract<Picture, { kind: "months" }>): string {
  const most = Math.max(1, ...months.flatMap(({ billedMinor, paidMinor }) => [billedMinor, paidMinor]));
  const [left, right, top, step] = [52, 62, 122, 56];
  const long = (minor: number) => (minor / most) * (room - left - right - 64);
  const row = ({ month, billedMinor, paidMinor, daysToPay }: MonthFigures, index: number) => {
    const x = margin + left;
    const y = top + index * step;
    const figure = (minor: number, at: number, bold: boolean) =>
      minor === 0
        ? ""
        : words(rounded(minor, currency), {
            x: x + long(minor) + 8,
            y: at,
            size: 15,
            bold,
            color: bold ? palette.ink : palette.muted,
          });
    const days = daysToPay === null ? "–" : `${daysToPay} ${daysToPay === 1 ? "day" : "days"}`;
    return [
      words(monthName(month).slice(0, 3), { x: margin, y: y + 23, size: 17 }),
      bar(x, y, long(billedMinor), 16, palette.billed),
      figure(billedMinor, y + 13, false),
      bar(x, y + 18, long(paidMinor), 16, palette.paid),
      figure(paidMinor, y + 31, true),
      words(days, { x: width - margin, y: y + 23, size: 15, anchor: "end", color: palette.muted }),
    ];
  };
  return sheet(width, top + months.length * step + margin - 16, [
    words("Billed and paid", { x: margin, y: 42, size: 25, bold: true }),
    bar(margin, 60, 14, 14, palette.billed),
    words("billed", { x: margin + 20, y: 72, size: 15, color: palette.muted }),
    bar(margin + 84, 60, 14, 14, palette.paid),
    words("paid", { x: margin + 104, y: 72, size: 15, color: palette.muted }),
    words("took", { x: width - margin, y: 104, size: 15, anchor: "end", color: palette.muted }),
    ...months.flatMap(row),
  ]);
}

/** `£12k` of what is large: beside a bar there is no room for pence. */
function rounded(minor: number, currency: string): string {
  const whole = Math.round(minor / 100);
  return whole < 10_000
    ? formatMoney(whole * 100, currency)
    : `${formatMoney(Math.round(whole / 1000) * 100, currency)}k`;
}
