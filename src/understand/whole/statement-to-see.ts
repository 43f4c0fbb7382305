import type { Understanding } from "../../domain/intent.ts";

const sends = /\b(?:send (?!me\b)|e-?mail|post|issue|whatsapp|text)\b/i;

/** "statement for Acme" is to be looked at; "send Acme a statement" goes to them. */
export function onlyToLookAt(understanding: Understanding): Understanding {
  const { text, intents } = understanding;
  if (sends.test(text) || !intents.some(({ intent }) => intent === "statement")) return understanding;
  return {
    ...understanding,
    // Looking changes nothing, so a name that is only nearly right need not be confirmed first.
    intents: intents.map((it) =>
      it.intent === "statement" ? { ...it, intent: "show-statement", certainty: "said" } : it,
    ),
  };
}
