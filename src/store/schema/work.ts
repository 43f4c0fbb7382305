import { type EffectState, type EffectWork, effectStates } from "../../domain/effect.ts";
import type { Inbound } from "../../ports.ts";
import { type Columns, literal, oneOf } from "../columns.ts";

/** As in `books.ts`: spelled once for the partial indexes and their queries. */
export const unfinished = literal("state IN ('ready', 'sending', 'unknown')");
export const claimable = literal("state IN ('ready', 'unknown')");
export const finished = literal("state IN ('done', 'cancelled')");
export const keyed = literal("dedupe_key IS NOT NULL");
export const buried = literal("state = 'dead'");
export const leased = literal("state = 'sending'");

/** What came in, what must go out, and the clock of both. */
export function work(c: Columns) {
  const inbox = c.table(
    "inbox",
    {
      /** The channel or system and our account there: event ids are unique only within it. */
      source: c.text("source").notNull(),
      externalId: c.text("external_id").notNull(),
      conversationId: c.text("conversation_id").notNull(),
      inbound: c.json<Inbound>("inbound").notNull(),
      state: c.text<"done" | "dead">("state").notNull(),
      /** The number of the trader's message in its chat. */
      n: c.count("n").notNull(),
      error: c.text("error"),
      receivedAt: c.instant("received_at").notNull(),
    },
    (row) => [
      c.primaryKey({ columns: [row.source, row.externalId] }),
      c.check("inbox_state", oneOf("state", ["done", "dead"])),
    ],
  );
  const effects = c.table(
    "effects",
    {
      id: c.text("id").primaryKey(),
      traderId: c.text("trader_id"),
      lane: c.text("lane").notNull(),
      dedupeKey: c.text("dedupe_key"),
      work: c.json<EffectWork>("work").notNull(),
      state: c.text<EffectState>("state").notNull(),
      dueAt: c.instant("due_at").notNull(),
      attempt: c.count("attempt").notNull(),
      fence: c.count("fence").notNull(),
      leaseUntil: c.instant("lease_until"),
      uncertain: c.flag("uncertain").notNull(),
      remoteId: c.text("remote_id"),
      error: c.text("error"),
      createdAt: c.instant("created_at").notNull(),
      doneAt: c.instant("done_at"),
      /** The message it follows from, by the id that stands in the log; null where none began it. */
      trace: c.text("trace"),
    },
    (row) => [
      c.uniqueIndex("effects_dedupe").on(row.dedupeKey).where(keyed),
      c.index("effects_due").on(row.dueAt, row.id).where(claimable),
      c.index("effects_lane").on(row.lane, row.id).where(unfinished),
      c.index("effects_dead").on(row.id).where(buried),
      c.index("effects_lease").on(row.leaseUntil).where(leased),
      c.check("effects_state", oneOf("state", effectStates)),
    ],
  );
  /** How far the clock has been moved, in milliseconds; shared by every process of the store. */
  const clock = c.table("clock", {
    id: c.text("id").primaryKey(),
    offsetMs: c.minor("offset_ms").notNull(),
  });
  return { inbox, effects, clock };
}
