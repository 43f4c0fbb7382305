import type { Intent, Question, Slot } from "../domain/intent.ts";
import type { Draft, Gap } from "./draft.ts";

/** One question at most, holding all the gaps of a message. */
export function questionOf(drafts: readonly Draft[]): Question | null {
  if (drafts.every((draft) => draft.gaps.length === 0)) return null;
  const gaps: { gap: Gap; intent: Intent }[] = [];
  for (const draft of drafts) {
    for (const gap of draft.gaps) {
      const known = gaps.some(
        (other) => other.gap.about === gap.about && (other.gap.text ?? "") === (gap.text ?? ""),
      );
      if (!known) gaps.push({ gap, intent: draft.intent });
    }
  }
  const first = gaps[0];
  if (first === undefined) return null;
  const about = [...new Set(gaps.map(({ gap }) => gap.about))];
  const told = gaps.flatMap(({ gap }) => (gap.text === undefined ? [] : [gap.text]));
  const plain = gaps.filter(({ gap }) => gap.text === undefined).map(({ gap }) => gap.about);
  const asked = plain.length === 0 ? [] : [plainQuestion(plain, first.intent)];
  const text = withEnd([...told, ...asked]);
  const { clients } = gaps.length === 1 ? first.gap : {};
  const books = gaps.flatMap(({ gap }) => gap.books ?? []);
  return { about, text, ...(clients && { clients }), ...(books.length === gaps.length && { books }) };
}

/** A refusal alone is no question: it ends by asking what to do. */
function withEnd(sentences: readonly string[]): string {
  const text = sentences.join(" ");
  return text.endsWith("?") ? text : `${text} What would you like me to do?`;
}

const asks: Readonly<Record<Slot, string>> = {
  client: "who is it for",
  amount: "how much is it",
  day: "which day",
  bill: "which bill",
  action: "what would you like me to do",
  vat: "is VAT to be added or is it in the price",
  currency: "is that in pounds",
};

const ofVerb: Partial<Readonly<Record<Intent["intent"], Partial<Record<Slot, string>>>>> = {
  "record-payment": { client: "who paid", amount: "how much did they pay" },
  chase: { client: "who should I chase" },
  "hold-chasing": { client: "whose reminders should I pause" },
  "resume-chasing": { client: "whose reminders should I start again" },
  promise: { client: "who promised", day: "when will they pay" },
  dispute: { client: "who disputes it" },
  "add-client": { client: "what is the client's name" },
  "edit-client": { client: "which client" },
  "show-client": { client: "which client" },
  statement: { client: "who is the statement for" },
};

function plainQuestion(slots: readonly Slot[], intent: Intent): string {
  const parts = [...new Set(slots)].map((slot) => ofVerb[intent.intent]?.[slot] ?? asks[slot]);
  const text = parts.join(", and ");
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}?`;
}
