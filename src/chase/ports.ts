import type { DeskPorts } from "../desk/desk.ts";
import type { Bill } from "../domain/bill.ts";
import type { Mailer } from "../ports-mail.ts";
import type { Tx } from "../store/store.ts";
import type { ClientMessenger } from "./client-messenger.ts";
import type { Truth } from "./truth.ts";

export interface ChasePorts {
  readonly desk: DeskPorts;
  /** Null where there is no way to send mail. */
  readonly mailer: Mailer | null;
  /** Messages to clients on WhatsApp; null where there is no number for them. */
  readonly messenger: ClientMessenger | null;
  readonly truth: Truth;
  /** Where a client sees and pays a bill; null where there is no such page. */
  readonly linkFor: (tx: Tx, bill: Bill) => Promise<string | null>;
}
