import type { Day, DayShift } from "./day.ts";
import type { Deed } from "./deed.ts";
import type { Currency } from "./money.ts";

/** What a trader's message asks for. `src/understand` makes these from text; the desk acts on them. */
export interface Understanding {
  readonly text: string;
  /** In the order said. Nothing to do is one intent `none`. */
  readonly intents: readonly Intent[];
  /** Non-null exactly when a slot is missing or has two readings. It holds all the gaps at once. */
  readonly question: Question | null;
}

export interface Question {
  readonly about: readonly Slot[];
  readonly text: string;
  /** The known clients among whom to choose, where that is all that is asked. */
  readonly clients?: readonly string[];
  /** All that is asked, where whoever knows the books can fill it in. */
  readonly books?: readonly InBooks[];
}

/** What the last bill came to; whoever was talked of last; when the bill is due now; who owes, but for some; what is paused. */
export type InBooks = "last-price" | "whom" | "due-day" | "all-but" | "paused";

export type Slot = "client" | "amount" | "day" | "bill" | "action" | "vat" | "currency";

/** `said`: the trader's own words. `guessed`: inferred, so a person confirms it before anything happens. */
export type Certainty = "said" | "guessed";

export type Verb =
  | "create-bill"
  | "edit-bill"
  | "cancel-bill"
  | "show-bill"
  | "record-payment"
  | "list-owed"
  | "chase"
  | "hold-chasing"
  | "resume-chasing"
  | "promise"
  | "dispute"
  | "write-off"
  | "add-client"
  | "edit-client"
  | "show-client"
  | "show-plan"
  | "explain"
  | "statement"
  | "report"
  | "export"
  | "open-pages"
  | "link-chat"
  | "connect-xero"
  | "xero-status"
  | "retry-sync"
  | "disconnect-xero"
  | "settings"
  | "undo"
  | "yes"
  | "no"
  | "help"
  | "greet"
  | "none";

/** What the desk tells apart beyond the printed contract: `printed` gives the nearest verb of it. */
type DeskVerb =
  | "xero-setting"
  | "connect-stripe"
  | "delete-account"
  | "keep-account"
  | "erase-client"
  | "disconnect-stripe"
  | "look-for-money"
  | "move-payment"
  | "take-back-payment"
  | "redo"
  | "reopen-bill"
  | "payment-astray"
  | "use-credit"
  | "refund-credit"
  | "says-paid"
  | "thanks"
  | "weekly-summary"
  | "forget-alias"
  | "show-statement"
  | "send-again";

export type AnyVerb = Verb | DeskVerb;

/** Orders that change the books: the wrong one costs money, so they are guarded more than the others. */
export const bookVerbs: ReadonlySet<AnyVerb> = new Set([
  "create-bill",
  "edit-bill",
  "cancel-bill",
  "write-off",
  "record-payment",
]);

/** Orders that only show: nobody need confirm them. */
export const showVerbs: ReadonlySet<AnyVerb> = new Set([
  "list-owed",
  "show-bill",
  "show-client",
  "show-plan",
  "explain",
  "report",
  "xero-status",
  "help",
]);

/** One order. A field that does not apply is absent; one that applies but is unsaid is null. */
export interface Intent {
  readonly intent: AnyVerb;
  readonly certainty: Certainty;
  readonly client?: ClientMention | null;
  /** `[]` when no amount was said. */
  readonly lines?: readonly LineSaid[];
  /** The typed figures, Σ round(quantity × unitMinor); VAT neither added nor taken off. */
  readonly totalMinor?: number | null;
  readonly currency?: Currency;
  readonly vat?: VatSaid;
  /** "85 all in": VAT is in it where the trader charges any. */
  readonly allIn?: boolean;
  readonly dueOn?: Day | null;
  /** End of a hold. */
  readonly until?: Day | null;
  /** Day of a promise, or of a send. */
  readonly on?: Day | null;
  /** The day the money came. */
  readonly paidOn?: Day | null;
  /** Of a payment, or a bill's new total. */
  readonly amountMinor?: number | null;
  /** An edit by difference: "knock a tenner off" is -1000. */
  readonly changeMinor?: number | null;
  /** The number said: "bill 14". */
  readonly bill?: number | null;
  /** True for "that", "it", "the last one". */
  readonly last?: boolean;
  readonly toXero?: boolean | null;
  readonly email?: string | null;
  /** E.164. */
  readonly phone?: string | null;
  readonly address?: string | null;
  readonly reference?: string | null;
  readonly description?: string | null;
  readonly method?: PaymentMethod | null;
  /** The day of the work: "Tuesday's callout". Read by the desk alone. */
  readonly supplyOn?: Day | null;
  /** A line of a bill, by some of its words, and what becomes of it. Read by the desk alone. */
  readonly line?: LineChange;
  /** A message that made the bill and says something else now: what it said, and what it says. */
  readonly revision?: { readonly was: Intent; readonly is: Intent };
  /** One payment for several bills of one client: their numbers, or all that is owed. Read by the desk alone. */
  readonly bills?: readonly number[] | "both" | "all";
  /** How much more than was owed came, where that was said and the sum was not. Read by the desk alone. */
  readonly overMinor?: number;
  /** The same sum came for each of several bills: "50 each for bills 1 and 2". Read by the desk alone. */
  readonly apiece?: boolean;
  /** So much is over, and kept as the client's credit: what the button said that was pressed. */
  readonly creditMinor?: number;
  /** What does not cover all is set against the oldest first. Set by a button. */
  readonly oldestFirst?: boolean;
  readonly tone?: Tone | null;
  /** Days that a client has to pay each bill in; null: as the trader's others. Read by the desk alone. */
  readonly termsDays?: number | null;
  /** How far a due day is moved from where it is: "push it back a week". Read by the desk alone. */
  readonly moveDue?: DayShift;
  /** What the same words may mean besides: "Dave pays in 30 days" as a promise. Offered on the card by the desk alone. */
  readonly once?: Partial<Intent>;
  /** What an "undo" would take back, where that is asked about. Read by the desk alone. */
  readonly undoes?: { readonly actionId: string; readonly done: Deed };
  /** Whom "chase everyone but Acme" leaves out. Read by the desk alone. */
  readonly except?: readonly ClientMention[];
  /** In an edit: the client is whom the bill should be for, and not whose it is. Not part of the printed contract. */
  readonly repoint?: boolean;
  /** Of what is owed only what is late. Read by the desk alone. */
  readonly overdue?: boolean;
  /** The client's word and not the trader's: "Dave says he has paid". Not part of the printed contract. */
  readonly reported?: boolean;
  /** Asks whether something was done: "did I bill Acme?". The desk shows it; in the printed contract it is nothing to do. */
  readonly recalls?: boolean;
}

/** With neither an amount nor a description it is taken off. */
export interface LineChange {
  readonly name: string;
  readonly amountMinor?: number;
  readonly description?: string;
}

export interface ClientMention {
  readonly said: string;
  /** The known client it is, or null: unknown, or two candidates (then there is a question). */
  readonly match: string | null;
}

export interface LineSaid {
  readonly description: string | null;
  readonly quantity: number;
  readonly unitMinor: number;
}

export type VatSaid = "unsaid" | "plus" | "included" | "none" | "reduced" | "zero";
export type PaymentMethod = "cash" | "bank" | "card" | "cheque";
export type Tone = "friendly" | "formal" | "firm";
