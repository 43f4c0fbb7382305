import type { ClientAnswer, ClientWord } from "../domain/client-word.ts";
import type { Consent } from "../domain/consent.ts";
import type { Day } from "../domain/day.ts";
import { and, asc, getTableColumns, isNull } from "./sql.ts";
import { is, mine, oneRow, slot, slots, statement, type Tx, write } from "./store.ts";

type Whose = { traderId: string; clientId: string };
const consentOf = oneRow<Whose, Consent>((builder, { consents: row }) =>
  builder
    .select()
    .from(row)
    .where(and(mine(row), is(row.clientId, "clientId"))),
);

export function findConsent(tx: Tx, traderId: string, clientId: string): Promise<Consent | undefined> {
  return consentOf(tx, { traderId, clientId });
}

const consentsUnder = statement<{ traderId: string; bsuid: string }, Consent[]>(
  (builder, { consents: row }) =>
    builder
      .select()
      .from(row)
      .where(and(mine(row), is(row.bsuid, "bsuid"))),
);

/** What the person with this id of Meta's said. */
export async function findConsentUnder(
  tx: Tx,
  traderId: string,
  bsuid: string,
): Promise<Consent | undefined> {
  const [one, ...others] = await consentsUnder(tx, { traderId, bsuid });
  return others.length === 0 ? one : undefined;
}

const upsert = write<Consent>((builder, { consents: row }) =>
  builder
    .insert(row)
    .values(slots(getTableColumns(row)))
    .onConflictDoUpdate({
      target: [row.traderId, row.clientId],
      set: {
        optedInAt: slot(row.optedInAt, "optedInAt"),
        how: slot(row.how, "how"),
        stoppedAt: slot(row.stoppedAt, "stoppedAt"),
        bsuid: slot(row.bsuid, "bsuid"),
        heardAt: slot(row.heardAt, "heardAt"),
        unreachedAt: slot(row.unreachedAt, "unreachedAt"),
      },
    }),
);

export function putConsent(tx: Tx, consent: Consent): Promise<void> {
  return upsert(tx, consent);
}

/** Something a client wrote, and what the trader made of it; null while they have not answered. */
export interface ClientMessage {
  readonly traderId: string;
  readonly eventId: string;
  readonly clientId: string;
  readonly text: string;
  readonly word: ClientWord;
  readonly promisedOn: Day | null;
  readonly holdId: string;
  readonly at: Date;
  readonly answer: ClientAnswer | null;
}

const insert = statement<ClientMessage, { eventId: string }[]>((builder, { clientMessages: row }) =>
  builder
    .insert(row)
    .values(slots(getTableColumns(row)))
    .onConflictDoNothing()
    .returning({ eventId: row.eventId }),
);

/** False where it is there already. */
export async function addClientMessage(tx: Tx, message: ClientMessage): Promise<boolean> {
  return (await insert(tx, message)).length === 1;
}

type Answer = { traderId: string; eventId: string; answer: ClientAnswer };
const decide = oneRow<Answer, ClientMessage>((builder, { clientMessages: row }) =>
  builder
    .update(row)
    .set({ answer: slot(row.answer, "answer") })
    .where(and(mine(row), is(row.eventId, "eventId"), isNull(row.answer)))
    .returning(),
);

/** Writes down what the trader made of it; undefined where they had answered already. */
export function answerClientMessage(tx: Tx, answer: Answer): Promise<ClientMessage | undefined> {
  return decide(tx, answer);
}

const everybody = statement<object, { id: string }[]>((builder, { traders: row }) =>
  builder.select({ id: row.id }).from(row).orderBy(asc(row.id)).limit(2),
);

/** The one trader of this installation; null where there are several, or none. */
export async function findOnlyTrader(tx: Tx): Promise<string | null> {
  const [first, ...others] = await everybody(tx, {});
  return others.length === 0 ? (first?.id ?? null) : null;
}
