import { cleanName, nameKey } from "../../domain/client.ts";
import type { Intent } from "../../domain/intent.ts";
import { nameMaxChars } from "../../limits.ts";
import type { Context } from "../context.ts";
import { weighty } from "../grammar-words.ts";
import { methodOf, methodWords } from "../read-method.ts";
import { readSupplyDay } from "../read-supply-day.ts";
import { type Groups, minorOf, pounds, type ReadWhole, theBill } from "../sentence.ts";
import { workWords } from "../vocabulary.ts";
import { mention } from "./whom.ts";

/*
 * Changes of a bill beyond its amount and due day, in whole sentences of known shapes: a line of it, how it is paid,
 * what for, when the work was, its reference.
 */

const bill = `(?:${theBill}|that(?: one| bill)?|it|this(?: one| bill)?|(?:that |the )?last (?:one|bill|invoice)|(?<whose>\\p{L}[\\p{L}\\p{N} &.-]{0,58}?)'?s (?:bill|invoice))`;
const line = "(?:the |that |my )?(?<line>\\p{L}[\\p{L}\\p{N} '&/-]*?)(?: lines?| items?)?";

type Make = (groups: Groups, context: Context) => Partial<Intent> | null;

/** The first that fits, and makes something of it, decides. */
const shapes: readonly (readonly [RegExp, Make])[] = [
  [whole(`(?:make|change|switch|set|put) ${bill}(?: to| as| on)?(?: be)?(?: paid)?(?: by| in| with| on)? (?<method>${methodWords})`), paidBy],
  [whole(`${bill} (?:is|should be|will be)(?: to be)?(?: paid)? (?:by|in) (?<method>${methodWords})`), paidBy],
  [whole(`${bill} (?:is|should be|to be) (?<method>${methodWords})`), paidBy],
  [whole(`(?:take|remove|drop|delete|strip|lose) ${line} (?:off|from|out of) ${bill}`), lineOff],
  [whole("(?:take off|drop|remove|delete) the (?<line>\\p{L}[\\p{L}\\p{N} '&/-]*?)(?: line| item)?"), lineOff],
  [whole("take the (?<line>\\p{L}[\\p{L}\\p{N} '&/-]*?)(?: line| item)? off"), lineOff],
  [whole(`(?:add|put|stick|whack|pop) (?:the )?vat (?:on|onto|on to|to) ${bill}`), plusVat],
  [whole(`(?:make|change) ${bill}(?: to| into)? (?:plus|\\+|with) vat`), plusVat],
  [whole(`(?:change|make|set|put) ${line}(?: to| at| as| be)? ${pounds} on ${bill}`), lineCosts],
  [whole(`(?:change|make|set|put) ${line} on ${bill}(?: to| at| as| be)? ${pounds}`), lineCosts],
  [whole(`(?:change|make|set|put) the (?<line>\\p{L}[\\p{L}\\p{N} '&/-]*?)(?: line| item)?(?: to| at| as| be)? ${pounds}`), lineCosts],
  [whole(`(?:rename|change) ${line} (?:to|as|into) (?<text>\\p{L}.*?) on ${bill}`), lineSays],
  [whole(`(?:rename|change) ${line} on ${bill} (?:to|as|into) (?<text>\\p{L}.*)`), lineSays],
  [whole(`(?:change |set )?(?:the )?description (?:of|on|for) ${bill} (?:to|is|should be) (?<text>\\p{L}.*)`), says],
  [whole(`${bill}(?:'s)? description(?: to| is| should be)? (?<text>\\p{L}.*)`), says],
  [whole(`(?:change |set |make )?(?:the |a )?(?:reference|ref|po(?: number| no\\.?)?|order number) (?:of|on|for) ${bill} (?:to|as|is|should be) (?<ref>\\S[\\S ]{0,59})`), refers],
  [whole(`${bill}(?:'s)? (?:reference|ref|po(?: number| no\\.?)?|order number)(?: to| is| should be|:)? (?<ref>\\S*\\d\\S*)`), refers],
  [whole("(?:the )?(?:reference|ref|po(?: number| no\\.?)?|order number)(?: is|:)? (?<ref>\\S*\\d\\S*)"), refers],
  [whole(`(?:put|add|stick) (?:the )?(?:ref(?:erence)? )?(?<ref>(?:po(?: number| no\\.?)? |order (?:number |no\\.? )?)?\\S*\\d\\S*) (?:on|to) ${bill} as (?:the |a )?ref(?:erence)?`), refers],
  [whole(`(?:put|add|stick) (?:the |a )?(?<ref>(?:po|ref|reference|order)(?: number| no\\.?)? \\S*\\d\\S*) (?:on|onto|to) ${bill}`), refers],
  [whole(`(?:change |set )?(?:the )?supply (?:date|day) (?:of|on|for) ${bill} (?:to|is|was) (?<day>.+)`), suppliedOn],
  [whole(`(?:the )?(?:work|job) (?:on|for) ${bill} was(?: done| finished| completed)?(?: on)? (?<day>.+)`), suppliedOn],
  [whole("(?:the )?(?:work|job) was(?: done| finished| completed)?(?: on)? (?<day>.+)"), suppliedOn],
  [whole(`${bill} was (?:done|finished|completed|carried out)(?: on)? (?<day>.+)`), suppliedOn],
  [whole(`${bill} (?:was|is) for (?<day>.+)`), suppliedOn],
  [whole(`(?:point|move|switch|transfer|re-?assign|give) ${theBill}(?: over)? (?:at|to|onto) (?<client>.+)`), isFor],
  [whole(`${bill}(?: bill)? (?:is not|isn't|was not|wasn't|not) (?:for )?(?<other>.+?),? (?:but|it's|it is|it was|is|was)(?: for)? (?<client>.+)`), isFor],
  [whole(`${bill} (?:should be|should have been|is|was)(?: for| to)? (?<client>.+?)(?:,? (?:and )?not (?<other>.+))?`), isFor],
]; // biome-ignore format: one row a shape

function whole(pattern: string): RegExp {
  return new RegExp(
    `^(?:(?:no,? )+|sorry,? |actually,? |please )?${pattern}(?:,? please| thanks| ta)?$`,
    "iu",
  );
}

/** All of these sentences have one of these words. */
const mayBeEdit =
  /\b(?:make|change|switch|set|put|take|remove|drop|delete|strip|lose|add|stick|whack|pop|rename|description|ref|reference|po|order|supply|was|is|isn't|wasn't|not|should|will|be|point|move|transfer|re-?assign|give)\b/i;

/** The one change of a bill that a whole message is, or null. */
export const readEdit: ReadWhole = (said, context) => {
  if (said.endsWith("?") || !mayBeEdit.test(said)) return null;
  for (const [shape, make] of shapes) {
    const groups = shape.exec(said)?.groups;
    const change = groups === undefined ? null : make(groups, context);
    if (groups === undefined || change === null) continue;
    const which = whichBill(groups, context);
    if (which === null || (which.client && change.client)) continue;
    const certainty = saysHow(groups) ? "guessed" : "said";
    return { intent: { intent: "edit-bill", certainty, ...which, ...change }, gaps: [] };
  }
  return null;
};

/** "delete the line about parts if he agrees": words within a name that say how all of it is meant. */
function saysHow({ line, text, day, client, ref }: Groups): boolean {
  return [line, text, day, client, ref].some((said) =>
    said
      ?.toLowerCase()
      .replaceAll("'", "")
      .split(/[^\p{L}]+/u)
      .some((low) => weighty.hasLow(low)),
  );
}

/** The bill that is named; null where it is a bill of somebody's who is not known. */
function whichBill({ bill: number, whose }: Groups, { clients }: Context): Partial<Intent> | null {
  if (number !== undefined) return { bill: Number(number) };
  if (whose === undefined) return { bill: null, last: true };
  const client = mention(whose, clients);
  return client === null ? null : { bill: null, client };
}

function plusVat(): Partial<Intent> {
  return { vat: "plus" };
}

function paidBy({ method }: Groups): Partial<Intent> | null {
  const means = methodOf(method ?? "");
  return means === null ? null : { method: means };
}

/** "take a tenner off bill 3" and "take the VAT off" are about the sum; "change the price" too. */
const noLine =
  /\d|\b(?:tenner|fiver|quid|pounds?|pence|grand|vat|tax|percent|discount|bit|it|that|this|everything|all|bill|invoice|total|price|amount|figure|sum|cost|one|date|day|due|client|name|reference|ref|description|reminders?|payment|money|po|order|number|no|job|account|terms|deposit|half|third|quarter|fifth|tenth|rest|some|most|lot|more|less)\b|%/i;

/** "make the Plough's 140", "change Danny Boyd to Danny Cross on bill 3" are about somebody, and no line of a bill. */
function lineOf({ line: said }: Groups, { clients }: Context): string | null {
  if (said === undefined || noLine.test(said)) return null;
  const words = ` ${nameKey(said.replace(/'?s?$/i, ""))} ${nameKey(said)} `;
  return clients.some((client) => words.includes(` ${nameKey(client)} `)) ? null : said.trim();
}

function lineOff(groups: Groups, context: Context): Partial<Intent> | null {
  const name = lineOf(groups, context);
  return name === null ? null : { line: { name }, ...ofWork(groups, name) };
}

/** "drop the subject": without a bill's number, only what is known as work is surely a line of the last one. */
function ofWork({ bill: numbered, whose }: Groups, name: string): Partial<Intent> {
  const work = name
    .toLowerCase()
    .split(/[ /-]/)
    .some((word) => workWords.hasLow(word));
  return numbered !== undefined || (work && whose === undefined) ? {} : { certainty: "guessed" };
}

function lineCosts(groups: Groups, context: Context): Partial<Intent> | null {
  const name = lineOf(groups, context);
  return name === null
    ? null
    : { line: { name, amountMinor: minorOf(groups["pounds"]) }, ...ofWork(groups, name) };
}

function lineSays(groups: Groups, context: Context): Partial<Intent> | null {
  const name = lineOf(groups, context);
  return name === null ? null : { line: { name, description: described(groups) } };
}

function says(groups: Groups): Partial<Intent> {
  return { description: described(groups) };
}

function described({ text }: Groups): string {
  return cleanName(text ?? "", nameMaxChars);
}

function refers({ ref }: Groups): Partial<Intent> {
  const value = (ref ?? "").replace(/^ref(?:erence)?(?: (?:number|no\.?))? (?=\S)/i, "");
  return { reference: cleanName(value, nameMaxChars) };
}

function suppliedOn({ day }: Groups, context: Context): Partial<Intent> | null {
  const supplyOn = readSupplyDay(`done on ${day}`, context) ?? readSupplyDay(`for ${day}`, context);
  return supplyOn === null ? null : { supplyOn };
}

/** "that was for Harris not Acme". A name that is nobody's yet counts only beside one that is. */
function isFor({ client = "", other }: Groups, { clients }: Context): Partial<Intent> | null {
  // "…should be Dave Hughes. Not sure": two sentences, and no name.
  if (/[.!;] /.test(`${client} ${other ?? ""}`.replace(/\b(?:mr|mrs|ms|dr|st)\. /gi, ""))) return null;
  const known = mention(client, clients);
  const denied =
    other === undefined ||
    /^\p{Lu}/u.test(other) ||
    clients.some((name) => nameKey(name).includes(nameKey(other)));
  if (known !== null) return { client: known, repoint: true, ...(!denied && { certainty: "guessed" }) };
  // "for tom not lily": the first word of one name alone.
  const opened = clients.filter((name) => nameKey(name).startsWith(`${nameKey(client)} `));
  const [only, second] = opened;
  if (other !== undefined && only !== undefined && second === undefined)
    return { client: { said: client, match: only }, repoint: true, certainty: "guessed" };
  if (other === undefined || mention(other, clients) === null) return null;
  return {
    client: { said: cleanName(client, nameMaxChars), match: null },
    repoint: true,
    certainty: "guessed",
  };
}
