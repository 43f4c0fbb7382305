import { and, getTableColumns, gt, isNull } from "./sql.ts";
import { is, oneRow, slot, slots, statement, type Tx, write } from "./store.ts";

/** A code that lets a chat in, once. */
export interface Invite {
  readonly codeHash: string;
  /** Whom the chat will speak for; null makes a new trader. */
  readonly traderId: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
  readonly conversationId: string | null;
}

const insert = write<Invite>((builder, { invites }) =>
  builder.insert(invites).values(slots(getTableColumns(invites))),
);

export function addInvite(
  tx: Tx,
  invite: Pick<Invite, "codeHash" | "traderId" | "createdAt" | "expiresAt">,
): Promise<void> {
  return insert(tx, { ...invite, usedAt: null, conversationId: null });
}

const good = oneRow<{ codeHash: string; now: Date }, Invite>((builder, { invites: row }) =>
  builder
    .select()
    .from(row)
    .where(
      and(is(row.codeHash, "codeHash"), isNull(row.usedAt), gt(row.expiresAt, slot(row.expiresAt, "now"))),
    ),
);

/** The invite of that code, where it still lets somebody in. */
export function findInvite(tx: Tx, codeHash: string, now: Date): Promise<Invite | undefined> {
  return good(tx, { codeHash, now });
}

const use = statement<{ codeHash: string; conversationId: string; at: Date }, { codeHash: string }[]>(
  (builder, { invites: row }) =>
    builder
      .update(row)
      .set({ usedAt: slot(row.usedAt, "at"), conversationId: slot(row.conversationId, "conversationId") })
      .where(
        and(is(row.codeHash, "codeHash"), isNull(row.usedAt), gt(row.expiresAt, slot(row.expiresAt, "at"))),
      )
      .returning({ codeHash: row.codeHash }),
);

/** True for the first chat that brings the code in time. */
export async function useInvite(
  tx: Tx,
  codeHash: string,
  conversationId: string,
  at: Date,
): Promise<boolean> {
  return (await use(tx, { codeHash, conversationId, at })).length === 1;
}
