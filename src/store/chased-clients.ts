import { and, desc, isNotNull } from "./sql.ts";
import { is, mine, oneRow, slot, type Tx, write } from "./store.ts";

/** What of a client only chasing knows. */
export interface ChasedClient {
  readonly traderId: string;
  readonly clientId: string;
  /** Of the link by which they stop reminders: 128 bits. */
  readonly token: string;
  readonly optedOutAt: Date | null;
  /** When the trader was asked for their email. */
  readonly emailAskedAt: Date | null;
  /** The address that their mail server would not have; it says nothing of another one. */
  readonly refusedEmail: string | null;
}

const byClient = oneRow<{ traderId: string; clientId: string }, ChasedClient>(
  (builder, { chasedClients: row }) =>
    builder
      .select()
      .from(row)
      .where(and(mine(row), is(row.clientId, "clientId"))),
);

export function findChasedClient(
  tx: Tx,
  traderId: string,
  clientId: string,
): Promise<ChasedClient | undefined> {
  return byClient(tx, { traderId, clientId });
}

const byToken = oneRow<{ token: string }, ChasedClient>((builder, { chasedClients: row }) =>
  builder.select().from(row).where(is(row.token, "token")),
);

/** Whose link it is; the one query that does not know the trader yet. */
export function findByStopToken(tx: Tx, token: string): Promise<ChasedClient | undefined> {
  return byToken(tx, { token });
}

const asked = oneRow<{ traderId: string }, { clientId: string }>((builder, { chasedClients: row }) =>
  builder
    .select({ clientId: row.clientId })
    .from(row)
    .where(and(mine(row), isNotNull(row.emailAskedAt)))
    .orderBy(desc(row.emailAskedAt), desc(row.clientId))
    .limit(1),
);

/** The client whose email the trader was asked for last. */
export async function findLastAsked(tx: Tx, traderId: string): Promise<string | undefined> {
  return (await asked(tx, { traderId }))?.clientId;
}

const upsert = write<ChasedClient>((builder, { chasedClients: row }) =>
  builder
    .insert(row)
    .values({
      traderId: slot(row.traderId, "traderId"),
      clientId: slot(row.clientId, "clientId"),
      token: slot(row.token, "token"),
      optedOutAt: slot(row.optedOutAt, "optedOutAt"),
      emailAskedAt: slot(row.emailAskedAt, "emailAskedAt"),
      refusedEmail: slot(row.refusedEmail, "refusedEmail"),
    })
    .onConflictDoUpdate({
      target: [row.traderId, row.clientId],
      set: {
        optedOutAt: slot(row.optedOutAt, "optedOutAt"),
        emailAskedAt: slot(row.emailAskedAt, "emailAskedAt"),
        refusedEmail: slot(row.refusedEmail, "refusedEmail"),
      },
    }),
);

/** Writes what is known of a client. Their token stays what it was first. */
export function setChasedClient(tx: Tx, client: ChasedClient): Promise<void> {
  return upsert(tx, client);
}
