import type { Audited } from "../domain/audit.ts";
import type { Random } from "../ports.ts";
import { addAuditEntry } from "../store/audit.ts";
import type { Tx } from "../store/store.ts";

/** Where something that is audited is being done. */
export interface Scene {
  readonly tx: Tx;
  readonly now: Date;
  readonly random: Random;
  readonly conversation: { readonly id: string };
}

/** Writes down for good that it was done, from which chat and when. */
export async function audit(scene: Scene, traderId: string, what: Audited): Promise<void> {
  const { tx, now, random, conversation } = scene;
  await addAuditEntry(tx, { id: random.id(), traderId, conversationId: conversation.id, what, at: now });
}
