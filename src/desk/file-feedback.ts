import type { Understanding } from "../domain/intent.ts";
import { findLatestAction } from "../store/actions.ts";
import { addFeedback } from "../store/feedback.ts";
import { listNewestMessages } from "../store/messages.ts";
import { understand } from "../understand/understand.ts";
import type { Outcome } from "./outcome.ts";
import type { Turn } from "./turn.ts";

const meant = "what i (?:said|meant|asked(?: for)?|wanted|typed)";
const faults = `wrong|bad|rubbish|incorrect|useless|not (?:right|correct|${meant}|how i (?:said|meant|wanted|typed)(?: it)?)`;
/** "that's", "you got that", "you were". */
const leads = "that(?:['’]?s| is| was)|you (?:got|did) (?:that|it|this)|you(?:['’]?re| are| were)";
const complaints = [
  `(?:(?:${leads}) )?(?:all )?(?:${faults})(?: bot| answer)?`,
  `that (?:is|was)n['’]?t ${meant}`,
  "👎\\p{Emoji_Modifier}?",
];
const complaint = new RegExp(`^\\s*(?:no,? )?(?:${complaints.join("|")})[.!]*\\s*$`, "iu");

/** Whether a message says that the last answer was no good, and nothing else. */
export function isComplaint(text: string): boolean {
  return complaint.test(text);
}

/** "wrong", 👎: files the exchange before it for the operator, and offers to take the latest act back. */
export async function fileFeedback(turn: Turn, word: string, clients: readonly string[]): Promise<Outcome> {
  // The complaint itself is the newest message by now.
  const before = (await listNewestMessages(turn.tx, turn.conversation.id)).filter(
    (message) => message.n < turn.conversation.lastN && message.replaces === null,
  );
  const at = before.findLastIndex((message) => message.sender === "trader");
  const said = before[at];
  if (said === undefined) return { kind: "stale", what: "no" };
  await addFeedback(turn.tx, {
    id: turn.random.id(),
    traderId: turn.trader.id,
    word: word.trim(),
    said: masked(said.text),
    answers: before.slice(at + 1).map(({ text }) => text),
    understood: withoutNumbers(understand(said.text, { now: turn.now, clients })),
    at: turn.now,
  });
  const latest = await findLatestAction(turn.tx, turn.trader.id);
  return {
    kind: "feedback-filed",
    latest: latest === undefined ? null : { actionId: latest.id, done: latest.entry.kind },
  };
}

/** An account number is nothing the operator needs to see. */
function masked(text: string): string {
  return text.replace(/(?<!\d)\d{4}(\d{4})(?!\d)/g, "••••$1");
}

function withoutNumbers(understanding: Understanding): Understanding {
  return {
    ...understanding,
    text: masked(understanding.text),
    intents: understanding.intents.map((intent) =>
      intent.description == null ? intent : { ...intent, description: masked(intent.description) },
    ),
  };
}
