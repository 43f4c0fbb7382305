/** A little SVG, written by hand: charts need rectangles and words, and nothing else. */

export const palette = {
  paper: "#fffdf9",
  ink: "#18231f",
  muted: "#55625c",
  line: "#ddd6c8",
  /** From not yet due to long overdue. */
  ages: ["#14493b", "#6fa58d", "#f4b44d", "#d9792f", "#9a2c1c"],
  billed: "#cfc8b8",
  paid: "#14493b",
} as const;

export interface Words {
  readonly x: number;
  readonly y: number;
  readonly size?: number;
  readonly bold?: boolean;
  readonly color?: string;
  readonly anchor?: "start" | "middle" | "end";
}

export function words(
  text: string,
  { x, y, size = 15, bold = false, color = palette.ink, anchor = "start" }: Words,
): string {
  return `<text x="${x}" y="${y}" font-size="${size}" font-weight="${bold ? 700 : 400}" fill="${color}" text-anchor="${anchor}">${escapeXml(text)}</text>`;
}

export function bar(x: number, y: number, width: number, height: number, color: string): string {
  return `<rect x="${round(x)}" y="${round(y)}" width="${round(Math.max(0, width))}" height="${round(Math.max(0, height))}" fill="${color}"/>`;
}

export function sheet(width: number, height: number, parts: readonly string[]): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="Figtree">${bar(0, 0, width, height, palette.paper)}${parts.join("")}</svg>`;
}

/** As much of a text as fits a place, with an ellipsis where that is not all. */
export function cut(text: string, maxChars: number): string {
  const letters = [...text];
  return letters.length <= maxChars
    ? text
    : `${letters
        .slice(0, maxChars - 1)
        .join("")
        .trimEnd()}…`;
}

/** What XML may not hold is left out; what it would read as markup is written so that it does not. */
export function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\uFFFE\uFFFF]/gu, " ")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
