import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import type { Tables } from "./schema.ts";
import { and, eq, isNotNull } from "./sql.ts";
import type { Store, Tx } from "./store.ts";

/** A column that holds others' secrets, sealed. What is sealed opens only in its place: its column and row. */
export interface SealedColumn {
  readonly what: string;
  /** Names the key that it is sealed with. */
  readonly purpose: "xero" | "card-payments";
  readonly of: (tables: Tables) => {
    readonly table: PgTable;
    readonly property: string;
    readonly sealed: PgColumn;
    /** What tells its row, in the order of `placeOf`. */
    readonly keys: readonly PgColumn[];
  };
  readonly placeOf: (...keys: readonly string[]) => string;
}

const inPlace =
  (table: string, column: string) =>
  (...keys: readonly string[]): string =>
    [table, column, ...keys].join("|");

/** Every one of them, by the place that what it holds is sealed for. */
export const sealedColumns = {
  access: {
    what: "access tokens of Xero",
    purpose: "xero",
    of: ({ xeroGrants: row }) => ({ table: row, property: "access", sealed: row.access, keys: [row.userId] }),
    placeOf: inPlace("xero_grants", "access"),
  },
  refresh: {
    what: "refresh tokens of Xero",
    purpose: "xero",
    of: ({ xeroGrants: row }) => ({
      table: row,
      property: "refresh",
      sealed: row.refresh,
      keys: [row.userId],
    }),
    placeOf: inPlace("xero_grants", "refresh"),
  },
  verifier: {
    what: "sign-ins to Xero under way",
    purpose: "xero",
    of: ({ xeroSignIns: row }) => ({
      table: row,
      property: "verifier",
      sealed: row.verifier,
      keys: [row.id],
    }),
    placeOf: inPlace("xero_sign_ins", "verifier"),
  },
  cardKey: {
    what: "keys to Stripe",
    purpose: "card-payments",
    of: ({ cardAccounts: row }) => ({
      table: row,
      property: "sealedKey",
      sealed: row.sealedKey,
      keys: [row.traderId, row.id],
    }),
    placeOf: inPlace("card_accounts", "sealed_key"),
  },
  cardSecret: {
    what: "secrets of Stripe's pushes",
    purpose: "card-payments",
    of: ({ cardAccounts: row }) => ({
      table: row,
      property: "sealedSecret",
      sealed: row.sealedSecret,
      keys: [row.traderId, row.id],
    }),
    placeOf: inPlace("card_accounts", "sealed_secret"),
  },
} as const satisfies Readonly<Record<string, SealedColumn>>;

interface SealedRow {
  readonly sealed: string;
  readonly keys: readonly string[];
}

async function listSealed(tx: Tx, column: SealedColumn): Promise<readonly SealedRow[]> {
  const { table, sealed, keys } = column.of(tx.tables);
  const selected = Object.fromEntries(keys.map((key, at) => [`key${at}`, key]));
  const rows = await tx.builder
    .select({ sealed, ...selected })
    .from(table)
    .where(isNotNull(sealed));
  return rows.map((row) => {
    const found = row as Readonly<Record<string, string>>;
    return { sealed: found["sealed"] ?? "", keys: keys.map((_, at) => found[`key${at}`] ?? "") };
  });
}

/** Writes over exactly what was read: who wrote meanwhile wrote with the present key. */
async function putSealed(tx: Tx, column: SealedColumn, row: SealedRow, fresh: string): Promise<void> {
  const { table, property, sealed, keys } = column.of(tx.tables);
  const mine = keys.map((key, at) => eq(key, row.keys[at] ?? ""));
  await tx.builder
    .update(table)
    .set({ [property]: fresh })
    .where(and(...mine, eq(sealed, row.sealed)));
}

/**
 * Seals anew what `renew` answers a new text for, a row a transaction: ended in the middle it goes on where it was.
 * Answers how many rows there are and how many were changed.
 */
export async function renewSealed(
  store: Store,
  column: SealedColumn,
  renew: (sealed: string, place: string) => string | null,
): Promise<{ readonly rows: number; readonly renewed: number }> {
  const rows = await store.read((tx) => listSealed(tx, column));
  let renewed = 0;
  for (const row of rows) {
    const fresh = renew(row.sealed, column.placeOf(...row.keys));
    if (fresh === null) continue;
    await store.transaction((tx) => putSealed(tx, column, row, fresh));
    renewed += 1;
  }
  return { rows: rows.length, renewed };
}
