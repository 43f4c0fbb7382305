import type { AnyVerb } from "../../domain/intent.ts";

/** For what is understood and cannot be done. */
export function notYet(verb: AnyVerb): string {
  return `I understood "${verb.replaceAll("-", " ")}", but I cannot do that yet. I have changed nothing. Say "help" for what I can do.`;
}
