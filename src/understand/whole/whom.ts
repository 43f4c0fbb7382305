import { nameKey } from "../../domain/client.ts";
import type { ClientMention } from "../../domain/intent.ts";
import { indexOf } from "../client-index.ts";
import type { Gap } from "../draft.ts";
import { whichOf } from "../draft-bill.ts";
import { nearest } from "../near-name.ts";
import { tokenise } from "../tokens.ts";

/** Whom a part of a sentence of a known shape names. */
export interface Whom {
  /** Null: whoever is talked of. */
  readonly client: ClientMention | null;
  /** Only nearly one of the trader's clients, who is confirmed. */
  readonly guessed: boolean;
  readonly gaps: readonly Gap[];
}

const talkedOf =
  /^(?:him|her|them|he|she|they|his|hers?|their|theirs|(?:this|that|the|my) (?:client|customer|one))$/i;
/** Words that no name of somebody new has in it. */
const noName =
  /\d|\b(?:my|our|your|its?|that|this|those|these|bills?|invoices?|jobs?|ones?|every(?:one|body|thing)|all|clients?|customers?|payments?|money|me|us|you|i|we|the|and|or|not|no|don't|dont|never|new|usual|normal|standard|default|credit|days?|day's|due|date|reminders?|chasing|total|price|it's|is|are|to|on|of|for)\b/i;

/** A client by one of their names; null where it is nobody's. */
export function mention(said: string, names: readonly string[]): ClientMention | null {
  const match = names.find((name) => nameKey(name) === nameKey(said));
  return match === undefined ? null : { said, match };
}

/** Null for what names nobody at all; somebody who is not known yet has no `match`. */
export function whomSaid(said: string, clients: readonly string[]): Whom | null {
  const name = said.trim();
  if (talkedOf.test(name)) return { client: null, guessed: false, gaps: [] };
  // "daves on 30 days", "harris' terms"
  for (const one of [name, name.replace(/'?s?'?$/i, "")]) {
    const known = one === "" ? null : mention(one, clients);
    if (known !== null) return { client: known, guessed: false, gaps: [] };
  }
  const near = nearest(
    indexOf(clients),
    tokenise(name.replace(/'s?$/i, "")).map(({ low }) => low),
  );
  const [only, other] = [...new Set(near.map((client) => client.name))];
  if (only !== undefined && other === undefined)
    return { client: { said: name, match: only }, guessed: true, gaps: [] };
  if (other !== undefined)
    return {
      client: { said: name, match: null },
      guessed: true,
      gaps: [whichOf(near.map((one) => one.name))],
    };
  if (noName.test(name) || nameKey(name) === "" || name.split(" ").length > 4) return null;
  return { client: { said: name.replace(/'s$/i, ""), match: null }, guessed: false, gaps: [] };
}
