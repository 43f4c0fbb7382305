import { asc, getTableColumns } from "./sql.ts";
import { slots, statement, type Tx, write } from "./store.ts";

/** A mail that was sent in practice, where none leaves this machine. */
export interface LocalMail {
  readonly id: string;
  readonly messageId: string;
  readonly to: string;
  readonly from: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly at: Date;
}

const insert = write<LocalMail>((builder, { mailbox }) =>
  builder.insert(mailbox).values(slots(getTableColumns(mailbox))),
);

export function addLocalMail(tx: Tx, mail: LocalMail): Promise<void> {
  return insert(tx, mail);
}

const all = statement<object, LocalMail[]>((builder, { mailbox: row }) =>
  builder.select().from(row).orderBy(asc(row.id)),
);

/** The mails of practice, oldest first. */
export async function listLocalMail(tx: Tx): Promise<readonly LocalMail[]> {
  return await all(tx, {});
}
