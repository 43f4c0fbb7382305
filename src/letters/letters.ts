import { unreachable } from "../assert.ts";
import { amountDueMinor, clientNumber } from "../domain/bill.ts";
import { isCompany } from "../domain/client.ts";
import { addDays, daysBetween, formatDay } from "../domain/day.ts";
import type { Tone } from "../domain/intent.ts";
import { formatMoney } from "../domain/money.ts";
import { senderName } from "../domain/setting.ts";
import type { BillFacts, Letter, LetterFacts, LetterRow, Subject } from "./letter.ts";
import {
  billRows,
  first,
  footLines,
  linksOf,
  money,
  nameOf,
  openRow,
  paymentLines,
  replyLine,
  sentence,
  total,
  whatOf,
} from "./letter-parts.ts";

/*
 * Every sentence that a client may read. They are the trader's own words to somebody they work for: first person,
 * polite, exact, and nothing in them but the bill. No threat, no official air, no line for anybody's business:
 * that would make marketing of a service message.
 */

export function writeLetter(facts: LetterFacts): Letter {
  const { subject, closing, paragraphs, rows = [] } = words(facts);
  const links = facts.subject.about === "thanks" ? [] : linksOf(facts);
  const owed = facts.bills.some(({ bill }) => amountDueMinor(bill) > 0);
  return {
    subject,
    greeting: `Hello ${facts.client.name},`,
    paragraphs,
    rows,
    several: facts.bills.length > 1,
    links,
    payment: links.length === 0 && owed ? paymentLines(facts) : [],
    closing,
    signature: [
      facts.subject.about === "thanks" ? "All the best," : "Thank you,",
      facts.sender.signOff ?? nameOf(facts),
    ],
    signed: senderName(facts.sender) !== null || facts.sender.signOff !== null,
    foot: footLines(facts),
    stopUrl: facts.stopUrl,
    startUrl: facts.startUrl,
  };
}

interface Words {
  readonly subject: string;
  readonly paragraphs: readonly string[];
  readonly rows?: readonly LetterRow[];
  readonly closing: readonly string[];
}

function words(facts: LetterFacts): Words {
  const { subject } = facts;
  switch (subject.about) {
    case "bill":
      return billWords(facts);
    case "reminder":
      return facts.bills.length === 1 ? reminderWords(facts, subject) : severalWords(facts, subject.tone);
    case "thanks":
      return thanksWords(facts);
    case "statement":
      return statementWords(facts);
    case "correction":
      return correctionWords(facts, subject);
    default:
      return unreachable(subject);
  }
}

/** What the law wants on a bill is in its rows and at the foot of the letter. */
function billWords(facts: LetterFacts): Words {
  const { bill, lines } = first(facts);
  const only = lines.length === 1 ? lines[0]?.description : null;
  const what = only ? `${only}: ` : "";
  return {
    subject: `Bill ${clientNumber(bill)} from ${nameOf(facts)}: ${money(bill)}, due ${formatDay(bill.dueOn)}`,
    paragraphs: [
      `Here is my bill ${clientNumber(bill)}, ${what}${money(bill)}. It is due on ${formatDay(bill.dueOn)}.`,
    ],
    rows: billRows(first(facts), facts.client),
    closing: [replyLine(facts, "If anything about it is not right, please")],
  };
}

function reminderWords(
  facts: LetterFacts,
  { tone, writtenBefore }: Extract<Subject, { about: "reminder" }>,
): Words {
  const { bill } = first(facts);
  const late = daysBetween(bill.dueOn, facts.today);
  const due = formatDay(bill.dueOn);
  const what = whatOf(bill);
  if (late <= 0) {
    const when = late === 0 ? "is due today" : `is due on ${due}`;
    return {
      subject: `Bill ${clientNumber(bill)}, ${money(bill)}, ${when}`,
      paragraphs:
        tone === "friendly"
          ? [`This is just a reminder that ${what} ${when}.`]
          : [`${sentence(what)} ${when}. Please make sure that it is paid by then.`],
      closing: [
        `If it is on its way already, thank you. ${replyLine(facts, "If anything about it is not right, please")}`,
      ],
    };
  }
  const days = `${late} day${late === 1 ? "" : "s"}`;
  switch (tone) {
    case "friendly":
      return {
        subject: `Reminder: bill ${clientNumber(bill)}, ${money(bill)}, was due on ${due}`,
        paragraphs: [
          writtenBefore
            ? `${sentence(what)} was due on ${due}, and as far as I can see it is still open. When can I expect it?`
            : `${sentence(what)} was due on ${due}, and I cannot see a payment for it yet. Perhaps it was missed: could you have a look?`,
        ],
        closing: [
          `If it is on its way already, thank you, and please ignore this. ${replyLine(facts, "If anything about it is not right, please")}`,
        ],
      };
    case "formal":
      return {
        subject: `Overdue: bill ${clientNumber(bill)}, ${money(bill)}`,
        paragraphs: [
          `${sentence(what)} was due on ${due} and is now ${days} overdue. Please pay it as soon as you can.`,
        ],
        closing: [
          replyLine(facts, "If you cannot, or if anything about it is not right, please", "and tell me"),
        ],
      };
    case "firm":
      return {
        subject: `${sentence(days)} overdue: bill ${clientNumber(bill)}, ${money(bill)}`,
        paragraphs: [
          `${sentence(what)} was due on ${due}. It is now ${days} overdue${writtenBefore ? ", and I have written to you about it before" : ""}. Please pay it by ${formatDay(addDays(facts.today, firmDays))}.`,
          ...lawLine(facts),
        ],
        closing: [
          replyLine(
            facts,
            "If there is a reason why you have not paid it, please",
            "and tell me, so that we can settle it",
          ),
        ],
      };
    default:
      return unreachable(tone);
  }
}

/** What a firm reminder gives to pay in. */
const firmDays = 7;

/** A business may be told of its creditor's right; to anybody else the sentence would be untrue. */
function lawLine({ client }: LetterFacts): readonly string[] {
  return isCompany(client)
    ? [
        "The law lets a business charge interest and a fixed sum on bills that another business pays late (Late Payment of Commercial Debts (Interest) Act 1998). I would much rather just be paid.",
      ]
    : [];
}

function severalWords(facts: LetterFacts, tone: Tone): Words {
  const { bills, today } = facts;
  const late = bills.filter(({ bill }) => bill.dueOn < today);
  const count = `${bills.length} bills`;
  const overdue =
    late.length === bills.length ? "and all of it is overdue" : `and ${total(late)} of it is overdue`;
  const opening =
    late.length === 0
      ? `This is just a reminder of ${count} that are due: ${total(bills)} in all.`
      : `${count} are open, ${total(bills)} in all, ${overdue}.`;
  const ask: Readonly<Record<Tone, string>> = {
    friendly: late.length === 0 ? "" : " Perhaps they were missed: could you have a look?",
    formal: " Please pay what is due.",
    firm: ` Please pay what is due by ${formatDay(addDays(today, firmDays))}.`,
  };
  return {
    subject: late.length === 0 ? `${count} are due: ${total(bills)}` : `Reminder: ${count}, ${total(bills)}`,
    paragraphs: [`${opening}${ask[tone]}`, ...(tone === "firm" && late.length > 0 ? lawLine(facts) : [])],
    rows: [...bills.map((it) => openRow(it, today)), { label: "In all", value: total(bills), strong: true }],
    closing: [
      `If they are on their way already, thank you. ${replyLine(facts, "If anything about them is not right, please")}`,
    ],
  };
}

function thanksWords(facts: LetterFacts): Words {
  const { bills } = facts;
  const [only, other] = bills;
  const paid = (it: BillFacts) => formatMoney(it.bill.totalMinor, it.bill.currency);
  const what =
    only !== undefined && other === undefined
      ? `your payment of ${paid(only)} for bill ${clientNumber(only.bill)}`
      : `your payments for bills ${bills.map((it) => clientNumber(it.bill)).join(", ")}`;
  return {
    subject: `Thank you: ${bills.length === 1 ? `bill ${clientNumber(first(facts).bill)} is` : `${bills.length} bills are`} paid`,
    paragraphs: [
      bills.length === 1
        ? `Thank you for ${what}. It has arrived, and nothing more is due on it.`
        : `Thank you for ${what}. They have arrived, and nothing more is due on them.`,
    ],
    closing: [],
  };
}

function statementWords(facts: LetterFacts): Words {
  const { bills, today } = facts;
  const subject = `Statement of account, ${formatDay(today)}`;
  if (bills.length === 0) {
    return {
      subject,
      paragraphs: [`Your account with me is clear as of ${formatDay(today)}: nothing is due.`],
      closing: [],
    };
  }
  return {
    subject,
    paragraphs: [`Here is where your account with me stands on ${formatDay(today)}: ${total(bills)} to pay.`],
    rows: [...bills.map((it) => openRow(it, today)), { label: "In all", value: total(bills), strong: true }],
    closing: [replyLine(facts, "If this does not agree with your own records, please")],
  };
}

function correctionWords(
  facts: LetterFacts,
  { wasMinor, wasDueOn, moved }: Extract<Subject, { about: "correction" }>,
): Words {
  const { bill } = first(facts);
  const was = `${formatMoney(wasMinor, bill.currency)}, due ${formatDay(wasDueOn)}`;
  if (moved || bill.state === "cancelled" || bill.state === "credited") {
    return {
      subject: `Please ignore bill ${clientNumber(bill)}`,
      paragraphs: [
        `Please ignore my bill ${clientNumber(bill)} (${was}): it no longer stands, and there is nothing to pay on it. I am sorry for the trouble.`,
      ],
      closing: [],
    };
  }
  if (wasMinor === 0) {
    return {
      subject: `Bill ${clientNumber(bill)} stands after all: ${money(bill)}, due ${formatDay(bill.dueOn)}`,
      paragraphs: [
        `I asked you to ignore my bill ${clientNumber(bill)}, and that was a mistake: it stands, ${money(bill)}, due on ${formatDay(bill.dueOn)}. I am sorry for the trouble.`,
      ],
      rows: billRows(first(facts), facts.client),
      closing: [replyLine(facts, "If anything about it is not right, please")],
    };
  }
  return {
    subject: `Correction to bill ${clientNumber(bill)}: ${money(bill)}, due ${formatDay(bill.dueOn)}`,
    paragraphs: [
      `I have corrected my bill ${clientNumber(bill)}. It is for ${money(bill)} and due on ${formatDay(bill.dueOn)}; before, it said ${was}. I am sorry for the trouble.`,
    ],
    rows: billRows(first(facts), facts.client),
    closing: [replyLine(facts, "If anything about it is not right, please")],
  };
}
