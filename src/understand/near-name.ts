import Fuse from "fuse.js";
import { businesses, type ClientIndex, figures, isPart, type KnownClient } from "./client-index.ts";
import { distance, nameWords } from "./names.ts";
import { firstNames, workWords } from "./vocabulary.ts";

/** What a name that is not exactly known might be: part of a known name, or a known name misspelt. */
export function nearest(index: ClientIndex, said: readonly string[]): readonly KnownClient[] {
  const words = nameWords(said);
  if (words.length === 0 || words.length > 8) return [];
  const joined = words.join(" ");
  const figured = words.map((word) => figures.get(word) ?? word).join(" ");
  const counted = figured === joined ? [] : index.known.filter((client) => client.joined === figured);
  if (counted.length > 0) return counted;
  const close = said.join("");
  const exact = index.known.filter(
    (client) =>
      client.joined === joined || (words.length === 1 && close.length > 4 && client.squeezed === close),
  );
  if (exact.length > 0) return exact;
  const partial = index.known.filter((client) => isPart(words, client.words));
  // "the nursery" tells only where there is one.
  const told = !words.every((word) => businesses.has(word)) || (partial.length === 1 && words.length === 1);
  if (partial.length > 0 && told) return partial;
  const slips = misspelt(index, joined);
  if (slips.length > 0) return slips;
  const parts = index.known.filter((client) => isPartMisspelt(words, client.words));
  return parts.length > 0 ? parts : shortened(index, words);
}

/** "Fitz" for Fitzgerald Estates: where one name begins so, and no first name does. */
function shortened({ known }: ClientIndex, [word = "", ...rest]: readonly string[]): readonly KnownClient[] {
  if (rest.length > 0 || word.length < 4 || firstNames.hasLow(word) || workWords.hasLow(word)) return [];
  const begun = known.filter(
    ({ words: [first = ""] }) => first.length >= word.length + 3 && first.startsWith(word),
  );
  return begun.length === 1 ? begun : [];
}

function isPartMisspelt(words: readonly string[], name: readonly string[]): boolean {
  if (words.length >= name.length || name.length === 0) return false;
  return words.every((word, index) => {
    const part = name[index] ?? "";
    return (
      word === part ||
      isSwapped(word, part) ||
      (word.length >= 5 &&
        part.length >= 5 &&
        !grown(word, part) &&
        distance(word, part, allowed(part.length)) <= allowed(part.length))
    );
  });
}

/** "veiw" for "view" */
function isSwapped(word: string, part: string): boolean {
  const at = Array.from(word).findIndex((letter, index) => letter !== part[index]);
  const [one = "", two = ""] = word.slice(at, at + 2);
  return word.length > 3 && at >= 0 && part === word.slice(0, at) + two + one + word.slice(at + 2);
}

function allowed(length: number): number {
  return length <= 2 ? 0 : length <= 5 ? 1 : length <= 10 ? 2 : 3;
}

/** "Harrison" is no slip for "Harris": letters were added, not confused. */
function grown(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return long.length - short.length >= 2 && long.startsWith(short);
}

function resembles(grams: ReadonlySet<string>, said: string): boolean {
  let shared = 0;
  for (let at = 0; at + 1 < said.length; at += 1) if (grams.has(said.slice(at, at + 2))) shared += 1;
  // Each slip spoils two pairs at most, a swap three; few letters hold few pairs.
  return shared >= Math.max(1, said.length - 1 - 3 * allowed(said.length));
}

/** Up to so many names the count of edits alone is faster than a search. */
const fewClients = 300;

function alike(index: ClientIndex, said: string): readonly KnownClient[] {
  return index.known.filter(
    ({ joined, grams }) =>
      Math.abs(joined.length - said.length) <= allowed(Math.min(joined.length, said.length)) &&
      resembles(grams, said),
  );
}

function asked(index: ClientIndex, said: string): readonly KnownClient[] {
  if (!index.known.some((client) => resembles(client.grams, said))) return [];
  index.fuse ??= new Fuse(index.known, {
    keys: [{ name: "words", getFn: (client) => client.joined }],
    threshold: 0.5,
    ignoreLocation: true,
    includeScore: true,
  });
  return index.fuse.search(said, { limit: 8 }).map(({ item }) => item);
}

/** Fuse finds candidates among many; the count of edits decides. */
function misspelt(index: ClientIndex, said: string): readonly KnownClient[] {
  if (said.length < 3 || said.length > 60) return [];
  const candidates = index.known.length <= fewClients ? alike(index, said) : asked(index, said);
  let least = Number.POSITIVE_INFINITY;
  let best: KnownClient[] = [];
  for (const item of candidates) {
    const name = item.joined;
    const max = allowed(Math.min(said.length, name.length));
    const edits = distance(said, name, max);
    if (edits > max || grown(said, name)) continue;
    if (edits < least) best = [];
    least = Math.min(least, edits);
    if (edits === least) best.push(item);
  }
  return best;
}
