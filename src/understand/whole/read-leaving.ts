import type { AnyVerb, Intent, Understanding } from "../../domain/intent.ts";
import { mention } from "./read-money.ts";

const goes =
  /^(?:please )?(?:delete|remove|erase|close) (?:my (?:account|data|books)|(?:all|everything)(?: (?:about|of|you have on))? (?:me|my data|mine))(?: please)?$/i;
const stays =
  /^(?:please )?(?:keep|don't delete|do not delete) (?:my )?(?:account|data|everything)(?: please)?$/i;
const erases =
  /^(?:please )?(?:erase|forget)(?: (?:the )?client)? (?!bill\b|that\b|it\b|about\b|everything\b)(.{2,80}?)(?:'s (?:data|details))?(?: please)?$/i;

/** Orders about whose data is kept, in whole sentences. */
export function readLeaving(text: string, clients: readonly string[]): Understanding | null {
  const said = text
    .trim()
    .replace(/[.!]+$/, "")
    .replace(/’/g, "'");
  const make = (intent: AnyVerb, more: Partial<Intent> = {}): Understanding => ({
    text,
    intents: [{ intent, certainty: "said", ...more }],
    question: null,
  });
  if (goes.test(said)) return make("delete-account");
  if (stays.test(said)) return make("keep-account");
  const name = erases.exec(said)?.[1];
  // "forget the 230 for Acme", "forget billing Tony": only of somebody we know is there anything to erase.
  const client = name === undefined ? null : mention(name, clients);
  return client === null ? null : make("erase-client", { client });
}
