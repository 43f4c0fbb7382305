import type { Currency } from "../domain/money.ts";
import { amount, reading, toMinor } from "./amount-mark.ts";
import { coinOf, coins, needsArticle } from "./coins.ts";
import { beforeFigures, currencies, dollars } from "./currencies.ts";
import { claim, type Mark } from "./mark.ts";
import { type NumberRead, numberOpeners, readNumber } from "./read-number.ts";
import { closes, isPence, withPence } from "./read-pence.ts";
import { mayBegin, type Token, tokenAt, wordIn } from "./tokens.ts";
import { begins, learnWords, unknownWord, words } from "./words.ts";

/** Every place that may be money. A bare number is a weak claim that others may beat. */
export function readAmounts(tokens: readonly Token[]): Mark[] {
  const marks: Mark[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const mark = mayBegin(tokens, at, begins.amount | begins.figure) ? readAmount(tokens, at) : null;
    if (mark === null) continue;
    marks.push(mark);
    at = mark.end - 1;
  }
  return marks;
}

/** Most words and signs can open no amount. */
const openers = [
  ...["a", "half", "quarter", "-"],
  ...numberOpeners,
  ...beforeFigures,
  ...dollars.keys(),
  ...[...coins.keys()].flatMap((coin) => [coin, `${coin}s`]),
];
learnWords(openers, begins.amount);

function readAmount(tokens: readonly Token[], at: number): Mark | null {
  const token = tokens[at];
  if (token === undefined) return null;
  return (
    readSigned(tokens, at, token) ?? readSlang(tokens, at) ?? readAPound(tokens, at) ?? readPlain(tokens, at)
  );
}

/** `£230`, `GBP 350`, `£ 1.2k`, `-£50`, `£.50`. */
function readSigned(tokens: readonly Token[], at: number, token: Token): Mark | null {
  // "£80-£100" is a range.
  const range = tokenAt(tokens, at - 1)?.kind === "number" && !token.gap;
  const minus = token.low === "-" && !range && !isWordBefore(tokens, at);
  const whose = minus ? null : whoseSign(tokens, at);
  const signAt = whose?.signAt ?? (minus ? at + 1 : at);
  const sign = wordIn(tokens, signAt);
  if (!beforeFigures.has(sign)) return null;
  const negative = minus || (tokens[signAt + 1]?.low === "-" && tokens[signAt + 2]?.kind === "number");
  const numberAt = signAt + (negative && !minus ? 2 : 1);
  const currency = whose?.currency ?? currencies.get(sign) ?? "GBP";
  if (tokens[numberAt]?.low === "." && tokens[numberAt + 1]?.kind === "number") {
    const part = Number(`0.${tokens[numberAt + 1]?.text}`);
    return amount(at, numberAt + 2, (tokens[numberAt + 1]?.text.length ?? 9) <= 2 ? part : null, currency);
  }
  const read = readNumber(tokens, numberAt);
  // "£..75"
  if (tokens[numberAt]?.low === "." && tokens[numberAt + 1]?.low === ".")
    return tokens[numberAt + 2]?.kind === "number" ? amount(at, numberAt + 3, null, currency) : null;
  if (read === null) {
    // `£l00`, `£O50`: a letter typed for a figure.
    const typo = tokens[numberAt];
    if (typo?.kind === "word" && !typo.gap && /^[ol]+$/.test(typo.low))
      return amount(at, numberAt + 2, null, currency);
    return null;
  }
  const value = read.value === null && read.loose !== null ? looseWithUnit(read) : read.value;
  const slip = slipEnd(tokens, read);
  if (slip !== null) return amount(at, slip, null, currency);
  const whole = spacedThousands(tokens, read) ? null : value;
  const end = whole === null && value !== null ? read.end + 1 : read.end;
  return withPence(tokens, at, end, negative && whole !== null ? -whole : whole, currency);
}

/** `US$ 20`, `C$20`, `us $ 5`, `u.s. $5`: the sign of another country's dollar. */
function whoseSign(tokens: readonly Token[], at: number): { signAt: number; currency: Currency } | null {
  const word = tokens[at];
  if (word?.kind !== "word") return null;
  const dotted = word.low === "u" && tokens[at + 1]?.low === "." && tokens[at + 2]?.low === "s";
  let signAt = dotted ? at + 3 : at + 1;
  if (dotted && tokens[signAt]?.low === ".") signAt += 1;
  const currency = dotted ? "USD" : dollars.get(word.word);
  const tight = word.low.length > 1 || tokens[signAt]?.gap === false;
  return currency !== undefined && tokens[signAt]?.low === "$" && tight ? { signAt, currency } : null;
}

/** `£1 250`: a thousand, or a pound and something else? */
function spacedThousands(tokens: readonly Token[], read: NumberRead): boolean {
  const next = tokens[read.end];
  return (
    !read.words &&
    next?.kind === "number" &&
    /^\d{3}(?:\.\d\d)?$/.test(next.text) &&
    (read.value ?? 1000) < 1000 &&
    next.gap &&
    read.end > 0 &&
    tokenAt(tokens, read.end - 1)?.kind === "number"
  );
}

/** "£119. 95", "£1'250", "£50p": where such figures end, of which nobody can tell how much they are. */
function slipEnd(tokens: readonly Token[], read: NumberRead): number | null {
  const [sign, tail] = [tokens[read.end], tokens[read.end + 1]];
  if (read.words || read.value === null || sign === undefined) return null;
  if (
    sign.low === "p" &&
    !sign.gap &&
    read.value % 1 === 0 &&
    tokenAt(tokens, read.end - 1)?.text.includes(".") === false
  )
    return read.end + 1;
  if (tail?.kind !== "number" || sign.gap) return null;
  if (sign.low === "." && tail.gap && /^\d\d$/.test(tail.text) && closes(tokens[read.end + 2]))
    return read.end + 2;
  return sign.low === "'" && !tail.gap ? read.end + 2 : null;
}

function isWordBefore(tokens: readonly Token[], at: number): boolean {
  const before = tokenAt(tokens, at - 1);
  return before !== undefined && tokens[at + 1]?.gap === true;
}

/** "a monkey", "two tenners", "a score". */
function readSlang(tokens: readonly Token[], at: number): Mark | null {
  const halfOf = tokens[at]?.low === "half" && tokens[at + 1]?.low === "a";
  const article = tokens[at]?.low === "a" || halfOf;
  const count = halfOf
    ? { value: 0.5, end: at + 2 }
    : article
      ? { value: 1, end: at + 1 }
      : (readNumber(tokens, at) ?? { value: 1, end: at });
  const word = tokens[count.end]?.low ?? "";
  const coin = coinOf(word);
  // "2 tons of gravel"
  const heap = word.startsWith("ton") && tokens[count.end + 1]?.low === "of";
  if (coin === undefined || count.value === null || heap) return null;
  if (count.end === at && needsArticle.has(wordIn(tokens, count.end))) return null;
  const half = ["and", "a", "half"].every((low, index) => tokens[count.end + 1 + index]?.low === low);
  // "forty fiver" may be a slip for forty-five.
  const odd = count.value > 1 && !word.endsWith("s");
  return claim(
    at,
    count.end + (half ? 4 : 1),
    reading(Math.round(coin.minor * (count.value + (half ? 0.5 : 0))), "GBP", "sure", !coin.plain || odd),
  );
}

/** "a pound", "a pound fifty". */
function readAPound(tokens: readonly Token[], at: number): Mark | null {
  if (tokens[at]?.low !== "a") return null;
  const word = tokens[at + 1]?.low;
  if (word === "penny") return claim(at, at + 2, reading(1, "GBP", "sure", false));
  if (word !== "pound" && word !== "quid" && word !== "euro" && word !== "dollar") return null;
  return withPence(tokens, at, at + 2, 1, currencies.get(wordIn(tokens, at + 1)) ?? "GBP");
}

function readPlain(tokens: readonly Token[], at: number): Mark | null {
  const token = tokens[at];
  const read = readNumber(tokens, at);
  if (read === null || token === undefined) return null;
  const before = tokenAt(tokens, at - 1);
  if (
    token.kind === "number" &&
    before !== undefined &&
    !token.gap &&
    before.kind === "word" &&
    before.low !== "x"
  )
    return null;
  let unitAt = unitBehind(tokens, read.end);
  if (tokens[unitAt]?.low === "of" && tokens[unitAt + 1]?.low === "your") unitAt += 2;
  const unit = tokens[unitAt];
  if (isPence(tokens, unitAt)) {
    const minor = read.value === null || read.value % 1 !== 0 ? null : read.value / 100;
    return amount(at, unitAt + 1, minor, "GBP");
  }
  const whose = dollars.get(unit?.word ?? unknownWord);
  const next = tokens[unitAt + 1]?.low ?? "";
  if (
    whose !== undefined &&
    currencies.has(wordIn(tokens, unitAt + 1)) &&
    (unit?.low.length ?? 0) > 1 &&
    !beforeFigures.has(wordIn(tokens, unitAt + 1))
  )
    return amount(at, unitAt + 2, read.value ?? looseWithUnit(read), whose);
  const currency = currencies.get(unit?.word ?? unknownWord);
  if (unit !== undefined && (unit.low === "cents" || unit.low === "cent"))
    return amount(at, unitAt + 1, read.value === null ? null : read.value / 100, "EUR");
  if (
    currency !== undefined &&
    !(
      beforeFigures.has(unit?.word ?? unknownWord) &&
      tokens[unitAt + 1]?.kind === "number" &&
      !tokens[unitAt + 1]?.gap
    )
  ) {
    const value = read.value ?? looseWithUnit(read);
    const end = tokens[unitAt + 1]?.low === "sterling" ? unitAt + 2 : unitAt + 1;
    // "75 gbp million"
    const million = ["million", "billion", "mil"].includes(next);
    if (million && value !== null)
      return amount(at, end + 1, value * (next === "billion" ? 1_000_000_000 : 1_000_000), currency);
    return million ? amount(at, end + 1, null, currency) : withPence(tokens, at, end, value, currency);
  }
  return bare(tokens, at, read);
}

/** "12-pence", "a 20-quid job": the unit may hang on to its figures. */
function unitBehind(tokens: readonly Token[], at: number): number {
  const [dash, unit] = [tokens[at], tokens[at + 1]];
  if (dash?.low !== "-" || dash.gap || unit === undefined || unit.gap) return at;
  return isPence(tokens, at + 1) || (unit.kind === "word" && currencies.has(unit.word)) ? at + 1 : at;
}

/** "ten percent" */
function isShare(tokens: readonly Token[], at: number): boolean {
  const low = tokens[at]?.low ?? "";
  return low === "percent" || (low === "per" && tokens[at + 1]?.low === "cent");
}

function bare(tokens: readonly Token[], at: number, read: NumberRead): Mark | null {
  const token = tokens[at];
  if (token === undefined || isShare(tokens, read.end) || tokens[read.end]?.low === "dozen") return null;
  const glued = tokens[read.end];
  if (token.kind === "number") {
    // "a 5er"
    if (glued?.low === "er" && !glued.gap && ["5", "10"].includes(token.text))
      return claim(at, read.end + 1, reading(Number(token.text) * 100, "GBP", "sure", false));
    // `14th`, `5pm`, `3x`, `12a`, `10:30`: something else has the figures.
    if (glued?.kind === "word" && !glued.gap && read.end === at + 1 && !hangsOn.has(glued.word)) return null;
    // ".99" are pence, or a slip.
    if (tokenAt(tokens, at - 1)?.low === "." && !token.gap && tokenAt(tokens, at - 1)?.gap === true)
      return claim(at, read.end, reading(null, "GBP", "bare", false));
    if (/^0\d/.test(token.text) || token.text.replace(/\D/g, "").length > 8) return null;
  }
  // "the Acme one", "one of them": a word, not a pound.
  if (token.low === "one" && read.end === at + 1) return null;
  const value = read.value;
  const scaled =
    read.end > at + 1 && token.kind === "number" && tokenAt(tokens, read.end - 1)?.low !== "half";
  const grand = read.words && tokens.slice(at, read.end).some((part) => part.low === "grand");
  const strength = scaled || grand ? "sure" : "bare";
  const loosePrice = read.loose === null ? null : read.loose.first * 100 + read.loose.second;
  // "90 k": thousands, or a friend's "ok"?
  const last = tokenAt(tokens, read.end - 1);
  const apart = last?.low === "k" && last.gap && (value ?? 0) >= 10_000;
  return claim(at, read.end, { ...reading(toMinor(value), "GBP", strength, apart), loosePrice });
}

/** "45quid", "3x", "20ph": of a price, or of how many. */
const hangsOn = words("quid x each ea pp ph pd");

/** With "quid" after it, "one fifty" is 150; "twelve ninety nine pounds" stays open. */
function looseWithUnit(read: NumberRead): number | null {
  if (read.loose === null || read.loose.first >= 10) return null;
  return read.loose.first * 100 + read.loose.second;
}
