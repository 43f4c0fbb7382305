import { cleanName } from "../../domain/client.ts";
import { nameMaxChars } from "../../limits.ts";
import { blankOf } from "../draft.ts";
import type { ReadWhole } from "../sentence.ts";
import { mention } from "./whom.ts";

const adds = /^(?:please )?add ((?-i:\p{Lu}[\p{L}'-]*\.?)(?: (?-i:\p{Lu}[\p{L}'&-]*)){1,3})$/iu;

/** "add Dave Green": with nothing but a name it is a client, and no line of a bill; a person says so first. */
export const readAddClient: ReadWhole = (said, { clients }) => {
  const name = adds.exec(said)?.[1];
  if (name === undefined || mention(name, clients) !== null) return null;
  const client = { said: cleanName(name, nameMaxChars), match: null };
  return { intent: { ...blankOf("add-client"), certainty: "guessed", client }, gaps: [] };
};
