import type { Understanding } from "../domain/intent.ts";
import { and, desc, getTableColumns, gt, isNull } from "./sql.ts";
import { is, oneRow, slot, slots, type Tx, write } from "./store.ts";

/** A card that waits for yes, or a question that waits for its answer. */
export interface Proposal {
  readonly id: string;
  readonly conversationId: string;
  readonly understanding: Understanding;
  /** The message it was understood from, by its channel's id; null where a button or news put it. */
  readonly messageId: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly closedAt: Date | null;
}

const insert = write<Proposal>((builder, { proposals }) =>
  builder.insert(proposals).values(slots(getTableColumns(proposals))),
);

/** Opens a proposal; whatever waited in that chat before is closed, so that "yes" has one meaning. */
export async function openProposal(tx: Tx, proposal: Proposal): Promise<void> {
  await closeOpen(tx, { conversationId: proposal.conversationId, at: proposal.createdAt });
  await insert(tx, proposal);
}

const closeOpen = write<{ conversationId: string; at: Date }>((builder, { proposals: row }) =>
  builder
    .update(row)
    .set({ closedAt: slot(row.closedAt, "at") })
    .where(and(is(row.conversationId, "conversationId"), isNull(row.closedAt))),
);

/** Nothing that waits in this chat can be answered any more. */
export function closeProposals(tx: Tx, conversationId: string, at: Date): Promise<void> {
  return closeOpen(tx, { conversationId, at });
}

const byId = oneRow<{ conversationId: string; id: string }, Proposal>((builder, { proposals: row }) =>
  builder
    .select()
    .from(row)
    .where(and(is(row.id, "id"), is(row.conversationId, "conversationId"))),
);

/** A proposal of the chat, whatever became of it. */
export function findProposal(tx: Tx, conversationId: string, id: string): Promise<Proposal | undefined> {
  return byId(tx, { conversationId, id });
}

const live = oneRow<{ conversationId: string; now: Date }, Proposal>((builder, { proposals: row }) =>
  builder
    .select()
    .from(row)
    .where(
      and(
        is(row.conversationId, "conversationId"),
        isNull(row.closedAt),
        gt(row.expiresAt, slot(row.expiresAt, "now")),
      ),
    )
    .orderBy(desc(row.id))
    .limit(1),
);

export function findLiveProposal(tx: Tx, conversationId: string, now: Date): Promise<Proposal | undefined> {
  return live(tx, { conversationId, now });
}

const close = oneRow<{ conversationId: string; id: string; at: Date }, Proposal>(
  (builder, { proposals: row }) =>
    builder
      .update(row)
      .set({ closedAt: slot(row.closedAt, "at") })
      .where(
        and(
          is(row.id, "id"),
          is(row.conversationId, "conversationId"),
          isNull(row.closedAt),
          gt(row.expiresAt, slot(row.expiresAt, "at")),
        ),
      )
      .returning(),
);

/** Takes the answer to a proposal: the proposal, once; undefined where it was answered, replaced or ran out. */
export function closeProposal(
  tx: Tx,
  conversationId: string,
  id: string,
  at: Date,
): Promise<Proposal | undefined> {
  return close(tx, { conversationId, id, at });
}
