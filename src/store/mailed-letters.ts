import { and, getTableColumns, isNull } from "./sql.ts";
import { is, mine, oneRow, slot, slots, statement, type Tx, write } from "./store.ts";

/** A mail to a client. */
export interface MailedLetter {
  /** Without the angle brackets. A bill that goes again, to another address too, has the same. */
  readonly messageId: string;
  readonly traderId: string;
  readonly clientId: string;
  /** The effect that has sent it last. */
  readonly effectId: string;
  readonly to: string;
  readonly subject: string;
  readonly at: Date;
  /** When it was known that it did not arrive. */
  readonly returnedAt: Date | null;
}

const upsert = write<MailedLetter>((builder, { mailedLetters: row }) =>
  builder
    .insert(row)
    .values(slots(getTableColumns(row)))
    .onConflictDoUpdate({
      target: [row.messageId],
      set: {
        clientId: slot(row.clientId, "clientId"),
        effectId: slot(row.effectId, "effectId"),
        to: slot(row.to, "to"),
        subject: slot(row.subject, "subject"),
        at: slot(row.at, "at"),
        returnedAt: null,
      },
    }),
);

/** Writes down that it is on its way; what is known of an earlier one of that id is of no more use. */
export function putMailedLetter(tx: Tx, letter: Omit<MailedLetter, "returnedAt">): Promise<void> {
  return upsert(tx, { ...letter, returnedAt: null });
}

const byId = oneRow<{ messageId: string }, MailedLetter>((builder, { mailedLetters: row }) =>
  builder.select().from(row).where(is(row.messageId, "messageId")),
);

/** Whose letter it was: what reports its return knows no trader. */
export function findMailedLetter(tx: Tx, messageId: string): Promise<MailedLetter | undefined> {
  return byId(tx, { messageId });
}

type Return = { traderId: string; messageId: string; returnedAt: Date };
const giveBack = statement<Return, { messageId: string }[]>((builder, { mailedLetters: row }) =>
  builder
    .update(row)
    .set({ returnedAt: slot(row.returnedAt, "returnedAt") })
    .where(and(mine(row), is(row.messageId, "messageId"), isNull(row.returnedAt)))
    .returning({ messageId: row.messageId }),
);

/** Writes down that it came back. False where that was known. */
export async function markReturned(
  tx: Tx,
  { traderId, messageId }: MailedLetter,
  at: Date,
): Promise<boolean> {
  return (await giveBack(tx, { traderId, messageId, returnedAt: at })).length === 1;
}

const any = statement<{ traderId: string }, { messageId: string }[]>((builder, { mailedLetters: row }) =>
  builder.select({ messageId: row.messageId }).from(row).where(mine(row)).limit(1),
);

/** Whether a trader's clients were sent any mail lately. */
export async function hasMailed(tx: Tx, traderId: string): Promise<boolean> {
  return (await any(tx, { traderId })).length > 0;
}

const remove = write<{ traderId: string; clientId: string }>((builder, { mailedLetters: row }) =>
  builder.delete(row).where(and(mine(row), is(row.clientId, "clientId"))),
);

/** Nothing is kept of where a client's mails went. */
export function forgetMailedLetters(tx: Tx, traderId: string, clientId: string): Promise<void> {
  return remove(tx, { traderId, clientId });
}
