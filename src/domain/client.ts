import type { ClientMention, PaymentMethod, Tone } from "./intent.ts";

/** Who owes the money. */
export interface Client {
  readonly id: string;
  readonly traderId: string;
  readonly name: string;
  readonly nameKey: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly address: string | null;
  /** By the trader's word; null where it was not said, and the name alone tells. */
  readonly company: boolean | null;
  /** How they pay; null where as the trader's clients do. */
  readonly payBy: PaymentMethod | null;
  /** When they are reminded, as `formatPlan` writes it; null where as the trader's clients are. */
  readonly chasePlan: string | null;
  /** The tone of every reminder to them; null where as the trader's clients get. */
  readonly chaseTone: Tone | null;
  /** Days from a bill to its due day; null where as the trader's clients have. */
  readonly termsDays: number | null;
  readonly createdAt: Date;
}

/** A client who is known, as an order names one. */
export function mentionOf({ name }: Pick<Client, "name">): ClientMention {
  return { said: name, match: name };
}

/** What of a client may be changed. */
export type ClientDetails = Pick<
  Client,
  | "name"
  | "nameKey"
  | "email"
  | "phone"
  | "address"
  | "company"
  | "payBy"
  | "chasePlan"
  | "chaseTone"
  | "termsDays"
>;

const companyWords =
  /\b(?:ltd|limited|plc|llp|lp|cic|inc|cyf|cyfyngedig|ccc|council|school|college|academy|university|nhs)\b/i;

/** Whether the law takes the client for a business: a consumer is chased by other rules. */
export function isCompany(client: Pick<Client, "name" | "company">): boolean {
  return client.company ?? companyWords.test(client.name);
}

const titles = /^(?:mr|mrs|ms|miss|mx|dr|sir|prof|rev)\.? (?=.)/;
const company = / (?:ltd|limited|plc|llp|co|inc)\.?$/;

/**
 * A name as it is compared: case, accents, punctuation, "the", titles, "Ltd" and "&" make no difference.
 * "The Acme Co. Ltd" and "acme" have one key; "Mrs Patel" and "Patel" too.
 */
export function nameKey(name: string): string {
  const plain = name
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/&/g, " and ")
    .replace(/['’.]/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  const bare = plain.replace(/^the (?=.)/, "").replace(titles, "");
  return bare.replace(company, "").replace(company, "") || plain || name;
}

/** A name fit to store and show: no control, bidi or zero-width characters, single spaces, at most `maxChars`. */
export function cleanName(text: string, maxChars: number): string {
  return cleanLine(text).slice(0, maxChars).trim();
}

/** What nearly every line is as it comes. */
const clean = /^[\x21-\x7e£]+(?: [\x21-\x7e£]+)*$/;

/** Text of a stranger made harmless for one line: NFC, no control, bidi or zero-width characters. */
export function cleanLine(text: string): string {
  if (clean.test(text)) return text;
  return text
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ")
    .replace(/\s+/gu, " ")
    .trim();
}

const smallWords = new Set(["and", "of", "the", "for", "at", "in", "on", "de", "van"]);

/** A name typed without capitals gets them, "acme" as "Acme"; one typed with any is the trader's own spelling. */
export function capitalised(name: string): string {
  if (name !== name.toLowerCase()) return name;
  return name
    .split(" ")
    .map((word, index) =>
      index > 0 && smallWords.has(word) ? word : word.charAt(0).toUpperCase() + word.slice(1),
    )
    .join(" ");
}
