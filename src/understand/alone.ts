import { aloneCues } from "./cues.ts";
import { blankOf, type Draft } from "./draft.ts";
import { longest } from "./phrases.ts";
import { type Scope, wordAt } from "./scope.ts";
import { mayBegin } from "./tokens.ts";
import { fillers } from "./vocabulary.ts";
import { begins } from "./words.ts";

/** Which of several short words of one message counts. */
const order = ["no", "help", "yes", "thanks", "greet"] as const;
type Short = (typeof order)[number];

/** "yes please", "cheers mate", "👍": short words mean something only as the whole message. */
export function readAlone(scope: Scope): Draft | null {
  const found = new Set<Short>();
  let first: Short | null = null;
  let fillersOnly = true;
  for (let at = 0; at < scope.tokens.length; ) {
    const match = mayBegin(scope.tokens, at, begins.alone) ? longest(aloneCues, scope.tokens, at) : null;
    const short = order.find((verb) => verb === match?.value.effect);
    if (match !== null && short !== undefined) {
      found.add(short);
      first ??= short;
      at = match.end;
      fillersOnly = false;
      continue;
    }
    const token = scope.tokens[at];
    const empty = token?.kind === "break" || token?.kind === "sign" || fillers.has(wordAt(scope, at));
    if (!empty || (token?.kind === "sign" && ["£", "$", "€", "%"].includes(token.low))) return null;
    fillersOnly &&= true;
    at += 1;
  }
  if (found.size === 0)
    return fillersOnly && scope.tokens.some((token) => token.kind === "word") ? make("greet") : null;
  // "cheers mate 👍" is thanks; "yes cheers" is yes.
  const said =
    (first === "greet" || first === "thanks") && !found.has("no") && onlyEmojiAfter(scope)
      ? first
      : order.find((verb) => found.has(verb));
  return said === undefined ? null : make(said);
}

function onlyEmojiAfter(scope: Scope): boolean {
  return scope.tokens.every(
    (token) => token.kind !== "word" || longest(aloneCues, [token], 0)?.value.effect !== "yes",
  );
}

function make(verb: Short): Draft {
  return { intent: blankOf(verb), gaps: [] };
}
