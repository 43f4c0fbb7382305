import { helpText } from "./phrases.ts";
import { lines } from "./text.ts";

/** What a trader can say, by what it is about: each line is an order as it may be typed, and tested to be one. */
export interface HelpTopic {
  readonly name: string;
  /** The words by which it is asked for. */
  readonly asked: RegExp;
  readonly intro: string;
  readonly says: readonly string[];
}

export const helpTopics: readonly HelpTopic[] = [
  {
    name: "changes",
    asked: /\b(?:chang\w*|edit\w*|correct\w*|mistakes?|wrong|undo|cancel\w*|lines?)\b/i,
    intro: "To put a bill right, or take it back:",
    says: [
      "make that 250",
      "knock a tenner off",
      "change bill 1 to 250",
      "push bill 1 back a week",
      "add parking 6.50 to bill 1",
      "take the parts line off bill 1",
      "that was for Harris not Acme",
      "make bill 1 card",
      "undo",
      "cancel bill 1",
      "write off bill 1",
    ],
  },
  {
    name: "payments",
    asked: /\b(?:pay\w*|paid|money|cash|credits?|refund\w*|overpaid)\b/i,
    intro: "To tell me that money has come:",
    says: [
      "Acme paid",
      "got 100 off Acme",
      "bill 1 paid by bank yesterday",
      "Acme paid 500 for both",
      "Acme paid everything",
      "that was for bill 2",
      "use Acme's credit on bill 2",
      "refunded Acme 20",
      "Acme paid into the wrong account",
      "Acme's cheque bounced",
    ],
  },
  {
    name: "clients",
    asked: /\b(?:clients?|names?|e-?mails?|address(?:es)?|phones?)\b/i,
    intro: "To keep what I know of a client:",
    says: [
      "show Acme",
      "add client Jo Bloggs 07700 900123 jo@example.com",
      "Acme's email is accounts@acme.com",
      "Acme is also called The Works",
      "forget the name The Works",
      "rename Acme to Acme Holdings",
      "Acme is a company",
      "Acme always pays by cheque",
      "put Acme on 30 days",
    ],
  },
  {
    name: "reminders",
    asked: /\b(?:remind\w*|chas\w*|nudg\w*|paus\w*|hold\w*|promis\w*|disput\w*|statements?|plans?)\b/i,
    intro: "Reminders go by themselves. To see, steer or stop them:",
    says: [
      "what are you sending this week",
      "what's next for Acme",
      "why did Acme get a mail?",
      "chase Acme",
      "leave Acme alone",
      "pause everything till the 5th",
      "resume Acme",
      "Acme says Friday",
      "Acme says they've paid",
      "Acme is disputing bill 1",
      "gentle with Acme",
      "chase on the day, 5 and 10 days after, firm from the second",
      "statement for Acme",
      "send bill 1 again",
    ],
  },
  {
    name: "Xero",
    asked: /\b(?:xero|sync\w*|books)\b/i,
    intro: "To keep your books in Xero:",
    says: [
      "connect xero",
      "is xero working",
      "retry",
      "put bill 1 in xero",
      "xero two-way",
      "disconnect xero",
    ],
  },
  {
    name: "VAT",
    asked: /\bvat\b/i,
    intro: "To say what VAT a bill has:",
    says: [
      "my VAT number is GB 123 4567 82",
      "my prices are plus VAT",
      "bill Acme £230 plus VAT",
      "bill Acme £230 including VAT",
      "bill Acme £230 no VAT",
      "make that plus VAT",
    ],
  },
  {
    name: "settings",
    asked: /\b(?:settings?|set ?up|terms|bank|quiet|business|summary|mondays?)\b/i,
    intro: "To set things up; nothing of this is needed before your first bill:",
    says: [
      "settings",
      "my business is Joe's Plumbing",
      "my terms are 30 days",
      "my bank details are 20-00-00 12345678",
      "sign off as Joe",
      "clear my sign-off",
      "quiet hours 9pm to 7am",
      "no summary on mondays",
    ],
  },
  {
    name: "bills",
    asked: /\b(?:bill\w*|invoic\w*|charg\w*)\b/i,
    intro: "To bill somebody, and see who owes you:",
    says: [
      "bill Acme £230",
      "bill Mrs Patel £85 boiler service due Friday",
      "bill Acme labour 200, materials 85.40",
      "bill Acme £230 for Tuesday's callout",
      "bill Acme £50 cash",
      "who owes me",
      "show bill 1",
      "my summary",
    ],
  },
];

/** The answer to "help with payments"; to anything else the names of what there is help with. */
function helpWith(topic: HelpTopic): string {
  return [topic.intro, ...topic.says.map((it) => `• ${it}`)].join("\n");
}

/** What "help" ends with. */
const moreHelp = `For more, say what about: help with ${topicNames(helpTopics)}.`;

function topicNames(topics: readonly HelpTopic[]): string {
  const names = topics.map(({ name }) => name);
  return `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
}

/** Help with what was asked about, or with everything. */
export function helpAbout(about: string): string {
  const topic = helpTopics.find(({ asked }) => asked.test(about));
  return topic === undefined ? lines(helpText, moreHelp) : helpWith(topic);
}
