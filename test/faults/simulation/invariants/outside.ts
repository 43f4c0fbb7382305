import { createSeal } from "../../../../src/seal.ts";
import { secretKey } from "../product.ts";
import { all, doubles, happened, type Invariant } from "./kit.ts";

export const outside: readonly Invariant[] = [
  {
    number: 3,
    kind: "safety",
    promise:
      "a bill has one invoice with its number and total in its trader's organisation, and no invoice lacks a bill",
    broken: ({ town }, books) =>
      [...town.organisationOf].flatMap(([chat, { invoices }]) => {
        const bills = all(
          books,
          `SELECT m.number, m.marker, m.invoice_id AS invoiceId, b.total_minor AS total, b.state FROM xero_mirrors m
             JOIN bills b ON b.trader_id = m.trader_id AND b.id = m.bill_id
             JOIN conversations v ON v.trader_id = b.trader_id WHERE v.chat = '${chat}'`,
        );
        const there = [...invoices.values()];
        const twice = doubles(there.filter((it) => it.status !== "deleted").map(({ number }) => number));
        const strange = there.filter((it) => {
          const bill = bills.find((of) => of["number"] === it.number);
          return bill?.["total"] !== it.totalMinor || !it.reference.includes(String(bill["marker"]));
        });
        return [
          ...twice.map((number) => `${chat} has ${number} twice in Xero`),
          ...strange.map((it) => `${chat}: ${it.number} over ${it.totalMinor} is no bill of theirs`),
        ];
      }),
  },
  {
    number: 4,
    kind: "safety",
    promise: "nothing of one trader's is ever done or said under another's organisation, token, chat or name",
    broken: ({ books, traders, phones, posted }) => [
      ...books.breaches.filter((it) => it.includes(" 4:")),
      ...traders.flatMap(({ chat, business, clients }) => {
        const others = traders.filter((it) => it.chat !== chat);
        const foreign = others.flatMap((it) => it.clients.map(({ name }) => name));
        const told = phones.shown
          .filter((it) => it.chat === chat && foreign.some((name) => it.text.includes(name)))
          .map((it) => `${chat} was told "${it.text}"`);
        const sent = posted
          .filter(({ mail }) => clients.some(({ email }) => email === mail.to))
          .filter(
            ({ mail }) => mail.fromName !== business || foreign.some((name) => mail.text.includes(name)),
          )
          .map(({ mail }) => `${mail.to} was written to by ${mail.fromName}`);
        return [...told, ...sent];
      }),
    ],
  },
  {
    number: 15,
    kind: "safety",
    promise: "a push that is forged, stale or another's changes nothing and is refused",
    broken: ({ town }, books) => [
      ...town.forged
        .filter(({ status }) => status !== 400 && status !== 401)
        .map(({ what, status }) => `${what}: answered ${status}`),
      ...all(books, "SELECT id FROM effects WHERE work LIKE '%forged%' OR dedupe_key LIKE '%forged%'").map(
        (row) => `taken: ${row["id"]}`,
      ),
      ...all(books, "SELECT id FROM xero_events WHERE id LIKE '%forged%'").map(
        (row) => `taken: ${row["id"]}`,
      ),
    ],
  },
  {
    number: 17,
    kind: "safety",
    promise: "Xero's limits are kept, and a pause that it asks for is waited out",
    broken: ({ books }) => books.breaches.filter((it) => it.includes(" 17:")),
  },
  {
    number: 18,
    kind: "safety",
    promise: "a token is stored before it is used, and no two refreshes of one person run at once",
    broken: ({ identity }, books) => {
      const seal = createSeal(secretKey, "xero");
      const stored = new Map<string, number>();
      for (const { now, id, seq } of happened(books, "grant")) {
        const token = seal.open(now ?? "", `xero_grants|access|${id}`);
        if (!stored.has(token)) stored.set(token, seq);
      }
      const early = [...identity.given].flatMap(([token, { usedAtSeq }]) => {
        if (usedAtSeq === null) return [];
        const at = stored.get(token);
        return at !== undefined && at <= usedAtSeq ? [] : [`${token} was used before it was stored`];
      });
      return [...identity.breaches, ...early];
    },
  },
];
