import type { Flash } from "./schema/pages.ts";
import { and, eq, getTableColumns, gt, isNull, or } from "./sql.ts";
import { is, oneRow, slot, slots, statement, type Tx, write } from "./store.ts";

/** Somebody who looks at a trader's pages. */
export interface Session {
  readonly id: string;
  readonly tokenHash: string;
  readonly previousHash: string | null;
  readonly traderId: string;
  readonly conversationId: string;
  readonly formToken: string;
  readonly flash: Flash | null;
  readonly createdAt: Date;
  readonly rotatedAt: Date;
  readonly expiresAt: Date;
  readonly endedAt: Date | null;
}

const insertSession = write<Session>((builder, { sessions }) =>
  builder.insert(sessions).values(slots(getTableColumns(sessions))),
);

export function addSession(tx: Tx, session: Session): Promise<void> {
  return insertSession(tx, session);
}

const goodSession = oneRow<{ tokenHash: string; now: Date; idleSince: Date }, { session: Session }>(
  (builder, { sessions: row, conversations }) =>
    builder
      .select({ session: row })
      .from(row)
      .innerJoin(
        conversations,
        and(eq(conversations.id, row.conversationId), eq(conversations.traderId, row.traderId)),
      )
      .where(
        and(
          or(is(row.tokenHash, "tokenHash"), is(row.previousHash, "tokenHash")),
          isNull(row.endedAt),
          gt(row.expiresAt, slot(row.expiresAt, "now")),
          gt(row.rotatedAt, slot(row.rotatedAt, "idleSince")),
        ),
      ),
);

/** The session of that token, unless it ended, ran out, was not used since `idleSince`, or its chat was unlinked. */
export async function findSession(
  tx: Tx,
  tokenHash: string,
  now: Date,
  idleSince: Date,
): Promise<Session | undefined> {
  return (await goodSession(tx, { tokenHash, now, idleSince }))?.session;
}

type Change = Partial<Pick<Session, "tokenHash" | "previousHash" | "rotatedAt" | "flash" | "endedAt">>;

/** Changes a session from the token it was read with; false where somebody was first. */
export async function changeSession(tx: Tx, session: Session, change: Change): Promise<boolean> {
  const { sessions: row } = tx.tables;
  const rows = await tx.builder
    .update(row)
    .set(change)
    .where(and(eq(row.id, session.id), eq(row.tokenHash, session.tokenHash)))
    .returning({ id: row.id });
  return rows.length === 1;
}

const endOfChat = write<{ conversationId: string; at: Date }>((builder, { sessions: row }) =>
  builder
    .update(row)
    .set({ endedAt: slot(row.endedAt, "at") })
    .where(and(is(row.conversationId, "conversationId"), isNull(row.endedAt))),
);

/** Whoever came in by a link from that chat has to ask for a new one. */
export function endSessionsOf(tx: Tx, conversationId: string, at: Date): Promise<void> {
  return endOfChat(tx, { conversationId, at });
}

const insertForm = statement<{ sessionId: string; once: string; at: Date }, { once: string }[]>(
  (builder, { sentForms }) =>
    builder
      .insert(sentForms)
      .values(slots(getTableColumns(sentForms)))
      .onConflictDoNothing()
      .returning({ once: sentForms.once }),
);

/** False where that very form was sent before. */
export async function takeForm(tx: Tx, sessionId: string, once: string, at: Date): Promise<boolean> {
  return (await insertForm(tx, { sessionId, once, at })).length === 1;
}
