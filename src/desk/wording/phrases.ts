import type { Deed } from "../../domain/deed.ts";
import type { VatSaid } from "../../domain/intent.ts";

import type { Outcome } from "../outcome.ts";
import type { PlainAnswer } from "../plain-answer.ts";
import { lines } from "./text.ts";

/** The sentences that never change. */

export const notUndone: Readonly<Record<Extract<Outcome, { kind: "not-undone" }>["why"], string>> = {
  nothing: "There is nothing to undo.",
  already: "That is undone already.",
  "paid-since": "There is money against that bill now, so I have not undone it. Undo the payment first.",
  "closed-since": "That bill has been closed since, so I have not undone it.",
  "confirmed-since": "That money has come since, with proof, so there is nothing to take back.",
  "gone-since": "That has gone to the client already, so it cannot be taken back.",
  "changed-since": "That was changed again since, so I have left it as it is.",
  "refunded-since":
    "Some of that payment has been given back since, so I have not undone it. Undo the refund first.",
  "no-undo": "Nothing was undone just now, so there is nothing to put back.",
  "not-again": "I cannot put that back by itself. Say once more what you want, and I will do it.",
  "client-has-bills": "That client has bills now, so I have not removed them.",
};

export const amountRefusals: Readonly<Record<Extract<Outcome, { kind: "refused-amount" }>["why"], string>> = {
  zero: "£0 is nothing to bill. Say an amount of 1p or more, like: bill Acme £230",
  negative: "A bill cannot be less than nothing. Say the amount the client owes, like: bill Acme £230",
  "too-large": "That is more than I can put on a bill (£99,999,999.99). Please check the amount.",
  "not-pence": "I work in whole pence. Say the amount to the penny, like: bill Acme £230.50",
};

export const feedbackThanks =
  "Sorry about that. I have passed your last message and my answer on to the people who run me.";

/** What the button under it takes back. */
export function undoOffer(done: Deed): string {
  return `Undo takes back the latest thing I did: ${deeds[done]}.`;
}

export const deeds: Readonly<Record<Deed, string>> = {
  "create-bill": "making a bill",
  "cancel-bill": "cancelling a bill",
  "edit-bill": "changing a bill",
  "write-off": "writing off a bill",
  "record-payment": "recording a payment",
  "take-back-payment": "taking a payment back",
  undo: "taking something back",
  "move-payment": "moving a payment",
  "use-credit": "using a client's credit",
  "refund-credit": "giving a client's credit back",
  "hold-chasing": "changing whom I chase",
  chase: "chasing a client",
  "send-letter": "writing to a client",
  "add-client": "adding a client",
  "edit-client": "changing a client",
  "add-alias": "adding another name for a client",
  "remove-alias": "removing another name of a client",
  "change-setting": "changing a setting",
};

/** How VAT is said back on a card. */
export const vatWords: Readonly<Record<VatSaid, string | null>> = {
  unsaid: null,
  plus: "plus VAT",
  included: "including VAT",
  none: "without VAT",
  reduced: "at 5% VAT",
  zero: "at 0% VAT",
};

export function vatRefused(client: string | null): string {
  const not = client === null ? "have not changed the bill" : `have not billed ${client}`;
  return `I do not have you down as VAT registered, so I ${not}. If you are, say "my VAT number is GB 123 4567 82" and then say it again; if not, leave the VAT out.`;
}

export function linkCode(code: string, chats: number): string {
  const others = chats > 1 ? `You have ${chats} chats, this one among them.` : null;
  return lines(
    "Send me this code from your other chat within 24 hours, and it will share your books:",
    code,
    "It works once. Whoever sends it can see and change your bills, so keep it to yourself.",
    others,
  );
}

export const stale: Readonly<Record<Extract<Outcome, { kind: "stale" }>["what"], string>> = {
  choice: "That button has been used or has run out. Say what you want done and I will do it.",
  yes: "Nothing is waiting for a yes just now.",
  no: 'Nothing is waiting for an answer, so nothing was done. To take back the last thing I did, say "undo".',
};

/** The answer to "help" and "what can you do". */
export const helpText = [
  "I keep your bills. Say it as you would to a person:",
  "• bill Acme £230",
  "• bill Mrs Patel £85 boiler service due Friday",
  "• who owes me",
  "• show bill 1",
  "• Acme paid",
  "• cancel bill 1",
  "• show Acme",
  "• Acme's email is accounts@acme.com",
  "• settings",
  "• undo",
].join("\n");

export const plain: Readonly<Record<PlainAnswer, string>> = {
  thanked: "Any time.",
  greeting: "Hello! Tell me who to bill and for how much, like: bill Acme £230",
  "which-bill": "Which bill? I have changed nothing. Say it with its number: make bill 3 £60",
  whose: "Whose? I have changed nothing. Say it with the name: Acme's email is accounts@acme.com",
  "not-understood": 'I did not catch that, and I have changed nothing. Try: bill Acme £230, or say "help".',
  empty: 'That message was empty. Tell me who to bill and for how much, like: bill Acme £230, or say "help".',
  "too-long":
    "That message is too long for me to read safely, so I have changed nothing. Please send one order at a time.",
  "too-many":
    "That is more than I can take at once. I have not taken this last message, and I take none for the next minute: please send them again after that.",
  unsupported: "I can only read text just now. Type it, like: bill Acme £230",
  forwarded:
    "That is somebody else's message, so I have done nothing about it. Tell me in your own words, like: bill Acme £230",
  stranger:
    "Hello. This bot is private. If you have an invitation, send me its code; if not, please ask the bot's owner for one.",
  group: "Hello. I work in private chats only: please message me directly.",
  "bad-code": "That code has been used or has run out. Please ask for a new one.",
  joined: "Welcome! Tell me who to bill and for how much, like: bill Acme £230",
  "statement-whose": "Whose statement? Say it like: send Acme a statement",
  "linked-here": "Done: this chat now shares your books with your other chats.",
  "linked-elsewhere":
    'Another chat now shares your books. If that was not you, open that chat and say "unlink this chat".',
  "already-linked": "This chat shares those books already. Send the code from your other chat.",
  "other-trader":
    "This chat has books of its own, so I have not linked it. Send the code from a chat that I do not know yet.",
  "unlinked-here": "Done: this chat no longer shares your books.",
  "unlinked-elsewhere": "One of your other chats no longer shares your books.",
  "only-chat": "This is your only chat: without it you could not reach your books, so I have left it linked.",
  looking: "Having a look …",
  "key-in-chat":
    'That was a key to your Stripe account. I have not kept it, but it is in this chat now: roll it in Stripe (Developers, API keys), and give me keys only on my page. Say "take cards" for a link to it.',
  broken: "Something went wrong on my side, and I have changed nothing. Please send that again.",
};
