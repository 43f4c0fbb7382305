import type { Inbound } from "../ports.ts";
import type { Conversation } from "../store/conversations.ts";
import { listNewestMessages, type Message } from "../store/messages.ts";
import type { Tx } from "../store/store.ts";
import { choiceNamed } from "./fit-to-channel.ts";

/** These are orders of their own, whatever buttons are there. */
const ownWords = /^\W*(?:undo|yes|no)\W*$/i;
/** Longer than any answer that is typed off a list. */
const answerMaxChars = 80;

/**
 * The button that a typed answer stands for, where buttons were spelled out: by its number or its words. It answers
 * the message it replies to, else the latest that offered something since the trader last spoke.
 */
export async function findNamedChoice(
  tx: Tx,
  { id }: Conversation,
  inbound: Extract<Inbound, { kind: "text" }>,
): Promise<string | null> {
  const { text, replyTo } = inbound;
  const isOrder = inbound.edited || inbound.forwarded || ownWords.test(text);
  if (isOrder || text.trim() === "" || text.length > answerMaxChars) return null;
  // The newest is the answer itself.
  const before = (await listNewestMessages(tx, id)).slice(0, -1);
  const offered = replyTo === undefined ? latestOffer(before) : before.find((it) => it.remoteId === replyTo);
  if (offered === undefined || offered.sender !== "bot") return null;
  return choiceNamed(offered, text)?.token ?? null;
}

function latestOffer(messages: readonly Message[]): Message | undefined {
  const spoke = messages.findLastIndex((it) => it.sender === "trader");
  return messages.slice(spoke + 1).findLast((it) => it.choices.length > 0);
}
