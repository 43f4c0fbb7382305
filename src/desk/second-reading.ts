import type { Address } from "../domain/channel.ts";
import type { Understanding } from "../domain/intent.ts";
import type { Clock, Inbound } from "../ports.ts";
import { findConversation } from "../store/conversations.ts";
import { findLiveProposal } from "../store/proposals.ts";
import type { Store } from "../store/store.ts";
import type { Access } from "./admit.ts";
import { isComplaint } from "./file-feedback.ts";
import { listNames } from "./find-client.ts";
import { codeIn, holdsKey } from "./invite-code.ts";
import { readMessage } from "./read-message.ts";

/** A reader to be asked where ours does not understand. Never throws; null is silence. */
export type ReadSecond = (
  text: string,
  context: { readonly now: Date; readonly clients: readonly string[] },
) => Promise<Understanding | null>;

/** Whether our own reading leaves something to be asked of another reader. */
export function isLost({ intents, question }: Understanding): boolean {
  return question !== null || intents.every((intent) => intent.intent === "none");
}

/** Asks the second reader before the turn begins: no transaction waits for the network. */
export async function readAgain(
  ports: {
    readonly store: Store;
    readonly clock: Clock;
    readonly access: Access;
    readonly busy: (to: Address) => void;
  },
  readSecond: ReadSecond,
  inbound: Inbound,
): Promise<Understanding | null> {
  if (inbound.kind !== "text" || inbound.text.trim() === "") return null;
  // What is no order is nobody else's to read, a code that opens our door least of all.
  if (inbound.edited || inbound.forwarded || codeIn(inbound) !== null || holdsKey(inbound.text)) return null;
  const { text, address } = inbound;
  const now = ports.clock.now();
  const known = await ports.store.read(async (tx) => {
    const conversation = await findConversation(tx, address);
    if (conversation === undefined || conversation.traderId === null) return null;
    const clients = await listNames(tx, conversation.traderId);
    return { clients, live: await findLiveProposal(tx, conversation.id, now) };
  });
  if (known === null && ports.access === "invite") return null;
  const context = { now, clients: known?.clients ?? [] };
  const { understanding } = readMessage(text, context, known?.live?.understanding);
  if (!isLost(understanding) || isComplaint(text)) return null;
  // This one takes as long as a network does.
  ports.busy(address);
  return await readSecond(text, context);
}
