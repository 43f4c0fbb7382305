import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const font = (path: string) => require.resolve(`@expo-google-fonts/figtree/${path}`);

/** A4, in points. */
export const margin = 56;
export const width = 595.28 - 2 * margin;
export const bottom = 841.89 - margin;

export const ink = "#18231f";
export const muted = "#55625c";
export const rule = "#ddd6c8";
export const accent = "#14493b";

export type Doc = PDFKit.PDFDocument;

/** A4 paper in our own look. The library is loaded when the first one is asked for: it takes a while. */
export async function openPaper(
  title: string,
  madeAt: Date,
): Promise<{ doc: Doc; done: () => Promise<Buffer> }> {
  const { default: PDFDocument } = await import("pdfkit");
  const doc = new PDFDocument({
    size: "A4",
    margin,
    lang: "en-GB",
    displayTitle: true,
    info: { Title: plain(title), CreationDate: madeAt },
  });
  doc.registerFont("regular", font("400Regular/Figtree_400Regular.ttf"));
  doc.registerFont("bold", font("700Bold/Figtree_700Bold.ttf"));
  const chunks: Buffer[] = [];
  doc.on("data", (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<Buffer>((resolve, reject) => {
    doc.on("end", () => resolve(Buffer.concat(chunks)));
    doc.on("error", reject);
  });
  const done = () => {
    doc.end();
    return ended;
  };
  return { doc, done };
}

/** What it is, on the left; who it is from, on the right. */
export function head(doc: Doc, title: string, under: string, from: readonly string[]): void {
  doc.fillColor(ink).font("bold").fontSize(24).text(title, margin, margin);
  doc.font("regular").fontSize(11).fillColor(muted).text(under);
  doc.fillColor(ink).font("bold").fontSize(11);
  doc.text(plain(from[0] ?? ""), margin + width / 2, margin + 4, { width: width / 2, align: "right" });
  doc.font("regular").fillColor(muted);
  for (const line of from.slice(1)) doc.text(plain(line), { width: width / 2, align: "right" });
  doc.y = Math.max(doc.y, margin + 70) + 24;
}

/** A small heading and lines under it, in one half of the page. */
export function column(doc: Doc, x: number, y: number, heading: string, lines: readonly string[]): void {
  doc.font("bold").fontSize(9).fillColor(muted).text(heading, x, y);
  doc.font("regular").fontSize(11).fillColor(ink);
  for (const line of lines) doc.text(plain(line), x, doc.y + 2, { width: width / 2 - 12 });
}

/** A column of a table: what is over it, how wide it is in points, and on which side its cells stand. */
export interface PaperColumn {
  readonly heading: string;
  readonly wide: number;
  readonly align?: "right";
}

/** A table whose head comes again on each page. The first column takes what the others leave. */
export function table(doc: Doc, columns: readonly PaperColumn[], rows: readonly (readonly string[])[]): void {
  cells(
    doc,
    columns,
    columns.map(({ heading }) => heading),
    "head",
  );
  for (const row of rows) {
    if (doc.y + heightOf(doc, columns, row) > bottom) {
      doc.addPage();
      doc.y = margin;
      cells(
        doc,
        columns,
        columns.map(({ heading }) => heading),
        "head",
      );
    }
    cells(doc, columns, row, "row");
  }
}

/** A name and a value each at the foot of a table, under its last column. */
export function sums(doc: Doc, rows: readonly (readonly [string, string])[]): void {
  const columns: readonly PaperColumn[] = [
    { heading: "", wide: width - 110, align: "right" },
    { heading: "", wide: 110, align: "right" },
  ];
  for (const [at, row] of rows.entries()) {
    if (doc.y + 30 > bottom) {
      doc.addPage();
      doc.y = margin;
    }
    cells(doc, columns, row, at === rows.length - 1 ? "total" : "sum");
  }
}

function heightOf(doc: Doc, columns: readonly PaperColumn[], row: readonly string[]): number {
  doc.font("regular").fontSize(10.5);
  return (
    Math.max(
      ...columns.map(({ wide }, at) => doc.heightOfString(plain(row[at] ?? ""), { width: wide - 8 })),
    ) + 14
  );
}

function cells(
  doc: Doc,
  columns: readonly PaperColumn[],
  row: readonly string[],
  look: "head" | "row" | "sum" | "total",
): void {
  const high = heightOf(doc, columns, row);
  const top = doc.y;
  const strong = look === "head" || look === "total";
  doc
    .font(strong ? "bold" : "regular")
    .fontSize(look === "head" ? 9 : look === "total" ? 12 : 10.5)
    .fillColor(look === "head" ? muted : ink);
  let x = margin;
  for (const [at, { wide, align }] of columns.entries()) {
    const room = { width: wide - 8, ...(align === undefined ? {} : { align }) };
    doc.text(plain(row[at] ?? ""), align === undefined ? x : x + 8, top + 4, room);
    x += wide;
  }
  doc.x = margin;
  doc.y = top + high - (look === "sum" || look === "total" ? 5 : 0);
  if (look === "sum" || look === "total") return;
  const under = doc.y - 4;
  doc
    .moveTo(margin, under)
    .lineTo(margin + width, under)
    .lineWidth(look === "head" ? 1 : 0.5)
    .strokeColor(look === "head" ? accent : rule)
    .stroke();
}

/**
 * The letters that the font has. Others lose their accents or, where that does not help, become a question mark; little
 * pictures are left out.
 */
export function plain(text: string): string {
  const words = text
    .replace(pictures, (it) => (known.test(it) ? it : ""))
    .replace(/ {2,}/g, " ")
    .trim();
  return [...words]
    .map((letter) => (known.test(letter) ? letter : letter.normalize("NFKD").replace(/\p{M}/gu, "")))
    .map((letter) => ([...letter].every((it) => known.test(it)) ? letter : "?"))
    .join("");
}
const pictures = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}|\u200d|\ufe0f/gu;
const known =
  /[\u0020-\u007e\u00a0-\u00ac\u00ae-\u0113\u0116-\u0127\u012a\u012b\u012e-\u0137\u0139-\u013e\u0141-\u0148\u014a-\u014d\u0150-\u0161\u0164\u0165\u016a-\u017e\u1e80-\u1e85\u2013\u2014\u2018\u2019\u201a\u201c-\u201e\u2022\u2026\u20ac]/u;
