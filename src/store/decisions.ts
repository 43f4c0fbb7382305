import type { Decision } from "../domain/decision.ts";
import { and, desc, getTableColumns, sql } from "./sql.ts";
import { is, mine, slots, statement, type Tx } from "./store.ts";

const insert = statement<Decision, unknown>((builder, { decisions }) =>
  builder.insert(decisions).values(slots(getTableColumns(decisions))),
);

export async function addDecision(tx: Tx, decision: Decision): Promise<void> {
  await insert(tx, decision);
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

const strip = statement<{ traderId: string; clientId: string }, unknown>((builder, { decisions: row }) =>
  builder
    .update(row)
    .set({ detail: null })
    .where(and(mine(row), is(row.clientId, "clientId"))),
);

/** Keeps what was decided, and nothing of where it went or what was answered there. */
export async function forgetDecisionDetails(tx: Tx, traderId: string, clientId: string): Promise<void> {
  await strip(tx, { traderId, clientId });
}
