import type { Draft } from "../draft.ts";
import { readClientChange } from "../read-client-change.ts";
import type { ReadWhole } from "../sentence.ts";
import { mention } from "./whom.ts";

/** "remove Acme's email": taken by its verb alone it would be an order to cancel a bill. */
export const readUnset: ReadWhole = (said, { clients }): Draft | null => {
  const read = readClientChange(said, null);
  const client = read?.change.kind === "unset" ? mention(read.client, clients) : null;
  return client === null
    ? null
    : { intent: { intent: "edit-client", certainty: "said", client, description: said }, gaps: [] };
};
