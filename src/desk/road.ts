import type { Client } from "../domain/client.ts";
import { senderName } from "../domain/setting.ts";
import type { Road, StepKind } from "../domain/step.ts";
import { findConsent, findOnlyTrader } from "../store/client-chat.ts";
import type { Tx } from "../store/store.ts";
import { refusesMail } from "./refused-mail.ts";
import type { Turn } from "./turn.ts";

/** A reminder goes where the client asked for it; all else by mail where an address takes it, as it is to be kept. */
export async function roadTo(turn: Turn, client: Client, kind: StepKind): Promise<Road> {
  const mail = await takesMail(turn, client);
  if (mail && kind !== "reminder") return "mail";
  if (turn.post.whatsApp !== null && (await mayWriteOnWhatsApp(turn.tx, client))) return "whatsapp";
  return mail ? "mail" : "thumb";
}

/** Whether a mail to them would leave, and is not known to come back. */
export async function takesMail({ tx, post }: Turn, client: Client): Promise<boolean> {
  return post.on && client.email !== null && !(await refusesMail(tx, client));
}

/**
 * Whether a client agreed to messages on WhatsApp, did not stop them, and they arrive. A number that several traders
 * share serves traders only.
 */
export async function mayWriteOnWhatsApp(tx: Tx, { traderId, id, phone }: Client): Promise<boolean> {
  if (phone === null || (await findOnlyTrader(tx)) !== traderId) return false;
  const consent = await findConsent(tx, traderId, id);
  return consent?.optedInAt != null && consent.stoppedAt === null && consent.unreachedAt === null;
}

/** Nobody trusts a bill from nobody: without a name it waits. In practice none is real, and the gap is shown instead. */
export function knowsSender({ post, trader }: Turn): boolean {
  return post.practice || senderName(trader) !== null;
}
