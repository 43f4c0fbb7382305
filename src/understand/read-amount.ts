import { amountMaxMinor, type Currency } from "../domain/money.ts";
import type { AmountReading, Mark } from "./mark.ts";
import { type NumberRead, opensNumber, readNumber } from "./read-number.ts";
import type { Token } from "./tokens.ts";

/** Words and signs of a currency, before or after the figures. */
const currencies: Readonly<Record<string, Currency>> = {
  "£": "GBP", gbp: "GBP", pound: "GBP", pounds: "GBP", quid: "GBP", squid: "GBP", quids: "GBP", sterling: "GBP",
  punds: "GBP", poond: "GBP", poonds: "GBP", punt: "GBP", pds: "GBP", nicker: "GBP", smackers: "GBP", sovs: "GBP",
  bunnoedd: "GBP", bunt: "GBP", punnoedd: "GBP", ponds: "GBP", pund: "GBP",
  "€": "EUR", eur: "EUR", euro: "EUR", euros: "EUR", "$": "USD", usd: "USD", dollar: "USD", dollars: "USD",
  "¥": "JPY", yen: "JPY", jpy: "JPY", chf: "CHF", aud: "AUD", cad: "CAD", nzd: "NZD", pln: "PLN", zloty: "PLN",
  rupees: "INR", inr: "INR", "₹": "INR", sek: "SEK", nok: "NOK", dkk: "DKK", hkd: "HKD", aed: "AED", zar: "ZAR",
}; // biome-ignore format: a table of currencies reads best as one
/** Stands before figures only as a sign or a code: "pound 5" is a typo to ask about. */
const beforeFigures = new Set([
  "£",
  "gbp",
  "€",
  "eur",
  "$",
  "usd",
  "¥",
  "jpy",
  "chf",
  "aud",
  "cad",
  "nzd",
  "pln",
  "₹",
  "inr",
  "sek",
  "nok",
  "dkk",
  "hkd",
  "aed",
  "zar",
]);
const pence = new Set(["p", "pence", "penny", "pennies", "ceiniog"]);

interface Slang {
  readonly minor: number;
  readonly plain: boolean;
}
/** Notes have plain names; animals are slang, so they are confirmed in figures. */
const coins: Readonly<Record<string, Slang>> = {
  fiver: { minor: 500, plain: true }, fivers: { minor: 500, plain: true }, tenner: { minor: 1000, plain: true },
  tenners: { minor: 1000, plain: true }, score: { minor: 2000, plain: false }, pony: { minor: 2500, plain: false },
  ponies: { minor: 2500, plain: false }, bullseye: { minor: 5000, plain: false }, ton: { minor: 10000, plain: false },
  monkey: { minor: 50000, plain: false }, monkeys: { minor: 50000, plain: false }, nifty: { minor: 5000, plain: false },
  archer: { minor: 200000, plain: false }, ayrton: { minor: 1000, plain: false }, gorilla: { minor: 100000, plain: false },
  lady: { minor: 500, plain: false }, deep: { minor: 500, plain: false },
}; // biome-ignore format: a table of slang reads best as one
const needsArticle = new Set(["score", "ton", "lady", "deep", "archer", "nifty", "pony"]);

/** Every place that may be money. A bare number is a weak claim that others may beat. */
export function readAmounts(tokens: readonly Token[]): Mark[] {
  const marks: Mark[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const mark = readAmount(tokens, at);
    if (mark === null) continue;
    marks.push(mark);
    at = mark.end - 1;
  }
  return marks;
}

/** Most words can open no amount. */
function opensAmount(low: string): boolean {
  return (
    low === "a" || low === "half" || opensNumber(low) || beforeFigures.has(low) || coinOf(low) !== undefined
  );
}

function coinOf(low: string): Slang | undefined {
  if (Object.hasOwn(coins, low)) return coins[low];
  return low.endsWith("s") && Object.hasOwn(coins, low.slice(0, -1)) ? coins[low.slice(0, -1)] : undefined;
}

function readAmount(tokens: readonly Token[], at: number): Mark | null {
  const token = tokens[at];
  if (token === undefined || (token.kind === "word" && !opensAmount(token.low))) return null;
  return (
    readSigned(tokens, at, token) ?? readSlang(tokens, at) ?? readAPound(tokens, at) ?? readPlain(tokens, at)
  );
}

/** `£230`, `GBP 350`, `£ 1.2k`, `-£50`, `£.50`. */
function readSigned(tokens: readonly Token[], at: number, token: Token): Mark | null {
  // "£80-£100" is a range.
  const range = tokens[at - 1]?.kind === "number" && !token.gap;
  const minus = token.low === "-" && !range && !isWordBefore(tokens, at);
  const signAt = minus ? at + 1 : at;
  const sign = tokens[signAt]?.low ?? "";
  if (!beforeFigures.has(sign)) return null;
  const negative = minus || (tokens[signAt + 1]?.low === "-" && tokens[signAt + 2]?.kind === "number");
  const numberAt = signAt + (negative && !minus ? 2 : 1);
  const currency = currencies[sign] ?? "GBP";
  if (tokens[numberAt]?.low === "." && tokens[numberAt + 1]?.kind === "number") {
    const part = Number(`0.${tokens[numberAt + 1]?.text}`);
    return amount(at, numberAt + 2, (tokens[numberAt + 1]?.text.length ?? 9) <= 2 ? part : null, currency);
  }
  const read = readNumber(tokens, numberAt);
  if (read === null) {
    // `£l00`, `£O50`: a letter typed for a figure.
    const typo = tokens[numberAt];
    if (typo?.kind === "word" && !typo.gap && /^[ol]+$/.test(typo.low))
      return amount(at, numberAt + 2, null, currency);
    return null;
  }
  const value = read.value === null && read.loose !== null ? looseWithUnit(read) : read.value;
  const whole = spacedThousands(tokens, read) ? null : value;
  const end = whole === null && value !== null ? read.end + 1 : read.end;
  return withPence(tokens, at, end, negative && whole !== null ? -whole : whole, currency);
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
    tokens[read.end - 1]?.kind === "number"
  );
}

function isWordBefore(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1];
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
  if (coin === undefined || count.value === null) return null;
  if (count.end === at && needsArticle.has(word)) return null;
  const half = ["and", "a", "half"].every((low, index) => tokens[count.end + 1 + index]?.low === low);
  return {
    start: at,
    end: count.end + (half ? 4 : 1),
    is: reading(Math.round(coin.minor * (count.value + (half ? 0.5 : 0))), "GBP", "sure", !coin.plain),
  };
}

/** "a pound", "a pound fifty". */
function readAPound(tokens: readonly Token[], at: number): Mark | null {
  if (tokens[at]?.low !== "a") return null;
  const word = tokens[at + 1]?.low;
  if (word === "penny") return { start: at, end: at + 2, is: reading(1, "GBP", "sure", false) };
  if (word !== "pound" && word !== "quid" && word !== "euro" && word !== "dollar") return null;
  return withPence(tokens, at, at + 2, 1, currencies[word] ?? "GBP");
}

function readPlain(tokens: readonly Token[], at: number): Mark | null {
  const token = tokens[at];
  const read = readNumber(tokens, at);
  if (read === null || token === undefined) return null;
  const before = tokens[at - 1];
  if (
    token.kind === "number" &&
    before !== undefined &&
    !token.gap &&
    before.kind === "word" &&
    before.low !== "x"
  )
    return null;
  let unitAt = read.end;
  if (tokens[unitAt]?.low === "of" && tokens[unitAt + 1]?.low === "your") unitAt += 2;
  const unit = tokens[unitAt];
  if (unit !== undefined && pence.has(unit.low)) {
    const minor = read.value === null || read.value % 1 !== 0 ? null : read.value / 100;
    return amount(at, unitAt + 1, minor, "GBP");
  }
  const currency =
    unit !== undefined && Object.hasOwn(currencies, unit.low) ? currencies[unit.low] : undefined;
  if (
    currency !== undefined &&
    !(beforeFigures.has(unit?.low ?? "") && tokens[unitAt + 1]?.kind === "number" && !tokens[unitAt + 1]?.gap)
  ) {
    const value = read.value ?? looseWithUnit(read);
    const end = tokens[unitAt + 1]?.low === "sterling" ? unitAt + 2 : unitAt + 1;
    return withPence(tokens, at, end, value, currency);
  }
  return bare(tokens, at, read);
}

function bare(tokens: readonly Token[], at: number, read: NumberRead): Mark | null {
  const token = tokens[at];
  if (token === undefined) return null;
  const glued = tokens[read.end];
  if (token.kind === "number") {
    // `14th`, `5pm`, `3x`, `12a`, `10:30`: something else has the figures.
    if (
      glued?.kind === "word" &&
      !glued.gap &&
      read.end === at + 1 &&
      !["quid", "x", "each", "ea"].includes(glued.low)
    )
      return null;
    if (/^0\d/.test(token.text) || token.text.replace(/\D/g, "").length > 8) return null;
  }
  // "the Acme one", "one of them": a word, not a pound.
  if (token.low === "one" && read.end === at + 1) return null;
  const value = read.value;
  const scaled = read.end > at + 1 && token.kind === "number";
  const grand = read.words && tokens.slice(at, read.end).some((part) => part.low === "grand");
  const strength = scaled || grand ? "sure" : "bare";
  const loosePrice = read.loose === null ? null : read.loose.first * 100 + read.loose.second;
  return { start: at, end: read.end, is: { ...reading(toMinor(value), "GBP", strength, false), loosePrice } };
}

/** With "quid" after it, "one fifty" is 150; "twelve ninety nine pounds" stays open. */
function looseWithUnit(read: NumberRead): number | null {
  if (read.loose === null || read.loose.first >= 10) return null;
  return read.loose.first * 100 + read.loose.second;
}

/** "20 pounds 43 pence", "£20 and 43p", "a pound fifty", "ten pound fifty". */
function withPence(
  tokens: readonly Token[],
  start: number,
  end: number,
  value: number | null,
  currency: Currency,
): Mark {
  // "£45 and a half": of what?
  if (["and", "a", "half"].every((low, index) => tokens[end + index]?.low === low))
    return amount(start, end + 3, null, currency);
  const joined = tokens[end]?.low === "and" || tokens[end]?.low === "," ? end + 1 : end;
  const read = value === null || value % 1 !== 0 ? null : readNumber(tokens, joined);
  if (read === null || read.value === null || value === null) return amount(start, end, value, currency);
  const unit = tokens[read.end]?.low ?? "";
  const cents = unit === "cents" || unit === "cent";
  if ((pence.has(unit) || cents) && read.value < 100 && read.value % 1 === 0) {
    return amount(start, read.end + 1, value + Math.sign(value || 1) * (read.value / 100), currency);
  }
  const spoken = tokens[end - 1]?.low ?? "";
  const said =
    joined === end &&
    read.value >= 10 &&
    read.value < 100 &&
    read.value % 1 === 0 &&
    currencies[spoken] !== undefined &&
    tokens[end - 1]?.kind === "word";
  const followed = currencies[unit] !== undefined || unit === "x" || unit === "@";
  if (said && !followed && (read.words || spoken === "pound" || spoken === "pounds" || spoken === "quid")) {
    return amount(start, read.end, value + read.value / 100, currency);
  }
  return amount(start, end, value, currency);
}

function amount(start: number, end: number, value: number | null, currency: Currency): Mark {
  return { start, end, is: reading(toMinor(value), currency, "sure", false) };
}

function toMinor(value: number | null): number | null {
  if (value === null) return null;
  const minor = Math.round(value * 100);
  return Math.abs(minor) <= amountMaxMinor ? minor : null;
}

function reading(
  minor: number | null,
  currency: Currency,
  strength: AmountReading["strength"],
  slang: boolean,
): AmountReading {
  return {
    kind: "amount",
    minor,
    currency,
    strength,
    slang,
    quantity: 1,
    rate: false,
    loosePrice: null,
    counted: null,
  };
}
