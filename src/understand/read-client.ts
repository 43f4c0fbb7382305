import { type ClientIndex, type KnownClient, longestKnown, respelt } from "./client-index.ts";
import { currencies } from "./currencies.ts";
import { claim, type Mark } from "./mark.ts";
import { foldName, titleOf, titles } from "./names.ts";
import { readPartName } from "./read-part-name.ts";
import { type Token, tokenAt, typedBetween, wordIn } from "./tokens.ts";
import { commonNames } from "./vocabulary.ts";
import { words } from "./words.ts";

/** Every exact mention of a known client, the longest first: numbers inside a name are the name's. */
export function readClients(text: string, tokens: readonly Token[], index: ClientIndex): Mark[] {
  const marks: Mark[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    if (!index.opening.has(tokens[at]?.low ?? "")) continue;
    const found = longestKnown(index, tokens, at);
    // "Ms Pounds 20 pounds"
    if (tokenAt(tokens, at - 1)?.kind === "number" && currencies.has(wordIn(tokens, at))) continue;
    const part = found === null ? readPartName(tokens, at, index) : null;
    if (part !== null) marks.push({ ...part, start: withTitle(tokens, at) });
    if (part !== null) at = part.end - 1;
    if (found === null) continue;
    const start = withTitle(tokens, at);
    const end = withLegal(tokens, found.end);
    if (start === at && marksBill(tokens, at, found.end)) continue;
    // "Mr Chase" is nobody's order to chase.
    if (start === at && isCommon(tokens, at, found.end) && !standsAsClient(tokens, start, end)) continue;
    const said = tokens.slice(start, end).map((token) => token.low);
    const clients =
      found.clients.length === 1
        ? found.clients
        : closest(found.clients, foldName(typedBetween(text, tokens, start, end)), titleOf(said));
    const others = end === start + 1 ? index.surnames.get(tokens[start]?.low ?? "") : undefined;
    const all =
      others === undefined || titleOf(said) !== null || clients.some(({ title }) => title === null)
        ? clients
        : others;
    const weak = clients.some((client) => conflicts(client, titleOf(said)) || respelt(client, said));
    marks.push(claim(start, end, { kind: "client", matches: all.map((client) => client.name), weak }));
    at = end - 1;
  }
  return marks;
}

/** "mark bill 12 as paid", though a Mark Bill is known. */
function marksBill(tokens: readonly Token[], start: number, end: number): boolean {
  const marks =
    tokens[start]?.low === "mark" && tokenAt(tokens, end - 1)?.low === "bill" && end === start + 2;
  return (
    marks &&
    tokens[end]?.kind === "number" &&
    ["as", "paid", "off", "settled"].includes(tokens[end + 1]?.low ?? "")
  );
}

/** "Mrs Patel" is not "Mr Patel", though both may be "Patel". */
function conflicts(client: KnownClient, title: string | null): boolean {
  return title !== null && client.title !== null && client.title !== title;
}

function closest(
  clients: readonly KnownClient[],
  folded: string,
  title: string | null,
): readonly KnownClient[] {
  const same = clients.filter((client) => client.folded === folded);
  if (same.length > 0) return same.slice(0, 1);
  const titled = clients.filter((client) => client.title === title);
  return titled.length > 0 ? titled : clients;
}

function withTitle(tokens: readonly Token[], at: number): number {
  const dot = tokenAt(tokens, at - 1)?.low === "." ? 1 : 0;
  return titles.has(wordIn(tokens, at - 1 - dot)) ? at - 1 - dot : at;
}

function withLegal(tokens: readonly Token[], end: number): number {
  let at = end;
  for (;;) {
    const legal = tokens[at]?.low ?? "";
    if (!["ltd", "limited", "plc", "llp", "co"].includes(legal)) return at;
    // "Co. Ltd": the stop belongs to the short form, but not at the end of all.
    const dot = tokens[at + 1];
    at +=
      dot?.low === "." && !dot.gap && tokens[at + 2] !== undefined && tokens[at + 2]?.kind !== "break"
        ? 2
        : 1;
  }
}

function isCommon(tokens: readonly Token[], start: number, end: number): boolean {
  const token = tokens[start];
  return end === start + 1 && token !== undefined && (commonNames.has(token.word) || token.kind === "number");
}

const before = words(
  "bill invoice charge chase remind nudge for to from off by add client customer pause leave show and with chasing",
);
const after = words(
  "paid owes owe says said reckons promised has hasnt 's will wants still just settled disputes is sent gave needs",
);
const dayWords = words("in on by of due until till next last this since the");

const verbNames = words("bill chase charge mark invoice note show send pay");

const manners = words("please pls plz ok okay you so just");

/** "need to bill Terry", "chase bill 14": a verb, though a client has that name. */
function verbAsName(tokens: readonly Token[], start: number, end: number): boolean {
  const next = tokens[end];
  const prior = tokenAt(tokens, start - 1)?.low;
  // "Please Bill Acme", as a phone writes it.
  if (manners.has(wordIn(tokens, start - 1))) return next?.kind === "word" && after.has(next.word);
  if (next?.kind === "number") return prior === "bill" || prior === "invoice" || prior === "charge";
  return (
    next === undefined ||
    next.kind !== "word" ||
    after.has(next.word) ||
    tokens[start]?.upper === true ||
    next.low === "for"
  );
}

/** A client called May, Will or Bill: only where a client can stand. */
function standsAsClient(tokens: readonly Token[], start: number, end: number): boolean {
  const prior = wordIn(tokens, start - 1);
  const next = tokens[end]?.low ?? "";
  if (dayWords.has(prior)) return false;
  if (verbNames.has(wordIn(tokens, start)) && !verbAsName(tokens, start, end)) return false;
  if (before.has(prior)) return true;
  if (after.has(wordIn(tokens, end)))
    return !(next === "is" || next === "has") || tokens[start]?.upper === true;
  const first = start === 0 || tokenAt(tokens, start - 1)?.kind !== "word";
  return tokens[start]?.upper === true && (!first || tokens[end]?.kind === "number" || next === "£");
}
