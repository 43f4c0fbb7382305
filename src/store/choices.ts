import type { ChoiceAction } from "../domain/channel.ts";
import { and, getTableColumns, isNull } from "./sql.ts";
import { is, oneRow, slot, slots, statement, type Tx, write } from "./store.ts";

/** A button that was offered. Its token is only good in the chat it was offered in. */
export interface ChoiceRow {
  readonly token: string;
  readonly conversationId: string;
  readonly label: string;
  readonly action: ChoiceAction;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
}

const insert = write<ChoiceRow>((builder, { choices }) =>
  builder.insert(choices).values(slots(getTableColumns(choices))),
);

export function addChoice(tx: Tx, choice: ChoiceRow): Promise<void> {
  return insert(tx, choice);
}

const byToken = oneRow<{ conversationId: string; token: string }, ChoiceRow>((builder, { choices: row }) =>
  builder
    .select()
    .from(row)
    .where(and(is(row.token, "token"), is(row.conversationId, "conversationId"))),
);

export function findChoice(tx: Tx, conversationId: string, token: string): Promise<ChoiceRow | undefined> {
  return byToken(tx, { conversationId, token });
}

type Use = { conversationId: string; token: string; at: Date };
const use = statement<Use, { token: string }[]>((builder, { choices: row }) =>
  builder
    .update(row)
    .set({ usedAt: slot(row.usedAt, "at") })
    .where(and(is(row.conversationId, "conversationId"), is(row.token, "token"), isNull(row.usedAt)))
    .returning({ token: row.token }),
);

/** True for the first press only. */
export async function useChoice(tx: Tx, conversationId: string, token: string, at: Date): Promise<boolean> {
  return (await use(tx, { conversationId, token, at })).length === 1;
}

const expire = write<{ conversationId: string; at: Date }>((builder, { choices: row }) =>
  builder
    .update(row)
    .set({ expiresAt: slot(row.expiresAt, "at") })
    .where(and(is(row.conversationId, "conversationId"), isNull(row.usedAt))),
);

/** No button that was offered in this chat works any more. */
export function expireChoices(tx: Tx, conversationId: string, at: Date): Promise<void> {
  return expire(tx, { conversationId, at });
}
