import type { Decision } from "../domain/decision.ts";
import { and, desc, getTableColumns, sql } from "./sql.ts";
import { is, mine, slots, statement, type Tx, write } from "./store.ts";

const insert = write<Decision>((builder, { decisions }) =>
  builder.insert(decisions).values(slots(getTableColumns(decisions))),
);

export function addDecision(tx: Tx, decision: Decision): Promise<void> {
  return insert(tx, decision);
}

const ofClient = statement<{ traderId: string; clientId: string; limit: number }, Decision[]>(
  (builder, { decisions: row }) =>
    builder
      .select()
      .from(row)
      .where(and(mine(row), is(row.clientId, "clientId")))
      .orderBy(desc(row.id))
      .limit(sql.placeholder("limit")),
);

/** What was decided about a client's messages, newest first. */
export async function listDecisions(
  tx: Tx,
  traderId: string,
  clientId: string,
  limit: number,
): Promise<readonly Decision[]> {
  return await ofClient(tx, { traderId, clientId, limit });
}

const strip = write<{ traderId: string; clientId: string }>((builder, { decisions: row }) =>
  builder
    .update(row)
    .set({ detail: null })
    .where(and(mine(row), is(row.clientId, "clientId"))),
);

/** Keeps what was decided, and nothing of where it went or what was answered there. */
export function forgetDecisionDetails(tx: Tx, traderId: string, clientId: string): Promise<void> {
  return strip(tx, { traderId, clientId });
}
