import { claim, type Mark } from "./mark.ts";
import { type Token, tokenAt, typedBetween, wordIn } from "./tokens.ts";
import { streetWords, workWords } from "./vocabulary.ts";
import { words } from "./words.ts";

const postcodeOut = /^[a-z]{1,2}$/;

/** "14 Acacia Avenue", "Flat 2, 9 High St, Leeds LS1 4AP", "SW1A 1AA". */
export function readAddress(text: string, tokens: readonly Token[], at: number): Mark | null {
  const code = readPostcode(tokens, at);
  if (code !== null) return claim(at, code, { kind: "address", value: typedBetween(text, tokens, at, code) });
  const number = tokens[at];
  if (number?.kind !== "number" || !/^\d{1,4}$/.test(number.text)) return null;
  let here = at + 1;
  if (tokens[here]?.kind === "word" && !tokens[here]?.gap && /^[a-d]$/.test(tokens[here]?.low ?? ""))
    here += 1;
  for (let end = here + 1; end < here + 4; end += 1) {
    const word = tokens[end];
    if (word === undefined || word.kind !== "word" || tokenAt(tokens, end - 1)?.kind !== "word") break;
    if (notInStreets.has(wordIn(tokens, end - 1))) break;
    if (!streetWords.has(word.word)) continue;
    const full = withTown(tokens, end + 1);
    return claim(at, full, { kind: "address", value: typedBetween(text, tokens, at, full) });
  }
  const full = upToPostcode(tokens, at);
  return full === null
    ? null
    : claim(at, full, { kind: "address", value: typedBetween(text, tokens, at, full) });
}

/** "14 Pen y Bryn, Bangor LL57 2AB": a house, by the postcode that ends it, wherever its street is called no street. */
function upToPostcode(tokens: readonly Token[], at: number): number | null {
  const named = tokens[at + 1];
  if (named?.upper !== true || workWords.has(named.word) || tokenAt(tokens, at - 1)?.low === "£") return null;
  let commas = 0;
  for (let end = at + 2; end < at + 12; end += 1) {
    const code = commas > 0 ? readPostcode(tokens, end) : null;
    if (code !== null) return code;
    if (tokens[end]?.low === ",") commas += 1;
    else if (tokens[end]?.kind !== "word" || notInStreets.has(wordIn(tokens, end))) return null;
  }
  return null;
}

const notInStreets = words("for at to with and due on by from in quid pounds pound a an");

/** ", Leeds", ", Leeds LS1 4AP": what follows a street after a comma, up to the postcode. */
function withTown(tokens: readonly Token[], end: number): number {
  for (let at = end; at < end + 8 && at < tokens.length; at += 1) {
    const code = readPostcode(tokens, at);
    if (code !== null) return code;
    const token = tokens[at];
    if (token?.low !== "," && !(token?.kind === "word" && token.upper)) break;
  }
  const town =
    tokens[end]?.low === "," && tokens[end + 1]?.upper === true && tokens[end + 2]?.kind !== "number";
  return town ? end + 2 : end;
}

function readPostcode(tokens: readonly Token[], at: number): number | null {
  const out = tokens[at];
  if (out?.kind !== "word" || out.low.length > 2 || !postcodeOut.test(out.low)) return null;
  const figure = tokens[at + 1];
  if (figure?.kind !== "number" || figure.gap || !/^\d{1,3}$/.test(figure.text)) return null;
  let here = at + 2;
  const letter = tokens[here];
  // "SW1A 1AA", "LS1 4AP", "M1 1AE", "ls14ap".
  if (letter?.kind === "word" && !letter.gap && letter.low.length === 1) here += 1;
  const inward = tokens[here];
  if (inward?.kind === "number" && /^\d$/.test(inward.text)) here += 1;
  else if (figure.text.length < 2) return null;
  const tail = tokens[here];
  if (tail?.kind !== "word" || tail.gap || !/^[a-z]{2}$/.test(tail.low)) return null;
  return here + 1;
}
