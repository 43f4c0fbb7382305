import type { SQL } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import { finished } from "./schema/work.ts";
import type { Tables } from "./schema.ts";
import { and, asc, isNotNull, lt } from "./sql.ts";
import type { Store } from "./store.ts";

/** Rows that nobody needs once they are so old. Bills, payments and what was said about them are kept. */
export interface Retention {
  readonly what: string;
  readonly days: number;
  readonly of: (tables: Tables) => {
    readonly table: PgTable;
    readonly since: PgColumn;
    /** Only those rows. */
    readonly only?: SQL;
  };
}

/** What came in is known again for 31 days; no channel delivers a thing anew after so long. */
export const retentions: readonly Retention[] = [
  { what: "incoming", days: 31, of: ({ inbox }) => ({ table: inbox, since: inbox.receivedAt }) },
  {
    what: "told",
    days: 90,
    of: ({ effects }) => ({ table: effects, since: effects.doneAt, only: finished }),
  },
  { what: "buttons", days: 31, of: ({ choices }) => ({ table: choices, since: choices.expiresAt }) },
  { what: "cards", days: 31, of: ({ proposals }) => ({ table: proposals, since: proposals.expiresAt }) },
  { what: "invitations", days: 31, of: ({ invites }) => ({ table: invites, since: invites.expiresAt }) },
  { what: "links", days: 31, of: ({ links }) => ({ table: links, since: links.expiresAt }) },
  { what: "sign-ins", days: 31, of: ({ xeroSignIns: row }) => ({ table: row, since: row.expiresAt }) },
  { what: "forms", days: 31, of: ({ sentForms }) => ({ table: sentForms, since: sentForms.at }) },
  // A form is remembered for less long than the session it was sent in has been over by then.
  { what: "sessions", days: 62, of: ({ sessions }) => ({ table: sessions, since: sessions.expiresAt }) },
  { what: "receipts", days: 90, of: ({ receipts }) => ({ table: receipts, since: receipts.at }) },
  { what: "mails", days: 90, of: ({ mailedLetters: row }) => ({ table: row, since: row.at }) },
  {
    what: "news of Xero's",
    days: 31,
    of: ({ xeroEvents: row }) => ({ table: row, since: row.receivedAt, only: isNotNull(row.doneAt) }),
  },
  {
    what: "clients' words",
    days: 365,
    of: ({ clientMessages: row }) => ({ table: row, since: row.at, only: isNotNull(row.answer) }),
  },
  { what: "feedback", days: 365, of: ({ feedback }) => ({ table: feedback, since: feedback.at }) },
];

const dayMs = 86_400_000;

/** Removes what is too old, a day's worth at a time so that nobody waits long. Answers how many rows of each kind. */
export async function forgetOld(store: Store, now: Date): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {};
  for (const { what, days, of } of retentions) {
    const until = new Date(now.getTime() - days * dayMs);
    let removed = 0;
    for (;;) {
      const found = await store.transaction(async (tx) => {
        const { table, since, only } = of(tx.tables);
        const { builder } = tx;
        const [oldest] = await builder
          .select({ at: since })
          .from(table)
          .where(and(lt(since, until), only))
          .orderBy(asc(since))
          .limit(1);
        if (oldest === undefined) return null;
        const slice = new Date(Math.min(until.getTime(), Number(oldest.at) + dayMs));
        return (
          await builder
            .delete(table)
            .where(and(lt(since, slice), only))
            .returning({ since })
        ).length;
      });
      if (found === null) break;
      removed += found;
    }
    counts[what] = removed;
  }
  return counts;
}
