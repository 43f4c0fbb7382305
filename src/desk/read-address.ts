import { mentionOf } from "../domain/client.ts";
import { isEmail } from "../domain/email.ts";
import type { Intent } from "../domain/intent.ts";
import { findLastAsked } from "../store/chased-clients.ts";
import { getClient } from "../store/clients.ts";
import type { Turn } from "./turn.ts";

/** An email address and nothing else answers "What's Acme's email?", the last time it was asked. */
export async function readBareAddress(turn: Turn, text: string): Promise<Intent | null> {
  const email = text
    .trim()
    .replace(/^(?:it'?s|its|email:?|that'?s) /i, "")
    .replace(/[.,!]+$/, "")
    .toLowerCase();
  if (!isEmail(email)) return null;
  const clientId = await findLastAsked(turn.tx, turn.trader.id);
  if (clientId === undefined) return null;
  const { name, email: known } = await getClient(turn.tx, turn.trader.id, clientId);
  if (known !== null) return null;
  return { intent: "edit-client", certainty: "said", client: mentionOf({ name }), email };
}
