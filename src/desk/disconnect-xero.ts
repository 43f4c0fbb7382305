import type { Intent } from "../domain/intent.ts";
import { changeXeroConnection, findXeroConnection } from "../store/xero-connections.ts";
import { endThere, stopSyncing, told } from "./connect-xero.ts";
import type { Outcome } from "./outcome.ts";
import { openQuestion } from "./propose.ts";
import type { Turn } from "./turn.ts";

/** "disconnect xero": only the button that names the organisation does it. */
export async function disconnectXero(turn: Turn, intent: Intent, sure: boolean): Promise<Outcome> {
  const connection = await findXeroConnection(turn.tx, turn.trader.id);
  if (connection === undefined || connection.state === "off") return told({ what: "not-connected" });
  const { organisationName: organisation } = connection;
  if (!sure) {
    const proposalId = await openQuestion(turn, { text: "", intents: [intent], question: null });
    return told({ what: "disconnect-sure", organisation, proposalId });
  }
  const linked = await stopSyncing(turn, connection);
  await changeXeroConnection(turn.tx, connection, { state: "off", importPage: null });
  endThere(turn, connection);
  return told({ what: "disconnected", organisation, linked });
}
