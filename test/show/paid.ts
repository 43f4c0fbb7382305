/** `npm run show:paid`: every way in which money comes, or goes back, with the test that plays it. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { printTable } from "./table.ts";

interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

/** What may happen, and words of the test that plays it. */
const paths: readonly (readonly [path: string, test: string])[] = [
  ["told by the trader, in full or in part", "part-payments.txt"],
  ["told by the trader, one payment for several bills", "several-payments.txt"],
  ["told by the trader, too much", "credit.txt"],
  ["pushed by Stripe, again and again, in any order", "closes the loop in one message"],
  ["found by a look back at the start", "is found at the next start"],
  ["found by the daily look", "is looked for daily"],
  ["reported for several bills at once", "may be for several bills"],
  ["several found together: one message", "is told in one message where it is found together"],
  ["more than is owed", "is kept and asked about where it is more than is owed"],
  ["for a bill that was cancelled", "is recognised for a bill that was cancelled"],
  ["by an old link after the bill was changed", "is recognised by an old link"],
  ["told first, then proven", "is the same money when it comes with proof"],
  ["half told, half by card", "may be half of a bill while a card pays"],
  ["half told, the same half in the books", "is the same half where the books show"],
  ["a card that is declined", "is not told by a card that was declined"],
  ["a Bacs debit that comes", "is waited for without a word, and told when it has come"],
  ["a Bacs debit that fails", "that fails is told, and the bill gets another link"],
  ["a Bacs debit overtaken by other money", "loses the race against cash"],
  ["a refund, and one that fails", "by a refund is told once"],
  ["a refund heard of before its payment", "is taken with the payment, and the bill is owed"],
  ["a dispute that is won", "by a dispute is told once, and comes back"],
  ["a dispute that is lost", "for good where the dispute is lost"],
  ["a late report of what is contested", "is owed again while it is contested"],
  ["a push that is forged, old, from the future, another's", "changes nothing unless its signature"],
  ["somebody else's payment on the account", "is nobody's where it is not by a link of ours"],
  ["Stripe down when the link is made", "is made when Stripe is back after an outage"],
  ["the answer lost when the link is made", "is made once, though Stripe's answer was lost"],
  ["a payment, or a part, that shows in Xero", "a payment closes the bill with the usual words, once"],
  ["a part payment in Xero, and its removal", "a part payment leaves the rest owed, and its removal"],
  ["told first, then in Xero", "a payment that was told here first is the same money"],
  ["a credit note in Xero: no payment", "a credit note is no payment"],
  ["pushed by Xero's webhook", "brings a payment without waiting for the next look"],
  ["a card on Xero's own page: a hint until Xero shows it", "is a hint: nobody is chased"],
  ["the same money told by Stripe and by Xero", "is one payment where it came by an old link"],
  ["asked for: Stripe and Xero are looked at afresh", "looks at Xero as well as at Stripe"],
  ["put into Xero from here, once", "is put on the invoice once, and taken off with undo"],
  ["the day of a card payment", "is London's when the client paid by card"],
  ["the day of a Bacs debit", "is the day a bank's debit came"],
  ["no chat can be written to: by mail", "mails the trader what none of their chats can take"],
  ["all of it at once, with kill -9", "announces every payment once"],
];

const file = join(mkdtempSync(join(tmpdir(), "justpayme-")), "report.json");
const suites = [
  "settle.test",
  "payments/",
  "xero/watch",
  "trader-turn",
  "faults/paid-storm",
  "test/conversations.test",
];
const args = ["vitest", "run", "--dir", "test", "--reporter=json", `--outputFile=${file}`];
spawnSync("npx", [...args, ...suites], { stdio: "ignore" });
const report = JSON.parse(readFileSync(file, "utf8")) as Report;
const played = report.testResults.flatMap(({ name, assertionResults }) =>
  assertionResults.map((it) => ({ ...it, file: name.replace(/^.*\/test\//, "") })),
);
const rows = paths.map(([path, test]) => {
  const found = played.find((it) => it.fullName.includes(test));
  return { path, test: found?.file ?? "none", result: found?.status ?? "MISSING" };
});
printTable("How money comes, and goes back", rows);
process.exit(rows.every((it) => it.result === "passed") ? 0 : 1);
