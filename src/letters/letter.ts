import type { Bill, BillLine } from "../domain/bill.ts";
import type { Client } from "../domain/client.ts";
import type { Day } from "../domain/day.ts";
import type { Tone } from "../domain/intent.ts";
import type { Settings } from "../domain/setting.ts";

/** What a client is written about. */
export type Subject =
  | { readonly about: "bill" }
  | { readonly about: "reminder"; readonly tone: Tone; readonly writtenBefore: boolean }
  | { readonly about: "thanks" }
  | { readonly about: "statement" }
  | {
      readonly about: "correction";
      readonly wasMinor: number;
      readonly wasDueOn: Day;
      /** Whether it is a bill for somebody else now. */
      readonly moved: boolean;
    };

/** Everything a letter is made from. */
export interface LetterFacts {
  readonly subject: Subject;
  readonly sender: Settings;
  readonly client: Pick<Client, "name" | "company" | "address">;
  /** At least one, except in a statement. */
  readonly bills: readonly BillFacts[];
  readonly today: Day;
  /** Where the client stops reminders. */
  readonly stopUrl: string | null;
  /** Where the client asks for reminders on WhatsApp; null where there is no such thing, or they have. */
  readonly startUrl: string | null;
  readonly practice: boolean;
}

export interface BillFacts {
  readonly bill: Bill;
  readonly lines: readonly BillLine[];
  /** Where it is seen and paid; null where there is no such page. */
  readonly link: string | null;
}

/** A letter before it has a form: what the plain part, the HTML part and a thumb-sent message have in common. */
export interface Letter {
  readonly subject: string;
  readonly greeting: string;
  /** The first one says it all: it is the preview in a list of mails, and the whole of a short message. */
  readonly paragraphs: readonly string[];
  readonly rows: readonly LetterRow[];
  /** Whether the rows are bills, without which the paragraphs do not say which. */
  readonly several: boolean;
  readonly links: readonly { readonly label: string; readonly url: string }[];
  /** How to pay where there is no page to pay on. */
  readonly payment: readonly string[];
  readonly closing: readonly string[];
  readonly signature: readonly string[];
  /** False where the trader's name is not known. */
  readonly signed: boolean;
  readonly foot: readonly string[];
  readonly stopUrl: string | null;
  readonly startUrl: string | null;
}

export interface LetterRow {
  readonly label: string;
  readonly value: string;
  /** A total, or what stands out. */
  readonly strong?: boolean;
}
