/**
 * A table as a spreadsheet reads it: RFC 4180, every cell quoted. A cell that a spreadsheet would take for a formula
 * gets an apostrophe before it, which shows as nothing (OWASP, "CSV injection").
 */
export function toCsv(rows: readonly (readonly (string | number | null)[])[]): string {
  // The mark in front tells Excel that this is UTF-8.
  return `\uFEFF${rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("")}`;
}

function cell(value: string | number | null): string {
  const text = value === null ? "" : String(value);
  const safe = typeof value === "string" && /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}
