import type { Tables } from "./schema.ts";
import { and, getTableColumns, gt, isNull } from "./sql.ts";
import { is, only, slot, slots, statement, type Tx } from "./store.ts";

/** A link to a page that was sent to a chat. */
export type ChatLinkRow = Tables["chatLinks"]["$inferSelect"];

const insert = statement<ChatLinkRow, unknown>((builder, { chatLinks: row }) =>
  builder.insert(row).values(slots(getTableColumns(row))),
);

export async function addChatLink(tx: Tx, link: ChatLinkRow): Promise<void> {
  await insert(tx, link);
}

const byHash = statement<{ tokenHash: string; now: Date }, ChatLinkRow[]>((builder, { chatLinks: row }) =>
  builder
    .select()
    .from(row)
    .where(
      and(is(row.tokenHash, "tokenHash"), isNull(row.usedAt), gt(row.expiresAt, slot(row.expiresAt, "now"))),
    ),
);

/** A link that is still good. */
export async function findChatLink(tx: Tx, tokenHash: string, now: Date): Promise<ChatLinkRow | undefined> {
  return only(await byHash(tx, { tokenHash, now }));
}

const use = statement<{ tokenHash: string; now: Date }, ChatLinkRow[]>((builder, { chatLinks: row }) =>
  builder
    .update(row)
    .set({ usedAt: slot(row.usedAt, "now") })
    .where(
      and(is(row.tokenHash, "tokenHash"), isNull(row.usedAt), gt(row.expiresAt, slot(row.expiresAt, "now"))),
    )
    .returning(),
);

/** Uses a link up; undefined where it was used before, or has run out. */
export async function useChatLink(tx: Tx, tokenHash: string, now: Date): Promise<ChatLinkRow | undefined> {
  return only(await use(tx, { tokenHash, now }));
}
