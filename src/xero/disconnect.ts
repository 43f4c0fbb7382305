import type { Handler } from "../effects/attempt.ts";
import { listXeroConnectionsOf, removeXeroGrant } from "../store/xero-connections.ts";
import type { Room } from "./room.ts";
import { LedgerFault } from "./sdk/ledger-fault.ts";
import { accessOf } from "./tokens.ts";

/** Ends the connection at Xero, too: one that is only forgotten would go on counting there. */
export function disconnectHandler(room: Room): Handler<"disconnect-xero"> {
  return {
    inDoubt: "repeat",
    deliver: async ({ work: { userId, connectionId } }) => {
      // Another chat of the same person may go on by the same connection.
      const inUse = await room.store.read((tx) => listXeroConnectionsOf(tx, userId));
      if (inUse.some((it) => it.connectionId === connectionId)) return { remoteId: null };
      try {
        await room.door.disconnect(await accessOf({ ...room.desk, ...room }, userId, null), connectionId);
      } catch (error) {
        // Who is not let in any more has nothing left to end.
        if (!(error instanceof LedgerFault) || error.trouble !== "disconnected") throw error;
      }
      return {
        remoteId: null,
        record: async (tx) => {
          // The tokens are the person's: another chat may live by them.
          if ((await listXeroConnectionsOf(tx, userId)).length === 0) await removeXeroGrant(tx, userId);
        },
      };
    },
    reconcile: async () => ({ kind: "absent" }),
  };
}
