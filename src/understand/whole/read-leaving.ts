import type { AnyVerb } from "../../domain/intent.ts";
import type { Draft } from "../draft.ts";
import type { ReadWhole } from "../sentence.ts";
import { mention } from "./whom.ts";

const goes =
  /^(?:please )?(?:delete|remove|erase|close) (?:my (?:account|data|books)|(?:all|everything)(?: (?:about|of|you have on))? (?:me|my data|mine))(?: please)?$/i;
const stays =
  /^(?:please )?(?:keep|don't delete|do not delete) (?:my )?(?:account|data|everything)(?: please)?$/i;
const erases =
  /^(?:please )?(?:erase|forget)(?: (?:the )?client)? (?!bill\b|that\b|it\b|about\b|everything\b)(.{2,80}?)(?:'s (?:data|details))?(?: please)?$/i;

/** Orders about whose data is kept, in whole sentences. */
export const readLeaving: ReadWhole = (said, { clients }) => {
  if (goes.test(said)) return make("delete-account");
  if (stays.test(said)) return make("keep-account");
  const name = erases.exec(said)?.[1];
  // "forget the 230 for Acme", "forget billing Tony": only of somebody we know is there anything to erase.
  const client = name === undefined ? null : mention(name, clients);
  return client === null ? null : { intent: { intent: "erase-client", certainty: "said", client }, gaps: [] };
};

function make(intent: AnyVerb): Draft {
  return { intent: { intent, certainty: "said" }, gaps: [] };
}
