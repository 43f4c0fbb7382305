import type { DeskPorts } from "../desk/desk.ts";
import type { Outcome } from "../desk/outcome.ts";
import { inTraderTurn } from "../desk/trader-turn.ts";
import type { Turn } from "../desk/turn.ts";
import type { ClaimedEffect } from "../domain/effect.ts";
import type { XeroConnection } from "../domain/mirror.ts";
import { Fault } from "../fault.ts";
import type { Ledger, LedgerDoor, LedgerSession } from "../ports-ledger.ts";
import type { Seal } from "../seal.ts";
import { holdsEffect } from "../store/effects.ts";
import type { Store } from "../store/store.ts";
import { changeXeroConnection, findXeroConnection } from "../store/xero-connections.ts";
import { enterBudget } from "./budget.ts";
import { LedgerFault } from "./sdk/ledger-fault.ts";
import { accessOf } from "./tokens.ts";

/** What everything about Xero works with. */
export interface Room {
  readonly store: Store;
  readonly desk: DeskPorts;
  readonly door: LedgerDoor;
  readonly seal: Seal;
  readonly ledger: (session: LedgerSession) => Ledger;
  /** Where people sign in to Xero: an origin. */
  readonly loginUrl: string;
  readonly webhookKeys: readonly string[];
}

type OfConnection = Pick<XeroConnection, "traderId" | "userId" | "organisationId">;

/**
 * The books of a connection. `background` work leaves calls for what a person waits for; on behalf of an effect no call
 * is made once somebody else has it: two that push at once would each make what the other makes.
 */
export function booksOf(
  room: Room,
  { userId, organisationId }: OfConnection,
  background: boolean,
  effect: Pick<ClaimedEffect, "id" | "fence"> | null = null,
): Ledger {
  const ports = { ...room.desk, ...room };
  return room.ledger({
    organisationId,
    access: (refused) => accessOf(ports, userId, refused),
    enter: async () => {
      if (effect !== null && !(await room.store.read((tx) => holdsEffect(tx, effect))))
        throw new Fault("unknown", "somebody else has this push now");
      const startedMs = performance.now();
      const turn = await enterBudget(ports, organisationId, background);
      return {
        leave: async (heard) => {
          const ms = Math.round(performance.now() - startedMs);
          room.desk.log.info({ organisation: organisationId, ...heard, ms }, "asked Xero");
          await turn.leave(heard);
        },
      };
    },
  });
}

/** Changes the books in the trader's turn, because of what Xero said. */
export async function inTurn(
  room: Room,
  traderId: string,
  take: (turn: Turn) => Promise<readonly Outcome[]>,
  inChat: string | null = null,
): Promise<void> {
  await room.store.transaction((tx) => inTraderTurn(room.desk, tx, traderId, take, inChat));
}

/**
 * Writes down that a call failed for the connection's sake, and tells the trader once where it must be made anew.
 * Answers whether that is so.
 */
export async function noteTrouble(room: Room, connection: XeroConnection, error: unknown): Promise<boolean> {
  if (!(error instanceof LedgerFault)) return false;
  const { traderId } = connection;
  if (error.trouble === "outage" && connection.failingSince === null) {
    const failingSince = room.desk.clock.now();
    await room.store.transaction((tx) => changeXeroConnection(tx, connection, { failingSince }));
  }
  if (error.trouble !== "disconnected") return false;
  await inTurn(room, traderId, async (turn) => {
    const now = await findXeroConnection(turn.tx, traderId);
    if (now?.state !== "on" || now.organisationId !== connection.organisationId) return [];
    await changeXeroConnection(turn.tx, now, { state: "reconnect" });
    return [{ kind: "xero", news: { what: "lost", organisation: now.organisationName } }];
  });
  return true;
}

/** Writes down that Xero answered. */
export async function noteHeard(room: Room, connection: OfConnection): Promise<void> {
  const syncedAt = room.desk.clock.now();
  await room.store.transaction((tx) =>
    changeXeroConnection(tx, connection, { syncedAt, failingSince: null }),
  );
}
