import { stopSyncing } from "../desk/connect-xero.ts";
import { settingsSaved } from "../desk/save-xero-settings.ts";
import type { XeroConnection, XeroSettings } from "../domain/mirror.ts";
import type { LedgerConnection } from "../ports-ledger.ts";
import { findXeroConnection, putXeroConnection } from "../store/xero-connections.ts";
import { booksOf, inTurn, type Room } from "./room.ts";

/** From the setup page: saves the settings in the trader's turn, and tells the chat. */
export async function saveSettings(
  room: Room,
  connection: XeroConnection,
  settings: XeroSettings,
): Promise<void> {
  await inTurn(room, connection.traderId, async (turn) => await settingsSaved(turn, connection, settings));
}

/** Another organisation of the same person: what was linked to the one before is on its own. */
export async function changeOrganisation(
  room: Room,
  before: XeroConnection,
  { id: connectionId, organisationId, name }: LedgerConnection,
): Promise<void> {
  const facts = await booksOf(room, { ...before, organisationId }, false).facts();
  await inTurn(room, before.traderId, async (turn) => {
    const now = await findXeroConnection(turn.tx, before.traderId);
    if (now?.organisationId !== before.organisationId) return [];
    await stopSyncing(turn, now);
    await putXeroConnection(turn.tx, {
      ...now,
      state: "setup",
      connectionId,
      organisationId,
      organisationName: name,
      facts,
      settings: null,
      connectedAt: turn.now,
      factsAt: turn.now,
      syncedAt: turn.now,
      cursorAt: null,
      pollDueAt: turn.now,
      fullDueAt: turn.now,
      failingSince: null,
      importPage: null,
    });
    return [];
  });
}
