import type { AnyVerb, InBooks, Intent, PaymentMethod, Slot, Verb } from "../domain/intent.ts";

/** An intent in the making, with what is missing or doubtful about it. */
export interface Draft {
  readonly intent: Intent;
  readonly gaps: readonly Gap[];
  /** A plain fragment ("due Friday") that belongs to the order before it. */
  readonly fragment?: boolean;
  /** Whose it is was said before: "he", "they". */
  readonly carried?: boolean;
  /** "she'll pay cash": how a promise is to be kept. */
  readonly method?: PaymentMethod;
  /** "same for Harris": what the order before it was for. */
  readonly same?: boolean;
  /** "all due Friday": of each bill before it. */
  readonly ofAll?: boolean;
  /** "Total £230" under a list: to be checked, not billed. */
  readonly sum?: boolean;
}

/** Why a question is asked. */
export interface Gap {
  readonly about: Slot;
  /** A sentence of its own, where the plain question would not say enough. */
  readonly text?: string;
  /** The known clients who answer to the name. */
  readonly clients?: readonly string[];
  /** What would fill it, in the books. */
  readonly books?: InBooks;
}

/** The fields that apply to each intent: unsaid ones are null. */
export const blanks: Readonly<Record<Verb, Omit<Intent, "intent" | "certainty">>> = {
  "create-bill": {
    client: null, lines: [], totalMinor: null, currency: "GBP", vat: "unsaid", dueOn: null, on: null, toXero: null,
    reference: null, description: null, method: null, email: null, phone: null, address: null,
  },
  "edit-bill": {
    client: null, bill: null, last: false, lines: [], amountMinor: null, changeMinor: null, currency: "GBP",
    vat: "unsaid", dueOn: null, toXero: null, reference: null, description: null,
  },
  "cancel-bill": { client: null, bill: null, last: false },
  "show-bill": { client: null, bill: null, last: false },
  "record-payment": {
    client: null, amountMinor: null, currency: "GBP", paidOn: null, method: null, bill: null, last: false, reference: null,
  },
  "list-owed": { client: null },
  chase: { client: null, bill: null, last: false, amountMinor: null, on: null, tone: null },
  "hold-chasing": { client: null, bill: null, last: false, until: null },
  "resume-chasing": { client: null, bill: null, last: false },
  promise: { client: null, bill: null, last: false, amountMinor: null, on: null },
  dispute: { client: null, bill: null, last: false, description: null },
  "write-off": { client: null, bill: null, last: false, amountMinor: null },
  "add-client": { client: null, email: null, phone: null, address: null },
  "edit-client": { client: null, last: false, email: null, phone: null, address: null, method: null, tone: null, description: null },
  "show-client": { client: null, last: false },
  "show-plan": { client: null, bill: null, last: false },
  explain: { client: null, bill: null, last: false, description: null },
  statement: { client: null },
  report: { description: null },
  export: { client: null },
  "open-pages": {},
  "link-chat": {},
  "connect-xero": {},
  "xero-status": { client: null, bill: null, last: false },
  "retry-sync": { client: null, bill: null, last: false },
  "disconnect-xero": {},
  settings: { description: null },
  undo: {},
  yes: {},
  no: {},
  help: {},
  greet: {},
  none: {},
}; // biome-ignore format: one row an intent

/** Each intent with nothing said: copied as a whole, and then filled. */
const unsaid: ReadonlyMap<AnyVerb, Intent> = new Map(
  Object.entries(blanks).map(([verb, blank]) => [
    verb as Verb,
    { intent: verb as Verb, certainty: "said", ...blank },
  ]),
);

export function blankOf(verb: AnyVerb): Intent {
  return unsaid.get(verb) ?? { intent: verb, certainty: "said" };
}

export const nothing: Draft = { intent: { intent: "none", certainty: "said" }, gaps: [] };

/** Nothing is done, but the trader is told why and asked. */
export function refused(gap: Gap): Draft {
  return { intent: { intent: "none", certainty: "said" }, gaps: [gap] };
}

/** The same, to be confirmed. */
export function asGuess(draft: Draft): Draft {
  return { ...draft, intent: { ...draft.intent, certainty: "guessed" } };
}

/** With what is to be asked besides; it takes the place of the plain question about the same. */
export function addGaps(draft: Draft, gaps: readonly Gap[]): Draft {
  // "same again for Acme, 250": no usual price is missing.
  const missing = gaps.filter((gap) => gap.books !== "last-price" || draft.intent.totalMinor == null);
  const plain = draft.gaps.filter((gap) => !missing.some(({ about }) => about === gap.about));
  return { ...draft, gaps: [...missing, ...plain] };
}
