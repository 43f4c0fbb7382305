/**
 * `npm run show:imports`: draws who imports whom, room by room, into `src/imports.svg`, and prints the same in words.
 * Every arrow is checked against `test/house/rules.ts`; one that is not allowed is drawn red and fails the command.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { allImports, objectionTo, roomOf, root } from "../house/imports.ts";
import { printTable } from "./table.ts";

interface Arrow {
  readonly from: string;
  readonly to: string;
  count: number;
  allowed: boolean;
}

/** Files directly in `src` that are drawn as one box, so that the picture stays a picture. */
const boxes: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/^src\/ports(?:-\w+)?\.ts$/, "src/ports.ts"],
  [/^src\/open-\w+\.ts$/, "src/open-….ts"],
  [/^src\/(?!main|start|core|ports|open-|clock|metrics)[\w-]+\.ts$/, "helpers"],
];

const arrows = new Map<string, Arrow>();
for (const it of allImports()) {
  if (it.kind !== "file") continue;
  const [from, to] = [nameOf(it.from), nameOf(it.to)];
  if (from === to) continue;
  const key = `${from} ${to}`;
  const arrow = arrows.get(key) ?? { from, to, count: 0, allowed: true };
  arrow.count += 1;
  arrow.allowed &&= objectionTo(it) === null;
  arrows.set(key, arrow);
}
const drawn = [...arrows.values()].sort((a, b) => a.from.localeCompare(b.from) || a.to.localeCompare(b.to));
writeFileSync(join(root, "src/imports.svg"), draw(drawn));
printTable(
  "Who imports whom (files that do)",
  drawn.map(({ from, to, count, allowed }) => ({
    from,
    to,
    imports: count,
    allowed: allowed ? "yes" : "NO",
  })),
);
process.stdout.write("\nDrawn in src/imports.svg\n");
process.exit(drawn.every((arrow) => arrow.allowed) ? 0 : 1);

function nameOf(path: string): string {
  const room = roomOf(path)?.path ?? path;
  return boxes.find(([pattern]) => pattern.test(room))?.[1] ?? room;
}

/** Rooms by their height: each stands above all that it imports. Rooms that import each other share a row. */
function rowsOf(all: readonly Arrow[]): readonly (readonly string[])[] {
  const heights = new Map<string, number>();
  const heightOf = (room: string, above: readonly string[]): number => {
    const known = heights.get(room);
    if (known !== undefined) return known;
    const below = all.filter(({ from, to }) => from === room && !above.includes(to) && to !== room);
    const height = Math.max(-1, ...below.map(({ to }) => heightOf(to, [...above, room]))) + 1;
    heights.set(room, height);
    return height;
  };
  for (const { from, to } of all) for (const room of [from, to]) heightOf(room, []);
  const rows = Array.from({ length: Math.max(...heights.values()) + 1 }, (_, height) =>
    [...heights.keys()].filter((room) => heights.get(room) === height).sort((a, b) => a.localeCompare(b)),
  );
  return rows.reverse();
}

function draw(all: readonly Arrow[]): string {
  const [width, boxWidth, boxHeight, rowHeight] = [1120, 150, 44, 112];
  const there = rowsOf(all);
  const places = new Map<string, { x: number; y: number }>();
  for (const [r, row] of there.entries()) {
    for (const [c, name] of row.entries()) {
      places.set(name, { x: ((c + 0.5) * width) / row.length, y: 40 + r * rowHeight });
    }
  }
  const at = (name: string) => places.get(name) ?? { x: 0, y: 0 };
  const lines = all.map((arrow) => {
    const [a, b] = [at(arrow.from), at(arrow.to)];
    const down = b.y > a.y;
    const [y1, y2] = down ? [a.y + boxHeight / 2, b.y - boxHeight / 2 - 5] : [a.y, b.y];
    const [x1, x2] = [a.x + (b.x - a.x) * 0.06, b.x - (b.x - a.x) * 0.06];
    const bend = (y2 - y1) / 2;
    const path = `M${x1.toFixed(0)} ${y1} C ${x1.toFixed(0)} ${y1 + bend}, ${x2.toFixed(0)} ${y2 - bend}, ${x2.toFixed(0)} ${y2}`;
    return `<path d="${path}" class="${arrow.allowed ? "ok" : "no"}" stroke-width="${(1 + Math.log2(arrow.count) / 2).toFixed(1)}"><title>${arrow.from} → ${arrow.to}: ${arrow.count}</title></path>`;
  });
  const rooms = [...places].map(
    ([name, { x, y }]) =>
      `<rect x="${(x - boxWidth / 2).toFixed(0)}" y="${y - boxHeight / 2}" width="${boxWidth}" height="${boxHeight}" rx="9"/><text x="${x.toFixed(0)}" y="${y + 5}">${name.replace("src/", "").replace(".ts", "")}</text>`,
  );
  const height = 40 + (there.length - 1) * rowHeight + 50;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="15">
<style>rect{fill:#fff;stroke:#1d4b44;stroke-width:1.5}text{text-anchor:middle;fill:#12302b}path{fill:none;marker-end:url(#tip)}.ok{stroke:#5b9388;opacity:.75}.no{stroke:#c0392b}</style>
<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L8 4L0 8z" style="fill:#3c7469;stroke:none;marker-end:none"/></marker></defs>
<rect x="0" y="0" width="${width}" height="${height}" style="fill:#f6f8f7;stroke:none"/>
${lines.join("\n")}
${rooms.join("\n")}
</svg>
`;
}
