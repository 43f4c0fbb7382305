import type { Intent, Verb } from "../domain/intent.ts";
import { blankOf, blanks, type Draft } from "./draft.ts";
import { saysLate } from "./draft-other.ts";
import { resolveName } from "./resolve-name.ts";
import { isKind, marksOf, type Scope } from "./scope.ts";
import { fillers } from "./vocabulary.ts";
import { type WordList, words } from "./words.ts";

/** What opens a question, or a wish to see something. */
const openers = words(`
  what whats who whos whose where wheres when whens which why how hows has have did does do is are was
  were can any anyone anybody anything show see list tell give send resend check find
`);
/** Advice, what others may do, money of ours that goes out, and what is not to be: nothing to show. */
const others = words("should shall ought would could might may if pay charge vat not dont never cant wont");
const pronounsOf = words("he she they him her them his hes shes theyre it that this");

/** What a question may be about: a telling word of each set; the first row that fits and has all it needs decides. */
const topics: readonly (readonly [readonly WordList[], Verb])[] = [
  [[words("xero"), words("connect link hook join add use set")], "connect-xero"],
  [[words("xero")], "xero-status"],
  [[words("why")], "explain"],
  [[words("owe owes owed owing outstanding overdue late unpaid behind arrears debt debts balance")], "list-owed"],
  [[words("chase chased chasing chaser remind reminded reminder reminders nudge nudged")], "show-plan"],
  [[words("address number phone mobile details contact")], "show-client"],
  [[words("bill billed bills invoice invoiced invoices receipt paid send sent email seen open opened read got get received")], "show-bill"],
  [[words("bills invoices")], "list-owed"],
  [[words("clients customers")], "open-pages"],
]; // biome-ignore format: one row a topic

/** No question that anybody asks of us is longer. */
const wordsMax = 12;

/**
 * A question that no phrase knows is answered by what it is about. It is asked after everything else, and what it
 * leads to only shows: a mistake about its topic costs nobody money. Null where there is money in it or no topic.
 */
export function readTopic(scope: Scope): Draft | null {
  const { tokens, owner } = scope;
  const said = tokens.filter(({ kind }, at) => kind === "word" && !isKind(owner[at], "client"));
  const lows = said
    .map(({ low }) => low)
    .filter((low) => !fillers.hasLow(low) && low !== "and" && low !== "but");
  const opens = tokens.findIndex(({ kind, low }) => kind === "word" && low === lows[0]);
  const asks =
    (openers.hasLow(lows[0] ?? "") && !owner.slice(0, opens).some((mark) => isKind(mark, "client"))) ||
    tokens.at(-1)?.low === "?" ||
    // "Bob's bills", and no more.
    (isKind(owner[0], "client") && lows.length === 2 && lows[0] === "'s");
  if (!asks || lows.length > wordsMax || lows.some((low) => others.hasLow(low))) return null;
  const has = (kind: "amount" | "fix" | "gap") => marksOf(scope, kind, 0, tokens.length).length > 0;
  if (has("amount") || has("fix") || has("gap")) return null;
  const fits = (telling: WordList) => lows.some((low) => telling.hasLow(low));
  for (const [sets, verb] of topics) {
    const about = sets.every(fits) ? whoOrWhat(scope, verb, lows) : null;
    if (about !== null) return shown(scope, verb, about, lows);
  }
  return null;
}

function shown(scope: Scope, verb: Verb, about: Partial<Intent>, lows: readonly string[]): Draft {
  const overdue = verb === "list-owed" && saysLate(scope, { start: 0, end: scope.tokens.length });
  const recalls =
    ["i", "we", "you"].some((low) => lows.includes(low)) && ["did", "have"].some((low) => lows.includes(low));
  return {
    intent: { ...blankOf(verb), ...about, ...(overdue && { overdue }), ...(recalls && { recalls }) },
    gaps: [],
  };
}

/** Whom or which bill it is about; null where its topic needs one and it has none. */
function whoOrWhat(scope: Scope, verb: Verb, lows: readonly string[]): Partial<Intent> | null {
  const blank = blanks[verb];
  const client = marksOf(scope, "client", 0, scope.tokens.length)[0];
  const bill = marksOf(scope, "bill", 0, scope.tokens.length)[0];
  if (client !== undefined && "client" in blank) {
    const { mention, several } = resolveName(scope, client);
    return several.length > 0 ? null : { client: mention };
  }
  if (bill !== undefined && "bill" in blank) return { bill: bill.is.number };
  if (lows.some((low) => pronounsOf.hasLow(low)))
    return "last" in blank || verb === "list-owed" ? { last: true } : {};
  return verb === "show-bill" || verb === "show-client" || verb === "explain" ? null : {};
}
