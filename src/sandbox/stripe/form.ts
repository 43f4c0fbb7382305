import type { Json } from "./check.ts";

/** `line_items[0][price_data][currency]=gbp` as objects and lists of text. */
export function parseForm(text: string): Json {
  const root: Record<string, unknown> = {};
  for (const [name, value] of new URLSearchParams(text)) put(root, keysOf(name), value);
  return asLists(root) as Json;
}

function keysOf(name: string): readonly string[] {
  return name
    .replaceAll("]", "")
    .split("[")
    .filter((key) => key !== "__proto__");
}

function put(into: Record<string, unknown>, [key = "", ...rest]: readonly string[], value: string): void {
  if (rest.length === 0) {
    into[key] = value;
    return;
  }
  if (typeof into[key] !== "object") into[key] = {};
  // `types[]=a&types[]=b`: a list without numbers.
  const inner = into[key] as Record<string, unknown>;
  if (rest.length === 1 && rest[0] === "") inner[Object.keys(inner).length] = value;
  else put(inner, rest, value);
}

function asLists(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value);
  const isList = entries.length > 0 && entries.every(([key], index) => key === String(index));
  return isList
    ? entries.map(([, item]) => asLists(item))
    : Object.fromEntries(entries.map(([key, item]) => [key, asLists(item)]));
}
