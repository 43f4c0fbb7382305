/** What a filled-in line says, and how an order says it. */
const labels: readonly (readonly [RegExp, (value: string) => string])[] = [
  [/^(?:client|customer|name|company|to|bill|invoice|bill to|invoice to|bill for|invoice for|who|account)$/, (value) => value],
  [/^(?:amount|total|price|cost|sum|value|fee|charge|how much|amount due)$/, (value) => value],
  [/^(?:job|work|for|description|desc|details|item|service|what|what for|re|work done)$/, (value) => `for ${value}`],
  [/^(?:due|due date|due by|due on|payment due|pay by|terms|payment terms|when)$/, (value) => `due ${value}`],
  [/^(?:ref|reference)$/, (value) => `ref ${value}`],
  [/^(?:po|po number|po no|order|order number|order no)$/, (value) => `ref PO ${value.replace(/^po\s*/i, "")}`],
  [/^vat$/, vat],
  [/^(?:email|e-mail|phone|tel|telephone|mobile|address)$/, (value) => value],
]; // biome-ignore format: one row a kind of line

function vat(value: string): string {
  if (/^(?:no|none|n\/a|nil|0)\b/i.test(value)) return "no vat";
  if (/^(?:yes|plus|add|\+|20 ?%)/i.test(value)) return "plus vat";
  return /^inc/i.test(value) ? "inc vat" : `${value} vat`;
}

const head = /^\s*(?:(?:new |please )?(?:bill|invoice)\s*[:.\n-]\s*)?(?=[a-z][a-z -]{0,20}?\s*(?::|=| - ))/i;
const line = /(?:^|[\n;,.])[ \t]*([a-z][a-z -]{0,20}?)[ \t]*(?::|=| - )[ \t]*/gi;
const formMaxChars = 600;

/**
 * A message that is filled in like a form, "Client: Acme / Amount: 230 / Due: Friday", as the order that it stands for.
 * Null where a label is not known, or whom and how much is not among them.
 */
export function readForm(text: string): string | null {
  if (text.length > formMaxChars || !(text.includes(":") || text.includes("=") || text.includes(" - ")))
    return null;
  const opened = head.exec(text);
  if (opened === null) return null;
  const body = text.slice(opened[0].length);
  const found = [...body.matchAll(line)];
  if (found.length < 2 || found[0]?.index !== 0) return null;
  const said: string[] = [];
  for (const [at, match] of found.entries()) {
    const kind = labels.findIndex(([shape]) => shape.test((match[1] ?? "").toLowerCase().trim()));
    const value = body.slice(match.index + match[0].length, found[at + 1]?.index ?? body.length).trim();
    if (kind < 0 || value === "" || said[kind] !== undefined) return null;
    said[kind] = labels[kind]?.[1](value.replace(/[.,;]+$/, "").replace(/\s+/g, " ")) ?? "";
  }
  if (said[0] === undefined || said[1] === undefined) return null;
  return `bill ${said.filter((part) => part !== undefined).join(" ")}`;
}
