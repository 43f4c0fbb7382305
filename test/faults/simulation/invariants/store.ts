import { listMigrations } from "../../../../src/store/migrate.ts";
import { unpack } from "../../../../src/store/packed-steps.ts";
import { leftInHand, sums } from "../../row-rules.ts";
import type { Run } from "../simulate.ts";
import { all, chats, happened, type Invariant, none } from "./kit.ts";

export const store: readonly Invariant[] = [
  {
    number: 11,
    kind: "liveness",
    promise: "bills, payments, Xero and Stripe agree to the penny",
    broken: (run, books) => [
      ...none(sums.sql)(run, books),
      ...cardMoney(run, books),
      ...bookMoney(run, books),
    ],
  },
  {
    number: 12,
    kind: "safety",
    promise:
      "what is in doubt is looked for before it is tried again, and nothing is left in anybody's hands",
    broken: (run, books) => [...none(leftInHand.sql)(run, books), ...blind(run)],
  },
  {
    number: 13,
    kind: "safety",
    promise: "a result that comes after its lease was lost is dropped",
    broken: ({ phones }, books) => {
      const done = all(
        books,
        "SELECT id, fence, remote_id AS remoteId FROM effects WHERE state = 'done' AND remote_id IS NOT NULL",
      );
      const ghosts = done.flatMap(({ id, fence, remoteId }) => {
        const sent = phones.shown.find((it) => it.key === id && it.remoteId === remoteId);
        return sent === undefined || sent.fence === fence
          ? []
          : [`${id}: written by ${sent.fence}, held by ${fence}`];
      });
      const moves = happened(books, "effect").filter(
        ({ was, now }) =>
          (was === "done" || was === "cancelled") && now !== "done" && now !== "ready" && now !== "dead",
      );
      return [...ghosts, ...moves.map((it) => `${it.id} went from ${it.was} to ${it.now}`)];
    },
  },
  {
    number: 19,
    kind: "safety",
    promise: "no secret, address or name stands in the log",
    broken: ({ log, traders }) => {
      const planted = [
        /planted/i,
        ...traders.flatMap((it) => it.clients.map(({ name }) => new RegExp(`\\b${name}\\b`))),
        ...traders.map(({ business }) => new RegExp(business)),
      ];
      return log.filter((line) => planted.some((it) => it.test(line)));
    },
  },
  {
    number: 20,
    kind: "safety",
    promise: "the file is sound, of this version, and keeps what was committed through a loss of power",
    broken: ({ kept }, books) => [
      ...Object.entries({ journal_mode: "wal", synchronous: 2, foreign_keys: 1 }).flatMap(([name, value]) =>
        kept[name] === value ? [] : [`${name} is ${kept[name]}`],
      ),
      ...all(books, "SELECT max(number) AS n FROM schema_migrations").flatMap(({ n }) =>
        n === listMigrations("sqlite").length ? [] : [`it is at migration ${n}`],
      ),
      ...all(books, "PRAGMA integrity_check").flatMap((row) =>
        row["integrity_check"] === "ok" ? [] : [JSON.stringify(row)],
      ),
      ...all(books, "PRAGMA foreign_key_check").map((row) => JSON.stringify(row)),
    ],
  },
  {
    number: 23,
    kind: "liveness",
    promise:
      "once all is well every bill is in Xero or says why not, and no reminder that is due still waits",
    broken: ({ now, town }, books) =>
      [...chats(books)].flatMap(([traderId, chat]) => {
        const longAgo = now.getTime() - 2 * 3_600_000;
        const unsynced = town.organisationOf.has(chat)
          ? all(
              books,
              `SELECT number, sync FROM bills WHERE trader_id = '${traderId}' AND sync = 'Syncing' AND to_xero = 1`,
            )
          : [];
        const late = all(
          books,
          `SELECT bill_id, slot, at FROM steps WHERE trader_id = '${traderId}'
              AND state IN ('planned', 'queued', 'sending') AND at < ${longAgo}`,
        );
        const lateInPlan = all(
          books,
          `SELECT id, client_id, created_at, plan FROM bills WHERE trader_id = '${traderId}' AND plan IS NOT NULL`,
        ).flatMap(({ id, client_id: clientId, created_at: createdAt, plan }) =>
          unpack(String(plan), traderId, String(id), {
            clientId: String(clientId),
            createdAt: new Date(Number(createdAt)),
          }).filter((step) => step?.state === "planned" && step.at !== null && step.at.getTime() < longAgo),
        );
        return [...unsynced, ...late, ...lateInPlan].map((row) => `${chat}: ${JSON.stringify(row)}`);
      }),
  },
];

/** Every session that a client paid is one payment of that sum, and no payment says that it came from there without. */
function cardMoney({ town }: Run, books: Parameters<Invariant["broken"]>[1]): readonly string[] {
  return [...town.cardsOf].flatMap(([chat, { sessions }]) => {
    const rows = all(
      books,
      `SELECT p.external_id AS id, p.amount_minor AS minor, p.refunded_minor AS refunded, p.state FROM payments p
         JOIN conversations v ON v.trader_id = p.trader_id WHERE v.chat = '${chat}' AND p.source = 'stripe'`,
    );
    const wanted = sessions.map(({ intentId, state, refundedMinor, link }) => {
      const states = { paid: "arrived", awaited: "processing", failed: "failed" } as const;
      const now = refundedMinor > 0 ? "refunded" : states[state];
      return { id: intentId, minor: link.amountMinor, refunded: refundedMinor, state: now };
    });
    const missing = wanted
      .filter(({ id, state }) => state !== "failed" || rows.some((row) => row["id"] === id))
      .filter(
        (it) =>
          !rows.some(
            (row) =>
              row["id"] === it.id &&
              row["minor"] === it.minor &&
              row["refunded"] === it.refunded &&
              row["state"] === it.state,
          ),
      );
    const extra = rows.filter((row) => !wanted.some(({ id }) => id === row["id"]));
    return [
      ...missing.map(
        (it) => `${chat}: paid at Stripe, and not so here: ${JSON.stringify(it)} ${JSON.stringify(rows)}`,
      ),
      ...extra.map((it) => `${chat}: nobody paid ${JSON.stringify(it)}`),
    ];
  });
}

function bookMoney({ town }: Run, books: Parameters<Invariant["broken"]>[1]): readonly string[] {
  return [...town.organisationOf].flatMap(([chat, { invoices }]) => {
    const rows = all(
      books,
      `SELECT p.external_id AS id, p.amount_minor AS minor FROM payments p
         JOIN conversations v ON v.trader_id = p.trader_id WHERE v.chat = '${chat}' AND p.source = 'xero'`,
    );
    const wanted = [...invoices.values()].flatMap((it) => it.payments);
    const right = ({ id, amountMinor }: (typeof wanted)[number]) =>
      rows.filter((row) => row["id"] === id && row["minor"] === amountMinor).length === 1;
    const missing = wanted.filter((it) => !right(it));
    return [
      ...missing.map((it) => `${chat}: paid in Xero, and not so here: ${JSON.stringify(it)}`),
      ...(rows.length > wanted.length ? [`${chat}: more payments here than in Xero`] : []),
    ];
  });
}

/** An invoice whose making was in doubt is looked for by its number before it is made again. */
function blind({ books }: Run): readonly string[] {
  const doubtful = new Set<string>();
  const found: string[] = [];
  for (const { operation, about, organisation, told } of books.calls) {
    for (const number of about) {
      const name = `${organisation} ${number}`;
      if (operation === "numbers" && told) doubtful.delete(name);
      if (operation !== "create") continue;
      if (doubtful.has(name)) found.push(`${name} was made again without a look`);
      if (!told) doubtful.add(name);
    }
  }
  return found;
}
