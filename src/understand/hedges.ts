import type { Clause } from "./clause.ts";
import type { Kind } from "./mark.ts";
import type { Mood } from "./mood.ts";
import { compile, longest } from "./phrases.ts";
import { lowAt, marksOf, type Scope, wordAt } from "./scope.ts";
import { mayBegin } from "./tokens.ts";
import { fillers } from "./vocabulary.ts";
import { begins, words } from "./words.ts";

/*
 * What is said beside an order and takes it back, bounds it or doubts it: idioms are a closed table, and a sentence that
 * makes nothing of its own may be one that we do not know.
 */

const hedges = compile<"pause" | "end">([
  [`as (a|an|) (joke|loan|gift|favour|test|example|gesture|guide|rough guide|starting point|wind up); as if; in
    (theory|principle|kind|lieu|error|part exchange|due course|credit|case|my dreams|your dreams|his dreams); by
    (mistake|accident); and (some|more|counting|rising|then some|a bit|a bit more|the rest); or best offer; on behalf of;
    for (free|nowt|nothing|argument 's sake|example|instance|practice|training purposes|the sake of it|a laugh); free of
    charge; no charge; so to speak; pro rata; on (the|) (house|slate|tick|top|cuff|never never|paper|principle|approval|acceptance|
    me|us|him|her|them); to be (agreed|decided|discussed|negotiated); if (only|needed|required); over my dead
    body; fat chance; one of these days; at some point; (pulling|pull) (your|my|his|the) (leg|other one); wind up; yeah right;
    per (hour|day|week|month|year|visit|session|head|person|item); under the (table|counter); credit note; written off; wrong (chat|group|person|number|window); testing testing; (this|that) (is|was)
    (a|just a|only a) (test|joke); test (message|only); disregard; so (he|she|they) (say|says|tell|tells me|reckon|reckons);
    (he|she|they) (say|says|said|reckon|reckons|reckoned|claim|claims|claimed|think|thinks|thought|want|wants|wanted|ask|asks|asked|
    begged|insists|insisted|swears|tells me|told me|keeps saying); (says|said|reckons|thinks|claims) (he|she|they|him|her|dad|mum|my wife|the wife|the
    missus|my husband); expense; (scrap|forget|ignore|bin|disregard|undo|strike|cancel|delete) (it|that|this|all
    that|the lot|the above|what i said|what i just said); nvm; idk; ignore; fingers crossed; touch wood; at (the outside|a push); on a good day; (worst|best) case; god willing; hang fire; hold off; not right; untrue; nonsense; between (them|themselves|us|ourselves|the two of them); one
    (day|fine day); wrong one; not him; not her; not them`, "pause"],
  // "…is wrong, should be 250" puts right what it says.
  ["wrong; incorrect", "end"],
], begins.hedge); // biome-ignore format: one row a meaning

const loose: ReadonlySet<Kind> = new Set(["draft", "method", "day"]);

/** "…90 in theory", "…and then some" */
export function hedged(scope: Scope, { start, end, cue }: Pick<Clause, "start" | "end" | "cue">): boolean {
  if ((scope.opens & begins.hedge) === 0) return false;
  for (let at = start; at < end; at += 1) {
    if (!mayBegin(scope.tokens, at, begins.hedge)) continue;
    const owner = scope.owner[at];
    // Another verb than the one that leads may be a word of what takes it back: "…60 forget it", "…one day".
    const free = owner === undefined || loose.has(owner.kind) || (owner.kind === "cue" && owner !== cue);
    const found = free || lowAt(scope, at) === "for" ? longest(hedges, scope.tokens, at) : null;
    if (found === null) continue;
    if (found.end >= end || (found.value === "pause" && scope.tokens[found.end]?.kind !== "word"))
      return true;
  }
  return false;
}

const pointers = words(
  "it that this he hes she shes they theyve theyre him her them his their not dont didnt doesnt isnt wasnt wont cant hasnt never but only unless if until already still yet instead wait except forget ignore wrong",
);

/** The most words that a remark has. */
const remarkMax = 5;

const denials = words("unpaid bounced refunded refused reversed outstanding overdue owing pending");

/** "Acme paid. Unpaid": one word that denies what was told. */
export function denied(scope: Scope, { start, end }: Clause): boolean {
  return end - start <= 2 && denials.has(wordAt(scope, end - 1));
}

export function pointsBack(scope: Scope, { start, end }: Pick<Clause, "start" | "end">): boolean {
  for (let at = start; at < end; at += 1)
    if (scope.owner[at]?.kind !== "client" && pointers.has(wordAt(scope, at))) return true;
  return false;
}

/** A sentence that makes nothing of its own but may take something from the order before: "Not yet", "So he tells me". */
export function refersBack(scope: Scope, { start, end }: Clause): boolean {
  if (pointsBack(scope, { start, end })) return true;
  const said = scope.tokens
    .slice(start, end)
    .filter(({ kind, word }) => kind === "word" && !fillers.has(word));
  // "Bob paid 200. That's the lot."
  if (lowAt(scope, end - 2) === "the" && lowAt(scope, end - 1) === "lot") return false;
  const short = said.length > 0 && said.length <= remarkMax;
  const apart = ["client", "amount", "bill"] as const;
  return short && apart.every((kind) => marksOf(scope, kind, start, end).length === 0);
}

const sayings = words(
  "say says said type typed wrote writes text texted texts told quote example test draft joke kidding",
);
const unreal = words(
  "maybe perhaps might suppose pretend imagine hypothetically theoretically nearly about later ignore",
);

/** "Here's what I'd say. Bill Acme 230", "When it's done. …": a sentence that says how the next one is meant. */
export function leadsIn(scope: Scope, { start, end, cue }: Clause, mood: Mood): boolean {
  if (cue?.is.cue.effect === "create-bill") return false;
  const said = scope.tokens.slice(start, end).filter(({ kind }) => kind === "word");
  const marked = (["client", "amount", "bill"] as const).some(
    (kind) => marksOf(scope, kind, start, end).length > 0,
  );
  if (said.length === 0 || said.length > remarkMax + 1 || marked) return false;
  // "Before I forget. Bill Acme 230."
  if (said.at(-1)?.low === "forget") return false;
  const meant = mood.negated || mood.conditional || hedged(scope, { start, end, cue });
  // "e.g. bill Acme 230"
  const example = said.length === 2 && said[0]?.low === "e" && said[1]?.low === "g";
  return (
    meant ||
    example ||
    said.slice(-2).some(({ word }) => sayings.has(word)) ||
    said.some(({ word }) => unreal.has(word))
  );
}

const openers = words("plus less minus as said except");

/** "as a loan, bill Acme 230", "less what I owe him, …": said before the order, and of it. */
export function bearsOnNext(scope: Scope, clause: Clause): boolean {
  return openers.has(wordAt(scope, clause.start)) || hedged(scope, clause);
}
