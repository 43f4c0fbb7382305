import type { ClientMention } from "../domain/intent.ts";
import { isNameWord, type Span } from "./name.ts";
import { nearest } from "./near-name.ts";
import { isKind, lowAt, type Scope, typed } from "./scope.ts";
import { kin } from "./vocabulary.ts";

export interface Named {
  readonly mention: ClientMention;
  /** A fuzzy match, or a name of which we are not sure where it ends. */
  readonly guessed: boolean;
  /** Several known clients answer to it. */
  readonly several: readonly string[];
}

/** Which client a name means: exact, else near (guessed), else new. */
export function resolveName(scope: Scope, span: Span): Named {
  const said = typed(scope, span.start, span.end);
  const mark = scope.owner[span.start];
  if (isKind(mark, "client") && mark.end >= span.end) {
    const { matches, weak } = mark.is;
    const match = matches.length === 1 ? (matches[0] ?? null) : null;
    return { mention: { said, match }, guessed: weak, several: matches.length > 1 ? matches : [] };
  }
  const words = scope.tokens.slice(span.start, span.end).map((token) => token.low);
  if (words.at(-2) === "'s" && kin.hasLow(words.at(-1) ?? ""))
    return { mention: { said, match: null }, guessed: true, several: [] };
  const near = nearNames(scope, words);
  if (isKind(mark, "client")) {
    const fits = near.length === 1 ? (near[0] ?? null) : null;
    return { mention: { said, match: fits }, guessed: true, several: near.length > 1 ? near : [] };
  }
  if (near.length > 1) return { mention: { said, match: null }, guessed: true, several: near };
  const weight = scope.tokens.slice(span.start, span.end).filter(isNameWord).length;
  const long = weight >= 3 && !scope.tokens.slice(span.start, span.end).some((token) => token.upper);
  const vague =
    ["the", "my", "our", "a", "that"].includes(lowAt(scope, span.start - 1)) &&
    scope.tokens[span.start]?.upper === false &&
    near.length === 0;
  // "gym unit 9" for Unit 9 Gym
  const turned =
    near.length === 0 &&
    words.length > 1 &&
    scope.index.known.some((client) => words.every((word) => client.words.includes(word)));
  return {
    mention: { said, match: near[0] ?? null },
    guessed:
      near.length === 1 || turned || long || vague || isKind(mark, "address") || placedName(scope, span),
    several: [],
  };
}

/** Who is nearly called so; "st annes" for St Anne's Hall, as it is typed. */
function nearNames({ index }: Scope, words: readonly string[]): readonly string[] {
  const owners = words.map((word) => (word.length > 3 && word.endsWith("s") ? word.slice(0, -1) : word));
  const near = nearest(index, words);
  const found = near.length === 0 ? nearest(index, owners) : near;
  return found.map(({ name }) => name);
}

function placedName(scope: Scope, { start, end }: Span): boolean {
  for (let at = start + 1; at < end; at += 1) {
    if (["at", "from", "opposite"].includes(lowAt(scope, at)) && scope.owner[at] === undefined) return true;
  }
  return false;
}
