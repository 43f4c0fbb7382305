import { cleanLine } from "../../domain/client.ts";
import type { Intent, Understanding } from "../../domain/intent.ts";
import type { Context } from "../context.ts";
import { blankOf } from "../draft.ts";
import { dueFromItsOwn } from "../edit-fields.ts";
import { questionOf } from "../question.ts";
import { readShift } from "../read-shift.ts";
import { whomSaid } from "./whom.ts";

/*
 * A due day that is moved from where it is, in whole sentences of known shapes: "give her another week to pay". Where it
 * is stands in the books, so that the reading is a question which says how far.
 */

interface Shape {
  readonly shape: RegExp;
  /** Told of what somebody wants, and no order. */
  readonly asks?: true;
}

const count =
  "(?:\\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|fourteen|a couple(?: of)?|couple of)";
const unit = "(?:days?|weeks?|wks?|fortnights?|months?)";
const span = `(?:${count}(?: more| extra| further| full)?(?: working| business| calendar)? ${unit}|fortnight)`;
const more = `(?:another (?:${count} )?(?:working |business )?${unit}|an? (?:extra|additional|further) ${unit}|one more ${unit}|(?:an? )?(?:extra|additional|further) ${span}|${count} (?:more|extra|further) (?:working )?${unit})`;
const long = `(?:by )?(?<long>${more}|${span})`;
const longer = `(?<long>${more})`;
const anyLonger = `(?<long>${more}|${span}(?: longer| more| extra))`;
const bill = "(?:bill|invoice)(?: no\\.?| number)? ?#?(?<bill>\\d{1,6})";
const it =
  "(?:it|that|this|(?:that|this|the last|my last) (?:one|bill|invoice)|(?:his|her|their|the) (?:bill|invoice|one))";
const due = "(?:due (?:date|day)|deadline|payment (?:date|day|deadline))";
const who = "(?<who>[\\p{L}\\d][\\p{L}\\d '&.()-]*?)";
/** A bill by its number, as "it", or by whose it is, or the day it is due. */
const what = `(?:(?:the )?${bill}(?:'s ${due})?|(?:its|his|her|their) ${due}|${it}|the ${due}|the ${due} (?:of|for|on) (?:${bill}|${it}|${who}(?:'s? (?:bill|invoice))?)|${who}(?:'s?|s') (?:bill|invoice|${due}))`;
const wants =
  "(?:(?:can|could|would|will) (?:you|we|i) |(?:i|we)(?:'ll| will|'d like to| want to)? |let'?s |just |actually,? |so |and |no,? |right,? |also )*";

const shapes: readonly Shape[] = [
  { shape: whole(`(?<how>push|put|knock|set|move|shift|bring|pull) ${what} (?<way>back|out|forwards?|up) ${long}`) },
  { shape: whole(`(?<how>push|knock|bump|shift) ${what} on (?:by )?${long}`) },
  { shape: whole(`(?<how>push|put|knock|set|move|shift|bring|pull) (?<way>back|out|forward) ${what} ${long}`) },
  { shape: whole(`(?<how>extend|delay|postpone|defer) ${what} (?:for )?${long}`) },
  { shape: whole(`(?<how>extend|delay|postpone|defer) ${who} ${long}`) },
  { shape: whole(`(?<how>make|move|set|push|put|bring) ${what}(?: be)?(?: due)? ${long} (?<way>later|earlier|sooner)`) },
  { shape: whole(`(?<how>add) ${long} (?:on ?)?to ${what}`) },
  { shape: whole(`(?:give|allow|let) ${who}(?: have)? ${anyLonger} to pay(?: (?:${bill}|${it}|for ${bill}))?`) },
  { shape: whole(`(?:give|allow) (?:${bill}|${it}) ${longer}(?: to pay)?`) },
  { shape: whole(`${longer} (?:on|for) (?:${bill}|that one|that bill|that invoice)(?: to pay)?`) },
  { shape: whole(`${who} (?:needs?|wants?|asked for|has asked for|is asking for|would like|'d like) ${anyLonger} to pay(?: (?:${bill}|${it}|for ${bill}))?`), asks: true },
]; // biome-ignore format: one row a shape

function whole(pattern: string): RegExp {
  return new RegExp(`^${wants}${pattern}$`, "iu");
}

/** All of these sentences have one of these words. */
const mayShift = /\b(?:days?|weeks?|wks?|fortnights?|months?)\b/i;

/** How far a message moves a due day, or null. */
export function readDueShift(text: string, { clients }: Context): Understanding | null {
  if (!mayShift.test(text)) return null;
  const said = cleanLine(text)
    .replace(/[‘’]/g, "'")
    .replace(/[.!]+$/, "");
  const order = said.endsWith("?")
    ? /^(?:(?:can|could|would|will) (?:you|we|i) .+)\?$/i.exec(said)
      ? said.slice(0, -1)
      : ""
    : said;
  for (const { shape, asks } of shapes) {
    const groups = shape.exec(order)?.groups;
    if (groups === undefined) continue;
    const shift = readShift(
      groups["long"] ?? "",
      [groups["how"], groups["way"]].map((it) => it?.toLowerCase() ?? ""),
    );
    const whom = groups["who"] === undefined ? null : whomSaid(groups["who"], clients);
    // "push the wall back a week"
    const stranger =
      groups["who"] !== undefined &&
      (whom === null || (whom.client?.match === null && whom.gaps.length === 0));
    if (shift === null || stranger) continue;
    const number = groups["bill"] === undefined ? null : Number(groups["bill"]);
    const client = whom?.client ?? null;
    const guessed = shift.guessed || asks === true || whom?.guessed === true;
    const intent: Intent = {
      ...blankOf("edit-bill"),
      certainty: guessed ? "guessed" : "said",
      client,
      bill: number,
      last: number === null && client === null,
      moveDue: shift.by,
    };
    const gaps = [...(whom?.gaps ?? []), dueFromItsOwn];
    return { text, intents: [intent], question: questionOf([{ intent, gaps }]) };
  }
  return null;
}
