import Database from "better-sqlite3";
import { formatMoney } from "../../../src/domain/money.ts";
import type { Shown } from "./phones.ts";
import type { Run } from "./simulate.ts";

/** A promise that holds whatever fails. The numbers are those by which the project's plan names them. */
export interface Invariant {
  readonly number: number;
  readonly promise: string;
  /** What breaks it in this run, a line each. */
  readonly broken: (run: Run, books: Database.Database) => readonly string[];
}

type Row = Readonly<Record<string, string | number | null>>;
const all = (books: Database.Database, sql: string): readonly Row[] => books.prepare<[], Row>(sql).all();
/** A query that should find nothing: each row it finds is a breach. */
const none = (sql: string) => (_run: Run, books: Database.Database) =>
  all(books, sql).map((row) => JSON.stringify(row));

export const invariants: readonly Invariant[] = [
  {
    number: 1,
    promise: "a bill that was acknowledged is in the books, once, with that client and that amount",
    broken: (run, books) =>
      run.phones.shown.flatMap(({ chat, text }) => {
        const told = /^Billed (.+) (£[\d,.]+) — bill (\d+),/.exec(text);
        if (told === null) return [];
        const [, client, amount, number] = told;
        const found = all(
          books,
          `SELECT c.name, b.total_minor AS total FROM bills b
             JOIN clients c ON c.trader_id = b.trader_id AND c.id = b.client_id
             JOIN conversations v ON v.trader_id = b.trader_id
            WHERE v.chat = '${chat}' AND b.number = ${number}`,
        );
        const right =
          found.length === 1 &&
          found[0]?.["name"] === client &&
          formatMoney(Number(found[0]?.["total"])) === amount;
        return right
          ? []
          : [`${chat} was told "${text.split("\n")[0]}"; in the books: ${JSON.stringify(found)}`];
      }),
  },
  {
    number: 2,
    promise: "a message makes one bill however often it is delivered, and two equal ones make two",
    broken: (run, books) => {
      const said = run.script.filter((it) => it.bill !== null);
      return [...new Set(said.map((it) => it.chat))].flatMap((chat) => {
        const wanted = said.filter((it) => it.chat === chat).map((it) => it.bill?.totalMinor);
        const there = all(
          books,
          `SELECT b.total_minor AS total FROM bills b JOIN conversations v ON v.trader_id = b.trader_id
            WHERE v.chat = '${chat}' ORDER BY b.number`,
        ).map((row) => row["total"]);
        return JSON.stringify(wanted) === JSON.stringify(there)
          ? []
          : [`${chat} said ${wanted.join(" ")}; in the books: ${there.join(" ")}`];
      });
    },
  },
  {
    number: 7,
    promise:
      "what is answered is shown once; again only where we never learnt that it was, or died before noting it",
    broken: (run) => {
      const before = new Map<string, Shown>();
      return run.phones.shown.flatMap((it) => {
        const last = before.get(it.key);
        before.set(it.key, it);
        return last === undefined || last.unheard || last.life < it.life ? [] : [`shown again: ${it.text}`];
      });
    },
  },
  {
    number: 11,
    promise: "payments, allocations and bills agree to the penny",
    broken: none(
      `SELECT b.number, b.state, b.total_minor, b.paid_minor,
              coalesce((SELECT sum(a.amount_minor) FROM allocations a
                          JOIN payments p ON p.trader_id = a.trader_id AND p.id = a.payment_id
                         WHERE a.trader_id = b.trader_id AND a.bill_id = b.id AND p.removed_at IS NULL), 0) AS allocated
         FROM bills b
        WHERE b.paid_minor <> allocated OR b.paid_minor > b.total_minor
           OR (b.state = 'paid') <> (b.paid_minor = b.total_minor)
           OR (b.state = 'open' AND b.paid_minor > 0)`,
    ),
  },
  {
    number: 12,
    promise: "nothing is left in a worker's hands, in doubt or waiting once all is well",
    broken: none(
      "SELECT id, state, lane, attempt, error FROM effects WHERE state IN ('ready', 'sending', 'unknown')",
    ),
  },
  {
    number: 14,
    promise: "what was accepted is in the inbox, once, and done",
    broken: (run, books) => {
      const kept = new Map(
        all(books, "SELECT external_id AS id, state, count(*) AS n FROM inbox GROUP BY 1, 2").map((row) => [
          row["id"],
          row,
        ]),
      );
      return run.script.flatMap(({ eventId, text }) => {
        const row = kept.get(eventId);
        return row?.["state"] === "done" && row["n"] === 1 ? [] : [`"${text}" is ${JSON.stringify(row)}`];
      });
    },
  },
  {
    number: 16,
    promise: "nothing is given up by a mistake of ours",
    broken: none("SELECT id, lane, error FROM effects WHERE state = 'dead'"),
  },
  {
    number: 20,
    promise: "the file is sound",
    broken: (_run, books) => [
      ...all(books, "PRAGMA integrity_check").flatMap((row) =>
        row["integrity_check"] === "ok" ? [] : [JSON.stringify(row)],
      ),
      ...all(books, "PRAGMA foreign_key_check").map((row) => JSON.stringify(row)),
    ],
  },
  {
    number: 22,
    promise: "every message was answered, in the order in which they were said",
    broken: (run) =>
      [...new Set(run.script.map((it) => it.chat))].flatMap((chat) => {
        const firsts = new Map<string, number>();
        for (const { chat: to, key } of run.phones.shown) {
          if (to === chat && !firsts.has(key)) firsts.set(key, firsts.size);
        }
        const keys = [...firsts.keys()];
        const inOrder = keys.every((key, index) => index === 0 || (keys[index - 1] ?? "") < key);
        const said = run.script.filter((it) => it.chat === chat).length;
        return [
          ...(keys.length < said ? [`${chat}: ${said} messages, ${keys.length} answers`] : []),
          ...(inOrder ? [] : [`${chat} was answered out of order`]),
        ];
      }),
  },
];

/** Every breach of a run: the invariant's number and what broke it. */
export function judge(run: Run): readonly string[] {
  const books = new Database(run.path);
  try {
    return invariants.flatMap(({ number, promise, broken }) =>
      broken(run, books).map((what) => `invariant ${number} (${promise}): ${what}`),
    );
  } finally {
    books.close();
  }
}
