import type { Connection } from "../../src/sandbox/xero/state.ts";

/** The person disconnected us on Xero's own pages. */
export function closeRecord(connection: Connection): Connection {
  return { ...connection, removed: true };
}
