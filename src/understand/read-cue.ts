import type { Effect } from "./cue.ts";
import { cues } from "./cues.ts";
import { claim, type Mark } from "./mark.ts";
import { every } from "./phrases.ts";
import { readNumber } from "./read-number.ts";
import { mayBegin, type Token, tokenAt, wordIn } from "./tokens.ts";
import { fillers, streetWords, workWords } from "./vocabulary.ts";
import { begins, learnWords, unknownWord, words } from "./words.ts";

const askers = words("i you we they he she");

/** Verb phrases wherever they start; `settle` keeps the longest. */
export function readCues(tokens: readonly Token[]): Mark[] {
  const marks: Mark[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    if (!mayBegin(tokens, at, begins.cue)) continue;
    for (const { value: cue, end, gapStart, gapEnd } of every(cues, tokens, at)) {
      // "bill 14" names a bill; the word is no order.
      if (cue.effect === "create-bill" && gapStart < 0 && namesBill(tokens, end - 1)) continue;
      if (end === at + 1 && (isNamed(tokens, at) || (cue.noun === true && tokens[end]?.low === "'s")))
        continue;
      if (isThing(tokens, at, cue.effect)) continue;
      // "do I send Holly a bill for 45": asked, and nobody's name.
      if (cue.effect === "create-bill" && gapStart >= 0 && askers.has(wordIn(tokens, gapStart))) continue;
      // "Acme's mum paid her 35": their mum, and not ours.
      if (
        cue.effect === "nothing" &&
        tokenAt(tokens, at - 1)?.low === "'s" &&
        tokenAt(tokens, end - 1)?.low === "paid"
      )
        continue;
      // "needs paying by the 5th" says when.
      if (cue.effect === "nothing" && tokenAt(tokens, end - 1)?.low === "paying" && tokens[end]?.low === "by")
        continue;
      if (cue.query === true && asking.has(wordIn(tokens, at)) && !opens(tokens, at)) continue;
      const bare =
        cue.noun === true && end - at <= 2 && (!standsAsVerb(tokens, at) || toldOf.has(wordIn(tokens, end)));
      const read = bare ? { ...cue, weight: billsThem(tokens, at) ? 4 : 1, guessed: true } : cue;
      marks.push(claim(at, end, { kind: "cue", cue: read, gapStart, gapEnd }));
    }
  }
  return marks;
}

/** "bill number 10 lettings 300" may be a client's name: the order stays, and settling decides. */
function namesBill(tokens: readonly Token[], at: number): boolean {
  const mark = readBillNumber(tokens, at);
  if (mark === null) return false;
  const next = tokens[mark.end];
  const spelt = ["number", "no", "num"].includes(tokenAt(tokens, mark.end - 2)?.low ?? "");
  return !(spelt && next?.kind === "word" && !enders.has(next.word));
}

/** "I gave him 5 change", "the van's a write-off": nouns, and no orders. */
function isThing(tokens: readonly Token[], at: number, effect: Effect): boolean {
  const before = tokenAt(tokens, at - 1);
  // "a late pick up fee"
  if (tokens[at]?.low === "up" && before?.kind === "word" && !fillers.has(before.word)) return true;
  // "for the tap and the same for Terry"
  if (workWords.has(wordIn(tokens, at)) && ["the", "a", "an"].includes(before?.low ?? "")) return true;
  if (effect === "edit-bill")
    return (
      // "had a full set"
      (tokens[at]?.low === "set" && before?.kind === "word" && !standsAsVerb(tokens, at)) ||
      (tokens[at]?.low === "change" && before?.kind === "number") ||
      // "bill 26 is not correct"
      (tokens[at]?.low === "correct" && being.has(before?.word ?? unknownWord))
    );
  // "7 Park Road"
  if (tokens[at]?.low === "park" && streetWords.has(wordIn(tokens, at + 1))) return true;
  // "give me a minute"; but "Aled give me 250 yesterday", as some people tell it.
  if (effect === "record-payment" && gives.has(wordIn(tokens, at)) && standsAsVerb(tokens, at)) return true;
  // "gutters cleared", "to be paid by spring": no money that came.
  if (effect === "record-payment" && before?.low === "be") return true;
  if (effect === "record-payment")
    return (
      tokens[at]?.low === "cleared" &&
      workWords.has(before?.word ?? unknownWord) &&
      !owed.has(before?.word ?? unknownWord)
    );
  const scrap = effect === "cancel-bill" && ["scrap", "bin"].includes(tokens[at]?.low ?? "");
  // "a 40 litre bin"
  if (scrap && before?.kind === "word" && tokens[at + 1]?.kind !== "word" && !standsAsVerb(tokens, at))
    return true;
  // "for writing off the van"
  if (effect === "write-off" && tokens[at]?.low === "writing" && before?.low === "for") return true;
  // "bill 23 is a write off"
  const told =
    ["is", "'s"].includes(tokenAt(tokens, at - 2)?.low ?? "") && tokenAt(tokens, at - 3)?.kind === "number";
  return (scrap || (effect === "write-off" && !told)) && ["a", "the", "this"].includes(before?.low ?? "");
}

const being = words("is not isnt are arent was wasnt 's");
const gives = words("give gie gimme gi");

const owed = words("deposit balance remainder rent fee fees subscription retainer");

const subjectVerbs = words("owes paid payed says reckons promised promises disputes settled still");

/** "Bill owes me 50": a man, not a verb. */
function isNamed(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  return token?.upper === true && token.low === "bill" && subjectVerbs.has(wordIn(tokens, at + 1));
}

/** "has Acme paid" asks at the start; "Acme has paid" tells. */
const asking = words("open see view find check show has have did is any are was were does do");

function opens(tokens: readonly Token[], at: number): boolean {
  const before = tokenAt(tokens, at - 1);
  if (before === undefined || before.kind === "break" || before.kind === "sign") return true;
  return (
    fillers.has(before.word) ||
    ["and", "or", "but", "me", "if", "whether", "you", "to", "u", "can", "please", "then"].includes(
      before.low,
    )
  );
}

/** "she says bill went to the wrong address": the thing, and no order. */
const toldOf = words("went was came got never hasnt isnt didnt arrived");

const verbAfter = words(
  "still said says possibly maybe perhaps remember ya ye youse yous to please pls plz can you u could would will just also lets now ll shall must should need want gonna wanna gotta i we me and then but so or go dont not never & + plus , ; : . ! ? - – dinnae ill weve ive id better - a",
);
const nounAfter = words("a");

/** "bill" after "the" or a name is a thing; at the start, after "and" or "please" it is an order. */
function standsAsVerb(tokens: readonly Token[], at: number): boolean {
  // "Acme paid 60 so bill Moss 70"
  if (["so", "then", "now"].includes(tokenAt(tokens, at - 1)?.low ?? "")) return true;
  let prior = at - 1;
  while (prior >= 0 && (fillers.has(wordIn(tokens, prior)) || isEmoji(tokens[prior]))) prior -= 1;
  const before = tokenAt(tokens, prior);
  if (before === undefined || before.kind === "break") return true;
  if (nounAfter.has(before.word)) return false;
  return verbAfter.has(before.word) || (before.kind === "sign" && !["'", '"', "#", "@"].includes(before.low));
}

const determiners = words("the a an his her their my that this");

/** "…still charge them 40": whom it bills makes it a verb, wherever it stands. */
function billsThem(tokens: readonly Token[], at: number): boolean {
  const whom = ["him", "her", "them", "em"].includes(tokens[at + 1]?.low ?? "");
  return whom && !determiners.has(wordIn(tokens, at - 1));
}

function isEmoji(token: Token | undefined): boolean {
  return token?.kind === "sign" && /\p{Extended_Pictographic}/u.test(token.text);
}

/** What may follow the number of a bill. */
export const enders = words(
  "be as failed have cancel void scrap bin delete cancelled dont make change set half part or shouldnt could couldnt would wouldnt might may must cant can reference ref po paid are were is was has hasnt should needs due plus no done will wont isnt wasnt cant hasnt havent gets goes went came sent overdue settled not now add deduct 's isnt wants wrong incorrect is was all fully",
);

/** Of these a figure says which bill, where nothing else is said. */
const alone = words("cancel cxl void delete scrap show open view chase");

/** `bill 14`, `#14`, `JPM-0014`, `invoice no. 14`. */
export function readBillNumbers(tokens: readonly Token[]): Mark[] {
  const marks: Mark[] = [];
  // "cancel 24", and not a word more
  const only = tokens.length === 2 && alone.has(wordIn(tokens, 0)) ? numberAt(tokens, 1, false) : null;
  if (only !== null) return [only];
  for (let at = 0; at < tokens.length; at += 1) {
    const mark = mayBegin(tokens, at, begins.bill) ? readBillNumber(tokens, at) : null;
    if (mark === null) continue;
    marks.push(mark);
    // The "no" of "invoice no 41" is no refusal, where no phrase has taken it.
    if (mark.start > at + 1) marks.push({ ...mark, start: at + 1 });
    at = mark.end - 1;
    // "cancel bills 4, 5 and 6", and without the comma, as a phone hears it
    const bills = ["bills", "invoices"].includes(tokenAt(tokens, mark.start - 1)?.low ?? "");
    for (;;) {
      const joint = joined.has(wordIn(tokens, at + 1));
      if (!joint && !(bills && tokens[at + 1]?.kind === "number")) break;
      const from = joint ? at + 2 : at + 1;
      const next = numberAt(tokens, from, mark.kind === "bill" && mark.is.sure);
      const after = tokens[from + 1];
      const listed =
        after?.kind !== "word" ||
        enders.has(after.word) ||
        (bills && joined.has(after.word)) ||
        ["are", "and", "both", "to", "all", "but", "except"].includes(after.low);
      if (next === null || mark.kind !== "bill" || !listed) break;
      marks.push(next);
      at = next.end - 1;
    }
  }
  return marks;
}

const done = words("done finished did completed");

const billWords = words("bill invoice inv bills invoices bil");
const ofBills = words("reference date deadline total amount price figure vat description ref");
const linking = words("on for of");
learnWords(["#", "jpm", ...billWords, ...alone, ...ofBills], begins.bill);

function readBillNumber(tokens: readonly Token[], at: number): Mark | null {
  const low = tokens[at]?.low ?? "";
  // "the reference on 35", "the total for 12"
  if (ofBills.has(wordIn(tokens, at))) {
    const named = linking.has(wordIn(tokens, at + 1)) && tokens[at + 2]?.gap === true;
    return named && tokens[at + 3]?.low === "to" ? numberAt(tokens, at + 2, true) : null;
  }
  if (low === "#") return numberAt(tokens, at + 1, true);
  if (low === "jpm") return numberAt(tokens, tokens[at + 1]?.low === "-" ? at + 2 : at + 1, true);
  if (!billWords.has(wordIn(tokens, at))) return null;
  // "bill Bill 45": the second is a man.
  if (["bill", "invoice", "charge"].includes(tokenAt(tokens, at - 1)?.low ?? "")) return null;
  // "do Dave a bill 220": a new one, at a price.
  if (["a", "an", "another"].includes(tokenAt(tokens, at - 1)?.low ?? "")) return null;
  let from = at + 1;
  while (
    from < at + 3 &&
    ["no", "number", "num", "nr", "#", ".", "jpm", "-"].includes(tokens[from]?.low ?? "")
  )
    from += 1;
  const sure = from > at + 1;
  const mark = numberAt(tokens, from, sure) ?? spelt(tokens, at, from);
  // "bill no 23 £12": a house with its price.
  if (mark !== null && sure && tokens[mark.end]?.low === "£" && standsAsVerb(tokens, at)) return null;
  if (mark === null || sure) return mark;
  // "bill 230 to Acme" bills; "bill 14" and "cancel bill 14" name a bill.
  if (!standsAsVerb(tokens, at)) return mark;
  const next = tokens[mark.end];
  // "add 20 to bill 3 for parking", "bill 3 and bill 4 are paid"
  const onto = ["to", "on", "onto", "off", "from"].includes(tokenAt(tokens, at - 1)?.low ?? "");
  if (onto && tokens.slice(0, at).some(({ low: word }) => moving.hasLow(word))) return mark;
  // "change bill 4 and bill 5 to 60"
  const listed =
    ["and", ",", "&"].includes(tokenAt(tokens, at - 1)?.low ?? "") &&
    tokenAt(tokens, at - 2)?.kind === "number";
  if (
    listed &&
    ["bill", "invoice"].includes(tokenAt(tokens, at - 3)?.low ?? "") &&
    tokenAt(tokens, at - 4)?.kind === "word"
  )
    return mark;
  // "make bill 4 90 and bill 5 60"
  if (edits.has(wordIn(tokens, 0)) && tokens.slice(1, at).some(({ low: word }) => word === low)) return mark;
  const another = ["bill", "invoice"].includes(tokens[mark.end + 1]?.low ?? "");
  if (another && ["and", ",", "&"].includes(next?.low ?? "") && readBillNumber(tokens, mark.end + 1) !== null)
    return mark;
  if (joined.has(next?.word ?? unknownWord) && tellsOfBills(tokens, mark.end + 1)) return mark;
  if (low.endsWith("s") && (next?.low === "and" || next?.low === ",")) return mark;
  // "done the bathroom, invoice 480": the work is told, and this is its price.
  if (tokens.slice(0, at).some(({ low: word }) => done.hasLow(word))) return null;
  if (worksOut(tokens, mark.end) || (next?.kind === "number" && tokens[mark.end + 1]?.low === "not"))
    return mark;
  const ends = next === undefined || (next.kind !== "word" && next.low !== "£" && next.kind !== "number");
  return ends || enders.has(next.word) ? mark : null;
}

/** "bill 21 less a tenner": more or less of a bill that is there. */
function worksOut(tokens: readonly Token[], at: number): boolean {
  const [how, figure] = [tokens[at], tokens[at + 1]];
  const money = figure?.kind === "number" || ["£", "a"].includes(figure?.low ?? "");
  return ["less", "minus", "plus", "+"].includes(how?.low ?? "") && how?.gap === true && money;
}

const moving = words(
  "add stick put take knock deduct pop bung whack lob chuck tack shove whop stuck include",
);
const edits = words("make change set amend edit update correct");
const joined = words("and & ,");

/** "bill 9 and 10 paid": figures in a row that something is told of are bills, and no price. */
function tellsOfBills(tokens: readonly Token[], from: number): boolean {
  let at = from;
  while (tokens[at]?.kind === "number" && joined.has(wordIn(tokens, at + 1))) at += 2;
  return tokens[at]?.kind === "number" && told.has(wordIn(tokens, at + 1));
}

const told = words(
  "paid payed settled cleared cancelled are were have both need needs want wants done overdue should",
);

/** "paid bill seven", "bill number twenty three should be 90" */
function spelt(tokens: readonly Token[], at: number, from: number): Mark | null {
  const read = tokens[from]?.kind === "word" ? readNumber(tokens, from) : null;
  const count = read?.value ?? 0;
  // "cancel bill sixty six" may be heard as 60, and then 6.
  const most = from > at + 1 ? 99 : 19;
  if (read === null || read.loose !== null || count < 1 || count > most || count % 1 !== 0) return null;
  const next = tokens[read.end];
  if (next?.kind === "number" || (next?.kind === "word" && !enders.has(next.word))) return null;
  if (standsAsVerb(tokens, at) && next?.kind !== "word") return null;
  return claim(from, read.end, { kind: "bill", number: count, sure: from > at + 1 });
}

function numberAt(tokens: readonly Token[], at: number, sure: boolean): Mark | null {
  const token = tokens[at];
  if (token?.kind !== "number" || !/^\d{1,6}$/.test(token.text)) return null;
  const next = tokens[at + 1];
  if (
    next !== undefined &&
    (["quid", "pounds", "pound", "p", "%", "a", "an", "per"].includes(next.low) ||
      (next.low === "£" && tokens[at + 2]?.kind !== "number") ||
      (!next.gap && next.kind === "word"))
  )
    return null;
  // "bill 24/7 Gym", "bill number 14 Acacia Avenue" are names.
  if (
    next !== undefined &&
    ((!next.gap && ["/", "-", ":"].includes(next.low) && tokens[at + 2]?.gap === false) ||
      (next.upper && next.kind === "word" && next.text !== next.text.toUpperCase()))
  )
    return null;
  return claim(at, at + 1, { kind: "bill", number: Number(token.text), sure });
}
