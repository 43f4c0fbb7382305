import type { Intent } from "../../domain/intent.ts";
import { blankOf } from "../draft.ts";
import { dueFromItsOwn } from "../edit-fields.ts";
import { readShift } from "../read-shift.ts";
import { ordered, orderIn, type ReadWhole, theBill, who } from "../sentence.ts";
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
const it =
  "(?:it|that|this|(?:that|this|the last|my last) (?:one|bill|invoice)|(?:his|her|their|the) (?:bill|invoice|one))";
const due = "(?:due (?:date|day)|deadline|payment (?:date|day|deadline))";
/** A bill by its number, as "it", or by whose it is, or the day it is due. */
const what = `(?:(?:the )?${theBill}(?:'s ${due})?|(?:its|his|her|their) ${due}|${it}|the ${due}|the ${due} (?:of|for|on) (?:${theBill}|${it}|${who}(?:'s? (?:bill|invoice))?)|${who}(?:'s?|s') (?:bill|invoice|${due}))`;

const shapes: readonly Shape[] = [
  { shape: ordered(`(?<how>push|put|knock|set|move|shift|bring|pull) ${what} (?<way>back|out|forwards?|up) ${long}`) },
  { shape: ordered(`(?<how>push|knock|bump|shift) ${what} on (?:by )?${long}`) },
  { shape: ordered(`(?<how>push|put|knock|set|move|shift|bring|pull) (?<way>back|out|forward) ${what} ${long}`) },
  { shape: ordered(`(?<how>extend|delay|postpone|defer) ${what} (?:for )?${long}`) },
  { shape: ordered(`(?<how>extend|delay|postpone|defer) ${who} ${long}`) },
  { shape: ordered(`(?<how>make|move|set|push|put|bring) ${what}(?: be)?(?: due)? ${long} (?<way>later|earlier|sooner)`) },
  { shape: ordered(`(?<how>add) ${long} (?:on ?)?to ${what}`) },
  { shape: ordered(`(?:give|allow|let) ${who}(?: have)? ${anyLonger} to pay(?: (?:${theBill}|${it}|for ${theBill}))?`) },
  { shape: ordered(`(?:give|allow) (?:${theBill}|${it}) ${longer}(?: to pay)?`) },
  { shape: ordered(`${longer} (?:on|for) (?:${theBill}|that one|that bill|that invoice)(?: to pay)?`) },
  { shape: ordered(`${who} (?:needs?|wants?|asked for|has asked for|is asking for|would like|'d like) ${anyLonger} to pay(?: (?:${theBill}|${it}|for ${theBill}))?`), asks: true },
]; // biome-ignore format: one row a shape

/** All of these sentences have one of these words. */
const mayShift = /\b(?:days?|weeks?|wks?|fortnights?|months?)\b/i;

/** How far a message moves a due day, or null. */
export const readDueShift: ReadWhole = (said, { clients }) => {
  if (!mayShift.test(said)) return null;
  const order = orderIn(said);
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
    return { intent, gaps };
  }
  return null;
};
