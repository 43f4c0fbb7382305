import { nameKey } from "../domain/client.ts";
import type { Intent, Slot, Understanding } from "../domain/intent.ts";
import type { Context } from "./context.ts";
import { understand } from "./understand.ts";

const opening =
  /^\W*(?:(?:its|it's|it is|it was|it'll be|that's|thats|that is|that was|call it|make it|say|oh|um|er|erm|sorry|yes|yeah)\b[,. ]*)+/i;

/**
 * "60 for gutters due Friday", where the price of a bill was asked: the answer is read as the bill that the question was
 * about, so that none of its words is lost. Null where that is no such bill.
 */
export function answerInFull(pending: Understanding, text: string, context: Context): Understanding | null {
  const [asked, ...others] = pending.intents;
  const about = pending.question?.about ?? [];
  const whose = about.includes("client");
  if (asked?.intent !== "create-bill" || others.length > 0 || !about.every((slot) => tellable.has(slot)))
    return null;
  if (!whose && asked.client == null) return null;
  const name = whose ? "" : `${asked.client?.match ?? asked.client?.said} `;
  const read = understand(`bill ${name}${text.replace(opening, "")}`, context);
  const [told, ...more] = read.intents;
  if (told?.intent !== "create-bill" || more.length > 0 || told.client == null) return null;
  if (!whose && !sameClient(told, asked)) return null;
  const left = (read.question?.about ?? []).filter((slot) => slot !== "amount" || about.includes("amount"));
  // What it still lacks of what was asked is for the reader of short answers.
  if (left.some((slot) => tellable.has(slot))) return null;
  const whole = { text: `${pending.text}\n${text}`, intents: [merged(asked, told, about)] };
  return { ...whole, question: left.length === 0 ? null : read.question };
}

const tellable: ReadonlySet<Slot> = new Set(["client", "amount"]);

function sameClient({ client: one }: Intent, { client: two }: Intent): boolean {
  return nameKey(one?.match ?? one?.said ?? "") === nameKey(two?.match ?? two?.said ?? "");
}

const besides = [
  "dueOn",
  "on",
  "reference",
  "method",
  "supplyOn",
  "toXero",
  "allIn",
  "email",
  "phone",
  "address",
] as const;

/** What was asked for, with what was told of it now. */
function merged(asked: Intent, told: Intent, about: readonly Slot[]): Intent {
  const more = Object.fromEntries(
    besides.filter((field) => told[field] != null).map((field) => [field, told[field]]),
  );
  const guessed = asked.certainty === "guessed" || told.certainty === "guessed";
  return {
    ...asked,
    ...more,
    certainty: guessed ? "guessed" : "said",
    ...(told.vat === undefined || told.vat === "unsaid" ? {} : { vat: told.vat }),
    ...(about.includes("client") && told.client
      ? { client: told.client, ...withoutName(asked, told.client.said) }
      : {}),
    ...(about.includes("amount") ? priced(asked, told) : {}),
  };
}

function priced(asked: Intent, told: Intent): Partial<Intent> {
  const description = told.description ?? asked.description ?? asked.lines?.[0]?.description ?? null;
  const [only, ...others] = told.lines ?? [];
  const lines =
    only === undefined || others.length > 0
      ? (told.lines ?? [])
      : [{ ...only, description: only.description ?? description }];
  const { totalMinor = null, currency } = told;
  return { lines, totalMinor, description, ...(currency === undefined ? {} : { currency }) };
}

/** "230 for Zebra", and then "Zebra": what it seemed to be for is who it is for. */
export function withoutName({ description, lines = [] }: Intent, name: string): Partial<Intent> {
  const named = (text: string | null) => text?.toLowerCase() === name.toLowerCase();
  if (description == null || !named(description)) return {};
  const unnamed = lines.map((line) => (named(line.description) ? { ...line, description: null } : line));
  return { description: null, lines: unnamed };
}
