import { formatMoney } from "../../../../src/domain/money.ts";
import { givenUp } from "../../row-rules.ts";
import type { Shown } from "../phones.ts";
import { all, chats, happened, type Invariant, steps } from "./kit.ts";

/** The line that closes the loop, and what it counts. */
const closing = /— (?:no reminders left|(\d+) reminders? cancelled)/g;

/** Each message once, however often it was shown. */
function once(shown: readonly Shown[]): readonly Shown[] {
  return [...new Map(shown.map((it) => [it.key, it])).values()];
}

export const messages: readonly Invariant[] = [
  {
    number: 1,
    kind: "safety",
    promise: "a bill that was acknowledged is in the books, once, with that client and that amount",
    broken: ({ phones }, books) =>
      phones.shown.flatMap(({ chat, text }) => {
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
        const [row] = found;
        const right =
          found.length === 1 && row?.["name"] === client && formatMoney(Number(row?.["total"])) === amount;
        return right
          ? []
          : [`${chat} was told "${text.split("\n")[0]}"; in the books: ${JSON.stringify(found)}`];
      }),
  },
  {
    number: 2,
    kind: "safety",
    promise: "a message makes one bill however often it is delivered, and two equal ones make two",
    broken: ({ script, traders }, books) =>
      traders.flatMap(({ chat }) => {
        const wanted = script
          .filter((it) => it.chat === chat && it.bill !== null)
          .map((it) => it.bill?.totalMinor);
        const there = all(
          books,
          `SELECT b.total_minor AS total FROM bills b JOIN conversations v ON v.trader_id = b.trader_id
            WHERE v.chat = '${chat}' ORDER BY b.number`,
        ).map((row) => row["total"]);
        return wanted.join() === there.join()
          ? []
          : [`${chat} said ${wanted.join(" ")}; in the books: ${there.join(" ")}`];
      }),
  },
  {
    number: 7,
    kind: "safety",
    promise:
      "a bill that was paid is announced once, and only then; shown again only where we never learnt that it was",
    broken: ({ phones }, books) => {
      const before = new Map<string, Shown>();
      const again = phones.shown.flatMap((it) => {
        const last = before.get(it.key);
        before.set(it.key, it);
        // A lease that ran out while the call was under way is a doubt, too.
        const doubt = last === undefined || last.unheard || last.life < it.life || last.fence !== it.fence;
        return doubt ? [] : [`shown again: ${it.text}`];
      });
      const wrong = [...chats(books)].flatMap(([traderId, chat]) => {
        const paid = happened(books, "bill").filter((it) => it.of === traderId && it.now === "paid").length;
        const told = once(phones.shown)
          .filter((it) => it.chat === chat)
          .flatMap(({ text }) => [...text.matchAll(closing)]).length;
        return told === paid ? [] : [`${chat}: ${paid} bills were paid, ${told} announced`];
      });
      return [...again, ...wrong];
    },
  },
  {
    number: 8,
    kind: "safety",
    promise: "the reminders that an announcement counts are those that the payment cancelled",
    broken: ({ phones }, books) =>
      [...chats(books)].flatMap(([traderId, chat]) => {
        const cancelled = steps(books).filter(
          ({ of, now, note }) =>
            of === traderId && now === "cancelled" && note.why === "paid" && note.kind === "reminder",
        ).length;
        const told = once(phones.shown)
          .filter((it) => it.chat === chat)
          .flatMap(({ text }) => [...text.matchAll(closing)])
          .reduce((sum, match) => sum + Number(match[1] ?? 0), 0);
        return told === cancelled ? [] : [`${chat}: ${cancelled} were cancelled, ${told} announced`];
      }),
  },
  {
    number: 14,
    kind: "safety",
    promise: "what was accepted is in the inbox, once, and done",
    broken: ({ script, town }, books) => {
      const kept = new Map(
        all(books, "SELECT external_id AS id, state, count(*) AS n FROM inbox GROUP BY 1, 2").map((row) => [
          row["id"],
          row,
        ]),
      );
      const accepted = new Set(town.acknowledged);
      const waiting = all(books, "SELECT id FROM xero_events WHERE done_at IS NULL").map(
        (row) => `${row["id"]} was never looked at`,
      );
      const lost = script.flatMap(({ eventId, text }) => {
        const row = kept.get(eventId);
        const good = accepted.has(eventId) && row?.["state"] === "done" && row["n"] === 1;
        return good ? [] : [`"${text}" is ${JSON.stringify(row)}`];
      });
      return [...lost, ...waiting];
    },
  },
  {
    number: 16,
    kind: "liveness",
    promise: "what could not be done is told to the trader with a Retry that works, and nothing is given up",
    broken: ({ phones, town }, books) => {
      const dead = all(books, givenUp.sql);
      const told = (chat: string) =>
        phones.shown.some(
          (it) => it.chat === chat && it.step.choices.some(({ label }) => /^Retry/.test(label)),
        );
      const unseen = [...town.organisationOf]
        .filter(([chat, { refused }]) => refused > 0 && !told(chat))
        .map(([chat]) => `${chat} was never told that Xero refuses`);
      return [...dead.map((row) => JSON.stringify(row)), ...unseen];
    },
  },
  {
    number: 21,
    kind: "safety",
    promise: "billing works while Xero, Stripe and mail are all down",
    broken: ({ script, phones, down, deaths }) => {
      const { from, until } = down;
      if (from === null || until === null) return [];
      // The chats may be slow too: an answer that was shown within the hour was not waiting for the others.
      const hourMs = 3_600_000;
      return script
        .filter(({ at, bill }) => bill !== null && at > from && at.getTime() + hourMs < until.getTime())
        .filter(({ chat, at, bill }) => {
          const amount = ` ${formatMoney(bill?.totalMinor ?? 0)} — bill `;
          return !phones.shown.some(
            (it) => it.chat === chat && it.text.includes(amount) && it.at.getTime() <= at.getTime() + hourMs,
          );
        })
        .map(({ chat, text }) => `${chat} waited for an answer to "${text}" (${deaths.length} deaths)`);
    },
  },
  {
    number: 22,
    kind: "safety",
    promise: "every message was answered, in the order in which they were said",
    broken: ({ traders, phones, script }) =>
      traders.flatMap(({ chat }) => {
        const keys = once(phones.shown.filter((it) => it.chat === chat)).map(({ key }) => key);
        const inOrder = keys.every((key, index) => index === 0 || (keys[index - 1] ?? "") < key);
        const said = script.filter((it) => it.chat === chat).length;
        return [
          ...(keys.length < said ? [`${chat}: ${said} messages, ${keys.length} answers`] : []),
          ...(inOrder ? [] : [`${chat} was answered out of order`]),
        ];
      }),
  },
];
