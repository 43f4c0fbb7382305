import { bookVerbs, type Intent, type Understanding } from "../domain/intent.ts";
import type { Context } from "../understand/context.ts";
import { readParts } from "../understand/read-order.ts";
import { billLines } from "./bill-content.ts";
import { changedLines } from "./change-lines.ts";

/** What is said of a card that waits: it is not to be, or is to be otherwise. */
export type CardSaid =
  | { readonly kind: "declined" }
  | { readonly kind: "now"; readonly intent: Intent }
  /** Who paid, or for what, is put once more. */
  | { readonly kind: "again"; readonly intent: Intent }
  /** It may as well be about a bill that is made already. */
  | { readonly kind: "doubtful" };

/**
 * "no, 70", "make it due Friday", "scrap that", said while a card waits: it is about what is on the card, and not about
 * a bill made before. Null where it is about neither.
 */
export function readCardSaid(
  text: string,
  waiting: readonly Intent[],
  said: readonly Intent[],
): CardSaid | null {
  const [first, ...others] = said;
  if (first === undefined || others.length > 0) return null;
  if (first.intent === "none") return denies.test(text) ? { kind: "declined" } : null;
  const [card] = waiting;
  const money = waiting.length === 1 && card?.intent === "record-payment";
  if (money && first.intent === "move-payment" && first.last === true)
    return { kind: "again", intent: movedOnCard(card, first) };
  if (money && first.intent === "take-back-payment" && first.client == null && first.bill == null)
    return { kind: "doubtful" };
  const ofThat =
    first.last === true && first.bill == null && (first.client == null || first.repoint === true);
  if (!bookVerbs.has(first.intent) || !ofThat) return null;
  if (first.intent === "cancel-bill") return { kind: "declined" };
  const now =
    card !== undefined && waiting.length === 1 && first.intent === "edit-bill"
      ? corrections[card.intent]?.(card, first, text)
      : null;
  return now ? { kind: "now", intent: now } : { kind: "doubtful" };
}

/**
 * "yes but 65", "£95", "and due Friday": what the one order on a card is to say instead, in so few words that they mean
 * nothing without it. Null where they are something else.
 */
export function readAside(text: string, waiting: readonly Intent[], context: Context): Understanding | null {
  const [card, ...others] = waiting;
  const said = text.replace(opening, "").trim();
  const short = said !== "" && said.split(/\s+/).length <= asideMaxWords;
  if (card === undefined || others.length > 0 || corrections[card.intent] === undefined || !short)
    return null;
  const understanding = readParts(`no, make it ${said}`, context);
  const [only, ...more] = understanding.intents;
  const changes = only?.intent === "edit-bill" && only.last === true && only.client == null;
  const tells = only?.amountMinor != null || only?.dueOn != null;
  return more.length === 0 && understanding.question === null && changes && tells ? understanding : null;
}

/** "it was Jones who paid", "that was for bill 5": of the money on the card. */
function movedOnCard(card: Intent, { repoint, client, bill }: Intent): Intent {
  return repoint === true ? { ...card, client: client ?? null, bill: null } : { ...card, bill: bill ?? null };
}

const asideMaxWords = 4;
const opening =
  /^\W*(?:(?:yes|yeah|yep|aye|ok|okay|sure|right|but|and|only|just|its|it's|actually|sorry|make it)\b[,. ]*)*/i;

/** "no he didn't", "nah thats not right" */
const denies = /^\W*(?:(?:oh|er|um|erm|sorry|actually|wait) )*(?:no|nope|nah|naw)\b/i;

/** What was put, with what was said of it; null where that does not fit it. */
type Correction = (card: Intent, said: Intent, text: string) => Intent | null;

const corrections: Partial<Readonly<Record<Intent["intent"], Correction>>> = {
  "create-bill": (card, said) => {
    if (said.line !== undefined || said.revision !== undefined) return null;
    const lines = changedLines(billLines(card.lines), said);
    const totalMinor = lines.reduce((sum, line) => sum + line.amountMinor, 0);
    return {
      ...card,
      ...told(said, ["client", "dueOn", "supplyOn", "reference", "method", "toXero"]),
      ...(said.vat === "unsaid" ? {} : told(said, ["vat"])),
      lines: lines.map(({ description, quantity, unitMinor }) => ({ description, quantity, unitMinor })),
      totalMinor,
    };
  },
  // A difference is one from the bill as it stands.
  "edit-bill": (card, said) =>
    said.changeMinor == null ? { ...card, ...told(said, ["amountMinor", "dueOn", "reference"]) } : null,
  "record-payment": (card, said, text) => {
    const onlySum = typeof said.amountMinor === "number" && said.client == null && said.dueOn == null;
    return onlySum && correctsPayment.test(text) ? { ...card, amountMinor: said.amountMinor ?? null } : null;
  },
};

/** "it was 60" is about the money that came; "make it 60" about the bill. */
const correctsPayment = /^\s*(?:no|nope|nah|sorry|oops|wait|actually)\b|\b(?:it|that) was\b/i;

/** Of some fields, those that were said. */
function told(said: Intent, fields: readonly (keyof Intent)[]): Partial<Intent> {
  return Object.fromEntries(
    fields.filter((field) => said[field] != null).map((field) => [field, said[field]]),
  );
}
