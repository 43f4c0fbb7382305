/** A promise that the rows alone tell of, in SQL that both databases take: whatever it finds is a breach. */
export interface RowRule {
  /** Of the invariant, as `simulation/invariants` has them. */
  readonly number: number;
  readonly what: string;
  readonly sql: string;
}

export const sums: RowRule = {
  number: 11,
  what: "bills and payments disagree",
  sql: `SELECT * FROM (
          SELECT b.number, b.state, b.total_minor, b.paid_minor,
                 coalesce((SELECT sum(a.amount_minor) FROM allocations a
                             JOIN payments p ON p.trader_id = a.trader_id AND p.id = a.payment_id
                            WHERE a.trader_id = b.trader_id AND a.bill_id = b.id AND p.state = 'arrived'), 0) AS allocated
            FROM bills b) b
         WHERE b.paid_minor <> b.allocated OR b.paid_minor > b.total_minor
            OR (b.state = 'paid') <> (b.paid_minor = b.total_minor)
            OR (b.state = 'open' AND b.paid_minor > 0)`,
};

export const leftInHand: RowRule = {
  number: 12,
  what: "something is left in somebody's hands",
  // An account at Stripe is looked after for as long as it is there.
  sql: `SELECT id, state, lane, attempt, error FROM effects
         WHERE state IN ('ready', 'sending', 'unknown') AND lane NOT LIKE 'card-account%'`,
};

export const givenUp: RowRule = {
  number: 16,
  what: "something was given up",
  sql: "SELECT id, lane, error FROM effects WHERE state = 'dead'",
};

export const rowRules: readonly RowRule[] = [
  {
    number: 2,
    what: "a bill is missing in its trader's series, or there twice",
    sql: "SELECT trader_id, count(*) AS bills, max(number) AS last FROM bills GROUP BY trader_id HAVING count(*) <> max(number)",
  },
  {
    number: 10,
    what: "a bill that was paid in part counts as paid",
    sql: "SELECT number, paid_minor, total_minor FROM bills WHERE state = 'paid' AND paid_minor < total_minor",
  },
  sums,
  leftInHand,
  {
    number: 13,
    what: "a result was written by nobody who held it",
    sql: "SELECT id, fence FROM effects WHERE state = 'done' AND (fence < 1 OR lease_until IS NOT NULL)",
  },
  {
    number: 14,
    what: "a message was taken twice, or not to its end",
    sql: `SELECT source, external_id, count(*) AS times, min(state) AS state FROM inbox
           GROUP BY source, external_id HAVING count(*) <> 1 OR min(state) <> 'done'`,
  },
  givenUp,
  {
    number: 22,
    what: "a chat has a gap, or a message more than once",
    sql: `SELECT conversation_id, count(*) AS messages, max(n) AS last FROM messages
           GROUP BY conversation_id HAVING count(*) <> max(n)`,
  },
];
