import { claim, type Mark } from "./mark.ts";
import { isPlural } from "./plural.ts";
import { type Token, tokenAt, typedBetween, wordIn } from "./tokens.ts";
import { begins, learnWords, words } from "./words.ts";

const referenceWords = words("ref reference po order ticket docket job quote wo contract");
learnWords(referenceWords, begins.place);
const numbered = words("po wo order ticket docket job contract");
const numberWords = words("no number num nr # : . is ref -");

const whose = words("their his her your my the");

/** "ref ABC-123", "PO 4521", "order number 77", "job no. 12". */
export function readReference(text: string, tokens: readonly Token[], at: number): Mark | null {
  const word = tokens[at]?.low ?? "";
  if (!referenceWords.hasLow(word) || tokenAt(tokens, at - 1)?.low === "standing") return null;
  const before = asReference(tokens, at);
  if (before !== null) return before;
  let from = at + 1;
  while (from < at + 4 && numberWords.has(wordIn(tokens, from))) from += 1;
  // "ref their order 881"
  if (whose.has(wordIn(tokens, from)) && referenceWords.has(wordIn(tokens, from + 1))) {
    const theirs = readReference(text, tokens, from + 1);
    return theirs === null ? null : claim(at, theirs.end, theirs.is);
  }
  const ref = word === "ref" || word === "reference";
  const named = ref || from > at + 1;
  // "ref PO 77" and "PO 77" keep the PO: the client looks for it by that name.
  const own = ref && numbered.has(wordIn(tokens, from)) && tokens[from + 1]?.kind === "number";
  const whole = word === "po" && from === at + 1;
  if (own) from += 1;
  let end = from;
  let figures = false;
  while (end < tokens.length && end < from + 8) {
    const token = tokens[end];
    if (token === undefined || token.kind === "break" || (end > from && token.gap)) break;
    if (token.kind === "sign" && !["-", "/", "_", "#", "."].includes(token.low)) break;
    figures ||= token.kind === "number";
    end += 1;
  }
  while (end > from && tokenAt(tokens, end - 1)?.kind === "sign") end -= 1;
  if (end === from) return null;
  // "order: 24 scones at 80p" is a list, and no number of an order.
  if (word === "order" && end === from + 1 && isPlural(tokens[end]?.low ?? "")) return null;
  // "ref kitchen refit": words, where no figures tell it.
  if (ref && !figures)
    end = referenceStops.has(wordIn(tokens, from)) ? from : wordsOfReference(tokens, end, from);
  if (end === from) return null;
  // "job 200" is a job at 200; "job 4521" might be: only a number said to be one is a reference.
  if (!figures && word !== "ref" && word !== "reference") return null;
  if (!named && (word === "job" || word === "quote" || (word === "order" && tokens[from]?.kind !== "word"))) {
    if (word !== "order") return null;
  }
  return claim(at, end, {
    kind: "reference",
    value: typedBetween(text, tokens, whole ? at : own ? from - 1 : from, end),
  });
}

/** "put 55821 as the reference" */
function asReference(tokens: readonly Token[], at: number): Mark | null {
  const link = whose.hasLow(tokenAt(tokens, at - 1)?.low ?? "") ? at - 2 : at - 1;
  const value = tokenAt(tokens, link - 1);
  if (tokenAt(tokens, link)?.low !== "as" || value?.kind !== "number" || !value.gap) return null;
  return claim(link - 1, at + 1, { kind: "reference", value: value.text });
}

const referenceStops = words(
  "due by on for plus and with to in inc no cash card email text vat please ta thanks cheers at",
);

function wordsOfReference(tokens: readonly Token[], at: number, from: number): number {
  let end = at;
  while (end < from + 4 && tokens[end]?.kind === "word" && !referenceStops.has(wordIn(tokens, end))) end += 1;
  return end;
}
