import type { LinkPurpose } from "./schema/links.ts";
import { and, eq, getTableColumns, gt, isNull } from "./sql.ts";
import { is, oneRow, slot, slots, statement, type Tx, write } from "./store.ts";

/** A link to a page that was sent to a chat: good once, and known by its hash alone. */
export interface Link {
  readonly tokenHash: string;
  readonly purpose: LinkPurpose;
  readonly traderId: string;
  readonly conversationId: string;
  readonly path: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
}

const insert = write<Link>((builder, { links: row }) =>
  builder.insert(row).values(slots(getTableColumns(row))),
);

export function addLink(tx: Tx, link: Omit<Link, "usedAt">): Promise<void> {
  return insert(tx, { ...link, usedAt: null });
}

type Which = { readonly tokenHash: string; readonly purpose: LinkPurpose; readonly now: Date };

const good = oneRow<Which, { link: Link }>((builder, { links: row, conversations }) =>
  builder
    .select({ link: row })
    .from(row)
    // A chat that speaks for somebody else by now opens nothing of who it spoke for.
    .innerJoin(
      conversations,
      and(eq(conversations.id, row.conversationId), eq(conversations.traderId, row.traderId)),
    )
    .where(
      and(
        is(row.tokenHash, "tokenHash"),
        is(row.purpose, "purpose"),
        isNull(row.usedAt),
        gt(row.expiresAt, slot(row.expiresAt, "now")),
      ),
    ),
);

/** The link of that token, where it still opens something. Looking does not use it up. */
export async function findLink(tx: Tx, which: Which): Promise<Link | undefined> {
  return (await good(tx, which))?.link;
}

const use = statement<{ tokenHash: string; now: Date }, { tokenHash: string }[]>((builder, { links: row }) =>
  builder
    .update(row)
    .set({ usedAt: slot(row.usedAt, "now") })
    .where(and(is(row.tokenHash, "tokenHash"), isNull(row.usedAt)))
    .returning({ tokenHash: row.tokenHash }),
);

/** Uses a link up: undefined for whoever does not come first, or comes too late. */
export async function useLink(tx: Tx, which: Which): Promise<Link | undefined> {
  const link = await findLink(tx, which);
  if (link === undefined || (await use(tx, which)).length === 0) return undefined;
  return link;
}
