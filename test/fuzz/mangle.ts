import fc from "fast-check";

/** Any text at all: of every script, of control and invisible characters, of bytes, very long, or made to be misread. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 60 }),
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.constantFrom(
    "",
    "\u0000",
    "\u202Egpj.exe",
    "a\r\nBcc: thief@example.com",
    "'; DROP TABLE bills; --",
    "<script>alert(1)</script>",
    '=HYPERLINK("http://evil.example")',
    "../../etc/passwd",
    "%00%0d%0a",
    "{{7*7}}",
    "__proto__",
    "constructor",
    "9".repeat(400),
    "-1",
    "1e309",
    "NaN",
    "2026-02-30",
    "𝕬".repeat(2_000),
    "a".repeat(50_000),
  ),
);

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type Path = readonly (string | number)[];

function pathsOf(value: Json, at: Path = []): readonly Path[] {
  if (typeof value !== "object" || value === null) return [at];
  const inner = Object.entries(value).flatMap(([key, it]) => pathsOf(it, [...at, key]));
  return [at, ...inner];
}

function replaced(value: Json, path: Path, by: Json | undefined): Json {
  const [first, ...rest] = path;
  if (first === undefined) return by ?? null;
  if (typeof value !== "object" || value === null) return value;
  // What stood there may have become a list by an edit before: it has no such part.
  if (Array.isArray(value) && typeof first !== "number") return value;
  const copy = (Array.isArray(value) ? [...value] : { ...value }) as Record<string | number, Json>;
  if (rest.length === 0 && by === undefined) delete copy[first];
  else copy[first] = replaced(copy[first] ?? null, rest, by);
  return copy as Json;
}

/** What really comes, with one to three of its parts made something else, or left out. */
export function mangled(sample: Json): fc.Arbitrary<Json> {
  const part = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>,
    anyText,
    fc.constantFrom<Json | undefined>(undefined, [], {}, 2 ** 53, -1, 1e300),
  );
  const edit = fc.tuple(fc.constantFrom(...pathsOf(sample)), part);
  return fc
    .array(edit, { minLength: 1, maxLength: 3 })
    .map((edits) => edits.reduce<Json>((value, [path, by]) => replaced(value, path, by), sample));
}

/** Bodies that are no JSON, or more of it than anybody needs. */
export const rawBody: fc.Arbitrary<Uint8Array<ArrayBuffer>> = fc.oneof(
  fc.uint8Array({ maxLength: 300 }).map((bytes) => new Uint8Array(bytes)),
  fc
    .constantFrom("", "{", "[".repeat(20_000), "null", '{"a":1,}', "\uFEFF{}", '"x"', "1")
    .map((text) => new Uint8Array(new TextEncoder().encode(text))),
);
