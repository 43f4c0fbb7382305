import type { Bill, BillLine } from "../domain/bill.ts";
import type { Client } from "../domain/client.ts";
import type { Hold } from "../domain/hold.ts";

/** A bill as a person is told of it. */
export interface BillView {
  readonly bill: Bill;
  readonly client: Client;
  /** Only where they are shown. */
  readonly lines?: readonly BillLine[];
  /** What pauses its reminders; only where that is shown. */
  readonly pauses?: readonly Hold[];
}
