import type { BillOutcome } from "../outcome-bills.ts";
import { heading, listed, overdueList, owedList, plusVatOffer, short, shown, terms } from "./bills.ts";
import { sameAs, whichBill } from "./changes.ts";
import { creditLine, creditOffer } from "./payments.ts";
import { amountRefusals, vatRefused } from "./phrases.ts";
import { owedPicture, pictured } from "./pictures.ts";
import { undo, type Words } from "./say.ts";
import { released, sendingLine } from "./sending.ts";
import { noteLine } from "./sync-note.ts";
import { lines, sentence } from "./text.ts";

/** What is said of making a bill, and of asking after one. */
export const billWords: Words<BillOutcome["kind"]> = {
  billed: ({ bill, sameAs: same, sending, creditMinor, note, actionId }) => ({
    text: lines(
      `Billed ${heading(bill)}.`,
      ...listed(bill),
      ...terms(bill.bill),
      sameAs(same),
      creditLine(bill, creditMinor),
      note?.why === "not-set-up" || note?.why === "read-only" ? noteLine(bill, note) : null,
      sendingLine(sending),
    ),
    choices: [undo(actionId), ...plusVatOffer(bill.bill), ...creditOffer(bill.bill, creditMinor)],
    cardOf: bill.bill,
  }),
  released: ({ bill, sending }) => released(bill, sending),
  shown: ({ bill, payUrl, note }) => shown(bill, payUrl, note ?? null),
  owed: ({ bills, client }, today) =>
    pictured(
      owedList(bills, today, client?.name ?? null),
      client === null ? owedPicture(bills, today) : null,
    ),
  overdue: ({ bills, owed }, today) => overdueList(bills, owed, today),
  "which-bill": whichBill,
  "other-client": ({ bill, said }) =>
    `${sentence(short(bill))} is not ${said.name}'s, so I have changed nothing. Say "show ${said.name}" to see theirs.`,
  "not-owed": ({ bill }) =>
    `Nothing is owed on ${short(bill)}: it is ${bill.bill.state}. I have changed nothing.`,
  "no-bill": ({ number }) =>
    number === null
      ? "You have no bills yet. Try: bill Acme £230"
      : `There is no bill ${number}. Say "who owes me" to see the open ones.`,
  "vat-refused": ({ client }) => vatRefused(client),
  "refused-amount": ({ why }) => amountRefusals[why],
};
