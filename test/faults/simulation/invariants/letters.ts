import { formatMoney } from "../../../../src/domain/money.ts";
import type { Posted } from "../outside/post-office.ts";
import { doubles, type Invariant, steps } from "./kit.ts";

const owed = new Set(["open", "part-paid"]);
/** In England and Wales, as far as a run goes: London keeps UTC then. */
const bankHolidays = new Set(["2026-12-25", "2026-12-28", "2027-01-01"]);

function reminders(posted: readonly Posted[]) {
  return posted
    .filter((it) => it.arrived)
    .flatMap((it) => it.steps.filter(({ kind }) => kind === "reminder").map((step) => ({ ...it, step })));
}

function isWorkingHour(at: Date): boolean {
  const minutes = at.getUTCHours() * 60 + at.getUTCMinutes();
  const weekday = at.getUTCDay() >= 1 && at.getUTCDay() <= 5;
  return weekday && !bankHolidays.has(at.toISOString().slice(0, 10)) && minutes >= 540 && minutes <= 1021;
}

export const letters: readonly Invariant[] = [
  {
    number: 5,
    kind: "safety",
    promise: "a reminder reaches the client at most once, and those of a bill in their order",
    broken: ({ posted }) => {
      const sent = reminders(posted);
      const twice = doubles(sent.map(({ step }) => step.id)).map((id) => `the reminder ${id} arrived twice`);
      const last = new Map<string, string>();
      const disorder = sent.flatMap(({ step }) => {
        const before = last.get(step.billId) ?? "";
        last.set(step.billId, step.nominalOn);
        return before <= step.nominalOn ? [] : [`${step.slot} of ${step.billId} came after a later one`];
      });
      return [...twice, ...disorder];
    },
  },
  {
    number: 6,
    kind: "safety",
    promise: "no reminder leaves about a bill that is paid, held or closed, out of hours, or unread in Xero",
    broken: ({ posted, books: xero }, books) => {
      const wrong = steps(books)
        .filter(({ now, note }) => now === "sending" && note.kind === "reminder")
        .filter(({ note }) => !owed.has(note.bill) || note.held > 0 || note.left > 0)
        .map(({ note }) => `a reminder left: ${JSON.stringify(note)}`);
      const late = reminders(posted)
        .filter(({ at }) => !isWorkingHour(at))
        .map(({ at, mail }) => `"${mail.subject}" left at ${at.toISOString()}`);
      const mirrors = books
        .prepare<[], { traderId: string; billId: string; invoiceId: string }>(
          `SELECT trader_id AS traderId, bill_id AS billId, invoice_id AS invoiceId FROM xero_mirrors
            WHERE invoice_id IS NOT NULL AND own_page = 0`,
        )
        .all();
      const unread = reminders(posted).flatMap(({ at, step }) => {
        const mirror = mirrors.find((it) => it.traderId === step.traderId && it.billId === step.billId);
        if (mirror === undefined) return [];
        const read = xero.calls.some(
          (it) =>
            it.operation === "ids" &&
            it.about.includes(mirror.invoiceId) &&
            it.told &&
            it.at <= at &&
            at.getTime() - it.at.getTime() <= 5 * 60_000,
        );
        return read ? [] : [`${step.slot} of ${step.billId} left without a look at Xero`];
      });
      return [...wrong, ...late, ...unread];
    },
  },
  {
    number: 9,
    kind: "safety",
    promise:
      "a client gets at most one message of reminders a day, also after a bank refused or days went by",
    broken: ({ posted }) =>
      doubles(
        [
          ...new Set(
            reminders(posted).map(({ at, step, mail }) =>
              JSON.stringify([step.traderId, step.clientId, at.toISOString().slice(0, 10), mail.messageId]),
            ),
          ),
        ].map((it) => JSON.stringify((JSON.parse(it) as string[]).slice(0, 3))),
      ).map((it) => `two messages: ${it}`),
  },
  {
    number: 10,
    kind: "safety",
    promise: "a part that was paid does not make a bill paid, and the next reminder asks for the rest",
    broken: ({ posted }, books) => {
      const moves = steps(books).filter(({ now, note }) => now === "sending" && note.kind === "reminder");
      const asked = reminders(posted).flatMap(({ step, mail }) => {
        const dues = moves.filter(({ id }) => id === step.id).map(({ note }) => formatMoney(note.dueMinor));
        const right = dues.some((due) => mail.text.includes(due));
        return right ? [] : [`${step.slot}: ${dues.join(" or ")} was due, and the mail says ${mail.text}`];
      });
      const half = books
        .prepare<[], { number: number }>(
          "SELECT number FROM bills WHERE state = 'paid' AND paid_minor < total_minor",
        )
        .all();
      return [...asked, ...half.map(({ number }) => `bill ${number} is paid in part and counts as paid`)];
    },
  },
];
