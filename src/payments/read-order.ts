import type { CardWork, NewEffect } from "../domain/effect.ts";
import type { CardEvent } from "../ports.ts";
import type { CardAccountRow } from "../store/card-accounts.ts";
import type { CardRoom } from "./room.ts";

/** An order to read what an event was about. */
export type ReadOrder = NewEffect & {
  readonly dedupeKey: string;
  readonly work: Extract<CardWork, { kind: "read-card-event" }>;
};

/** What is to be done about an event: once, however it was heard of and however often. Null where it is nothing to us. */
export function readOf(
  { desk }: CardRoom,
  account: CardAccountRow,
  { about, eventId }: CardEvent,
): ReadOrder | null {
  if (about.object === "other") return null;
  const { object, id: objectRef } = about;
  return {
    id: desk.random.id(),
    traderId: account.traderId,
    lane: `card-event:${objectRef}`,
    dedupeKey: `card-event:${account.id}:${eventId}`,
    work: { kind: "read-card-event", accountId: account.id, object, objectRef },
    dueAt: desk.clock.now(),
  };
}
