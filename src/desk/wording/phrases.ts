import type { Outcome, PlainAnswer } from "../outcome.ts";

/** The sentences that never change. */

export const notUndone: Readonly<Record<Extract<Outcome, { kind: "not-undone" }>["why"], string>> = {
  nothing: "There is nothing to undo.",
  already: "That is undone already.",
  "paid-since": "There is money against that bill now, so I have not undone it. Undo the payment first.",
  "closed-since": "That bill has been closed since, so I have not undone it.",
  "client-has-bills": "That client has bills now, so I have not removed them.",
};

export const amountRefusals: Readonly<Record<Extract<Outcome, { kind: "refused-amount" }>["why"], string>> = {
  zero: "£0 is nothing to bill. Say an amount of 1p or more, like: bill Acme £230",
  negative: "A bill cannot be less than nothing. Say the amount the client owes, like: bill Acme £230",
  "too-large": "That is more than I can put on a bill (£99,999,999.99). Please check the amount.",
  "not-pence": "I work in whole pence. Say the amount to the penny, like: bill Acme £230.50",
};

export const stale: Readonly<Record<Extract<Outcome, { kind: "stale" }>["what"], string>> = {
  choice: "That button has been used or has run out. Say what you want done and I will do it.",
  yes: "Yes to what? Nothing is waiting for an answer.",
  no: "Nothing is waiting for an answer, so nothing was done.",
};

export const plain: Readonly<Record<PlainAnswer, string>> = {
  help: [
    "I keep your bills. Say it as you would to a person:",
    "• bill Acme £230",
    "• bill Mrs Patel £85 boiler service due Friday",
    "• who owes me",
    "• show bill 1",
    "• Acme paid",
    "• cancel bill 1",
    "• undo",
  ].join("\n"),
  greeting: "Hello! Tell me who to bill and for how much, like: bill Acme £230",
  "not-understood": 'I did not catch that, and I have changed nothing. Try: bill Acme £230, or say "help".',
  empty: 'That message was empty. Tell me who to bill and for how much, like: bill Acme £230, or say "help".',
  "too-long":
    "That message is too long for me to read safely, so I have changed nothing. Please send one order at a time.",
  unsupported: "I can only read text just now. Type it, like: bill Acme £230",
  stranger: "Hello. This bot is private: please ask its owner for an invitation.",
  broken: "Something went wrong on my side, and I have changed nothing. Please send that again.",
};
