import type { Capabilities, Step } from "../../src/ports.ts";
import { breakFormatting, breakLinks, ourLinks } from "../common/plain-text.ts";
import { tagOf } from "./parse.ts";

/** There are no buttons on this road: choices are numbered lines, and words always work. */
export const capabilities: Capabilities = {
  buttonsMax: 0,
  labelMaxChars: 60,
  textMaxChars: 3_900,
  buttonTextMaxChars: 3_900,
  edits: false,
  joins: true,
  windowMs: null,
};
const textMaxChars = 4_096;

export function render(step: Step, key: string, ownOrigin: string): string {
  const tag = tagOf(key);
  const links = step.choices.flatMap((choice) => ("url" in choice ? [choice.url] : []));
  const isOurs = ourLinks(ownOrigin, links);
  const room = { left: textMaxChars - step.text.length - tag.length };
  return tag + breakFormatting(breakLinks(step.text, isOurs, room), isOurs, room);
}
