import type { AnyVerb, Intent, Understanding, Verb } from "../domain/intent.ts";
import { blanks } from "./draft.ts";

/** What the bot does beyond the printed contract, as the nearest that is in it. */
const nearest: Partial<Readonly<Record<AnyVerb, (intent: Intent) => readonly [Verb, Intent["certainty"]]>>> =
  {
    "xero-setting": () => ["settings", "said"],
    "connect-stripe": () => ["settings", "said"],
    "disconnect-stripe": () => ["settings", "said"],
    "delete-account": () => ["settings", "said"],
    "keep-account": () => ["settings", "said"],
    "erase-client": () => ["edit-client", "guessed"],
    "forget-alias": () => ["edit-client", "said"],
    "look-for-money": ({ client }) => [client == null ? "list-owed" : "show-bill", "said"],
    // None of them is money that came: that was told before, went astray or went back.
    "move-payment": () => ["none", "said"],
    "take-back-payment": () => ["none", "said"],
    // Both take back that something was taken back.
    redo: () => ["undo", "said"],
    "reopen-bill": () => ["undo", "said"],
    "payment-astray": () => ["none", "said"],
    "use-credit": () => ["none", "said"],
    "refund-credit": () => ["none", "said"],
    // The client's word for it.
    "says-paid": () => ["record-payment", "guessed"],
    thanks: () => ["greet", "said"],
    "weekly-summary": () => ["report", "said"],
    "show-statement": () => ["statement", "said"],
    // The bill that is there, and no new one.
    "send-again": () => ["show-bill", "said"],
  };

const nothingToDo = ["none", "said"] as const;

/** An understanding as the shell prints it: the verbs and fields that are promised to others, and no more. */
export function printed({ text, intents, question }: Understanding): Understanding {
  return {
    text,
    intents: (sharesSum(text, intents) ? intents.map(withoutSum) : intents).map(printIntent),
    question: question === null ? null : { about: question.about, text: question.text },
  };
}

/** "paid 500 for bills 1 and 2": one sum, which the desk parts between them; the contract has no word for it. */
function sharesSum(text: string, intents: readonly Intent[]): boolean {
  const [first, ...others] = intents;
  const sum = first?.intent === "record-payment" ? first.amountMinor : null;
  const alike =
    others.length > 0 && others.every((one) => one.intent === "record-payment" && one.amountMinor === sum);
  return (
    sum != null && alike && intents.every(({ bill }) => bill != null) && !/\b(?:each|apiece)\b/i.test(text)
  );
}

function withoutSum(intent: Intent): Intent {
  return { ...intent, amountMinor: null, certainty: "guessed" };
}

function printIntent(intent: Intent): Intent {
  const known = nearest[intent.intent]?.(intent);
  const [verb, certainty] =
    intent.recalls === true ? nothingToDo : (known ?? [intent.intent as Verb, intent.certainty]);
  const blank: Readonly<Record<string, unknown>> = { ...blanks[verb] };
  const said: Readonly<Record<string, unknown>> = { ...intent };
  const fields = Object.keys(blank).map((field) => [field, said[field] ?? blank[field]]);
  return { intent: verb, certainty, ...Object.fromEntries(fields) };
}
