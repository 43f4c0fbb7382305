import type { Bill, BillLine } from "../domain/bill.ts";
import type { Client } from "../domain/client.ts";

/** A bill as a person is told of it. */
export interface BillView {
  readonly bill: Bill;
  readonly client: Client;
  /** Only where they are shown. */
  readonly lines?: readonly BillLine[];
}
