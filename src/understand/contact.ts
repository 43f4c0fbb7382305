import type { Clause } from "./clause.ts";
import { bitsFor, type Mark, type Reading } from "./mark.ts";
import { isKind, lowAt, marksOf, ownerAt, type Scope } from "./scope.ts";
import type { Ranged } from "./slots.ts";
import { fillers, pronouns } from "./vocabulary.ts";
import { words } from "./words.ts";

/** What leads to how a client is reached: "her new number is", "send it to", "they're on". */
const leads =
  words(`is 's are 're was at on to via : - , and the a new email e mail address number phone mobile mob tel cell contact
  details reach ring send sends sent text post should can goes go bill invoice one my`);
const contacts: readonly Reading["kind"][] = ["email", "phone", "address"];
const contactBits = bitsFor(...contacts);
const contracted = words("hes shes theyre");

/** The words that tell how a client is reached. */
export interface Contact {
  readonly start: number;
  /** Whose it is: a client named right before, or whoever was spoken of. */
  readonly of: "client" | "pronoun" | "nobody";
}

function isContact(mark: Mark | undefined): boolean {
  return mark !== undefined && contacts.includes(mark.kind);
}

function firstContact({ kinds, marks }: Scope, { start, end }: Ranged): Mark | undefined {
  if ((kinds & contactBits) === 0) return undefined;
  return marks.find((mark) => mark.start >= start && mark.end <= end && isContact(mark));
}

function isPronoun(low: string): boolean {
  return pronouns.hasLow(low) || contracted.hasLow(low);
}

/** The first email, phone or address in a clause with the words that lead to it; null where it has none. */
function contactIn(scope: Scope, clause: Ranged): Contact | null {
  const mark = firstContact(scope, clause);
  if (mark === undefined) return null;
  let at = mark.start;
  let of: Contact["of"] = "nobody";
  for (; at > clause.start; at -= 1) {
    const owner = ownerAt(scope, at - 1);
    if (isKind(owner, "client")) return { start: owner.start, of: "client" };
    const low = lowAt(scope, at - 1);
    if ((owner !== undefined && !isKind(owner, "cue")) || !(isPronoun(low) || leads.hasLow(low))) break;
    if (isPronoun(low)) of = "pronoun";
  }
  return { start: at, of };
}

/** Where an order ends behind which stands only how its client is reached: "…£85, she's on 07700 900123". */
export function beforeContact(scope: Scope, clause: Ranged): number {
  const contact = contactIn(scope, clause);
  if (contact?.of !== "pronoun") return clause.end;
  for (let at = contact.start; at < clause.end; at += 1) {
    const low = lowAt(scope, at);
    if (!leads.hasLow(low) && !isPronoun(low) && !fillers.hasLow(low) && !isContact(scope.owner[at]))
      return clause.end;
  }
  return contact.start;
}

/** Whether a clause tells how somebody is reached and nothing else, and of whom. */
export function onlyContact(scope: Scope, clause: Clause): Contact["of"] {
  const contact = contactIn(scope, clause);
  if (contact === null || !isContact(ownerAt(scope, clause.end - 1))) return "nobody";
  const before = scope.tokens.slice(clause.start, contact.start);
  return before.every(({ word }) => fillers.has(word)) ? contact.of : "nobody";
}

/** Whether a clause that tells of somebody's new address or number names it: "he's moved abroad" does not. */
export function namesContact(scope: Scope, clause: Clause): boolean {
  const { cue } = clause;
  const moved = cue?.is.cue.form === "did" && cue.is.cue.aside !== true && cue.is.cue.weight === 7;
  return !moved || firstContact(scope, clause) !== undefined;
}

/** Somebody who is not known, with how they are reached, and no bill. */
export function newContact(scope: Scope, { start, end }: Clause): boolean {
  const has = (kind: "client" | "email" | "phone" | "bill") => marksOf(scope, kind, start, end).length > 0;
  return (has("email") || has("phone")) && !has("client") && !has("bill");
}

/** "the club's treasurer is now treasurer@club.example" */
export function tellsContact(scope: Scope, { start, end }: Clause): boolean {
  const has = (kind: "client" | "email" | "phone") => marksOf(scope, kind, start, end).length > 0;
  return has("client") && (has("email") || has("phone"));
}
