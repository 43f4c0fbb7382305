import type Fuse from "fuse.js";
import { foldName, nameWords, saysNothing, titleOf } from "./names.ts";
import { type Token, tokenise } from "./tokens.ts";
import { commonNames, workWords } from "./vocabulary.ts";

/** A known client as the reader compares it. */
export interface KnownClient {
  readonly name: string;
  readonly folded: string;
  readonly words: readonly string[];
  /** The words in one, made once. */
  readonly joined: string;
  /** All of it without spaces, as a hasty thumb writes it. */
  readonly squeezed: string;
  readonly title: string | null;
  readonly grams: ReadonlySet<string>;
}

interface Branch {
  readonly next: Map<string, Branch>;
  readonly clients: KnownClient[];
}

export interface ClientIndex {
  readonly known: readonly KnownClient[];
  readonly root: Branch;
  /** Words that point to one of these names, wherever they stand. */
  readonly telling: ReadonlySet<string>;
  /** Words of work that known names end with: "hall", "kitchens". */
  readonly tails: ReadonlySet<string>;
  /** Those of one last word, where they are several: "mackay" is Mrs Mackay, or Ian? */
  readonly surnames: ReadonlyMap<string, readonly KnownClient[]>;
  /** By their first word, where that is no word of everybody's. */
  readonly firsts: ReadonlyMap<string, readonly KnownClient[]>;
  /** By the last word but one of three or more: "cricket club". */
  readonly ends: ReadonlyMap<string, readonly KnownClient[]>;
  /** Every word that a name, or a part of one, may begin with as it is said: most words of a message do not. */
  readonly opening: ReadonlySet<string>;
  fuse: Fuse<KnownClient> | null;
}

const made = new WeakMap<readonly string[], ClientIndex>();

/** Made once for a list of clients: the same array is the same list. */
export function indexOf(clients: readonly string[]): ClientIndex {
  const cached = made.get(clients);
  if (cached !== undefined && cached.known.length <= clients.length) return cached;
  const known = clients.filter((name) => typeof name === "string" && name.trim() !== "").map(toKnown);
  const root: Branch = { next: new Map(), clients: [] };
  for (const client of known) {
    plant(root, client, client.words);
    // "daves garage" is Dave's Garage.
    const owners = tokenise(client.name.replace(/['’]s\b/g, "s")).map(({ low }) => low);
    // "three little birds", "12 oaks": the other way of writing a number.
    if (client.words.some((word) => spelt.has(word) || figures.has(word)))
      plant(
        root,
        client,
        client.words.map((word) => spelt.get(word) ?? figures.get(word) ?? word),
      );
    if (client.words.some((word) => short.has(word)))
      plant(
        root,
        client,
        client.words.map((word) => short.get(word) ?? word),
      );
    if (client.name.includes("'") || client.name.includes("’")) plant(root, client, nameWords(owners));
  }
  const telling = new Set(known.flatMap((client) => client.words).filter(tells));
  const firsts = byWord(known, ({ words }) => words[0]);
  const ends = byWord(known, ({ words }) => (words.length > 2 ? words.at(-2) : undefined));
  const index: ClientIndex = {
    known,
    root,
    telling,
    tails: new Set(known.flatMap(({ words }) => words.slice(1)).filter((word) => workWords.hasLow(word))),
    surnames: bySurname(known),
    firsts,
    ends,
    opening: openingWords([...root.next.keys(), ...firsts.keys(), ...ends.keys()]),
    fuse: null,
  };
  made.set(clients, index);
  return index;
}

/** With the "s" of whose it is, and as "and" and "st" are written too. */
function openingWords(firsts: readonly string[]): ReadonlySet<string> {
  const others = firsts.flatMap((word) => (word === "and" ? ["&", "+"] : word === "st" ? ["saint"] : []));
  return new Set([...firsts, ...firsts.map((word) => `${word}s`), ...others]);
}

/** By a word of theirs that is no word of everybody's. */
function byWord(
  known: readonly KnownClient[],
  wordOf: (client: KnownClient) => string | undefined,
): Map<string, KnownClient[]> {
  const found = new Map<string, KnownClient[]>();
  for (const client of known) {
    const word = wordOf(client) ?? "";
    if (!tells(word)) continue;
    const same = found.get(word);
    if (same === undefined) found.set(word, [client]);
    else same.push(client);
  }
  return found;
}

function bySurname(known: readonly KnownClient[]): Map<string, KnownClient[]> {
  const surnames = new Map<string, KnownClient[]>();
  for (const client of known) {
    const last = client.words.at(-1) ?? "";
    if (client.words.length <= 2) surnames.set(last, [...(surnames.get(last) ?? []), client]);
  }
  return new Map([...surnames].filter(([, all]) => all.length > 1));
}

function toKnown(name: string): KnownClient {
  const words = tokenise(name).map((token) => token.low);
  const plain = nameWords(words);
  return {
    name,
    folded: foldName(name),
    words: plain,
    joined: plain.join(" "),
    squeezed: words.join(""),
    title: titleOf(words),
    grams: gramsOf(plain),
  };
}

function plant(root: Branch, client: KnownClient, words: readonly string[]): void {
  let here = root;
  for (const word of words) {
    let next = here.next.get(word);
    if (next === undefined) {
      next = { next: new Map(), clients: [] };
      here.next.set(word, next);
    }
    here = next;
  }
  if (words.length > 0 && !here.clients.includes(client)) here.clients.push(client);
}

export interface Exact {
  readonly end: number;
  readonly clients: readonly KnownClient[];
}

const belongings = new Set(
  "bill bills invoice invoices one job account accounts email number phone address reminders statement".split(
    " ",
  ),
);

/** "patels bill": whose, where no apostrophe was typed. */
function owned(here: Branch, word: string, next: string | undefined): Branch | undefined {
  if (word.length <= 4 || !word.endsWith("s")) return undefined;
  const stem = here.next.get(word.slice(0, -1));
  if (stem === undefined || stem.clients.length === 0 || commonNames.hasLow(word.slice(0, -1)))
    return undefined;
  const ends =
    next === undefined || !/[\p{L}\p{N}£]/u.test(next) || belongings.has(next) || workWords.hasLow(next);
  return ends ? stem : undefined;
}

/** The longest known name starting at a token, whatever its Ltd, "the" and "&". */
export function longestKnown(index: ClientIndex, tokens: readonly Token[], at: number): Exact | null {
  let here: Branch | undefined = index.root;
  let best: Exact | null = null;
  for (let end = at; end < tokens.length && end < at + 16; end += 1) {
    const token = tokens[end];
    if (token === undefined || token.kind === "break") break;
    const word = token.low === "&" || token.low === "+" ? "and" : token.low === "saint" ? "st" : token.low;
    const next: Branch | undefined = here.next.get(word) ?? owned(here, word, tokens[end + 1]?.low);
    if (next !== undefined) {
      here = next;
      if (here.clients.length > 0) best = { end: end + 1, clients: here.clients };
      continue;
    }
    const passed = end > at && (["the", "-", ".", "'s", "'"].includes(word) || saysNothing(word));
    if (!passed) break;
  }
  return best;
}

/** "quay st dental", "howe bros" */
const short: ReadonlyMap<string, string> = new Map(Object.entries<string>({
  street: "st", road: "rd", avenue: "ave", brothers: "bros", saint: "st",
})); // biome-ignore format: a table of short forms reads best as one

const shortForms: ReadonlySet<string> = new Set(short.values());

/** "three little birds" is written "3 Little Birds", or may be. */
export const figures: ReadonlyMap<string, string> = new Map(Object.entries<string>({
  one: "1", two: "2", three: "3", four: "4", five: "5", six: "6", seven: "7", eight: "8", nine: "9", ten: "10",
  eleven: "11", twelve: "12",
})); // biome-ignore format: a table of numbers reads best as one

const spelt: ReadonlyMap<string, string> = new Map([...figures].map(([word, figure]) => [figure, word]));

/** Whether the words stand for a name with its numbers written the other way. */
export function respelt(client: KnownClient, words: readonly string[]): boolean {
  const number = (word: string) => figures.has(word) || spelt.has(word);
  const other = (word: string) => number(word) || shortForms.has(word);
  return words.some((word) => other(word) && !client.words.includes(word));
}

/** Words that half the trade has in its name do not point to one client. */
export const businesses: ReadonlySet<string> = new Set(
  "and of plumbing builders building construction roofing services service cafe shop bar pub school nursery farm garage homes home property properties lettings group sons son brothers bros co company uk st mr mrs house hotel church club trust council".split(
    " ",
  ),
);

function tells(word: string): boolean {
  return (
    word.length >= 3 &&
    !commonNames.hasLow(word) &&
    !businesses.has(word) &&
    !workWords.hasLow(word) &&
    !/^\d/.test(word)
  );
}

export function isPart(words: readonly string[], name: readonly string[]): boolean {
  const initials = words.length > 1 && words.some((word) => word.length === 1);
  if (words.length > name.length || (words.length === name.length && !initials)) return false;
  let at = 0;
  for (const word of words) {
    const found = name.findIndex(
      (part, index) =>
        index >= at &&
        (part === word || (word.length === 1 && (at > 0 || words.length > 1) && part.startsWith(word))),
    );
    if (found < 0) return false;
    at = found + 1;
  }
  return true;
}

/** Two letters in a row that a name and a slip of it share: without any, Fuse need not be asked. */
function gramsOf(words: readonly string[]): ReadonlySet<string> {
  const name = words.join(" ");
  const grams = new Set<string>();
  for (let at = 0; at + 1 < name.length; at += 1) grams.add(name.slice(at, at + 2));
  return grams;
}
