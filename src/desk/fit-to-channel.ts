import type { Choice } from "../domain/channel.ts";
import type { Attachment } from "../domain/picture.ts";
import { captionMaxChars } from "../limits.ts";
import type { Capabilities, Step } from "../ports.ts";

/**
 * Fits one message to what a channel can show: too long a text becomes several, split between paragraphs,
 * lines or words; more buttons than fit become numbered lines. Nothing is dropped. The last part holds the buttons.
 */
export function fitToChannel(text: string, choices: readonly Choice[], can: Capabilities): readonly Step[] {
  const asButtons =
    choices.length <= can.buttonsMax &&
    text.length <= can.buttonTextMaxChars &&
    choices.every((it) => it.label.length <= can.labelMaxChars);
  const whole = asButtons || choices.length === 0 ? text : `${text}\n\n${spelledOut(text, choices)}`;
  const parts = split(whole, can.textMaxChars);
  return parts.map((part, index) => ({
    text: part,
    choices: index === parts.length - 1 ? choices : [],
  }));
}

/** A message that has a part which is a picture: its caption, or something said before it. */
export type Part = Step & { readonly attachment?: Attachment };

/**
 * Puts a picture to a message: the text is its caption where it fits below one; else the picture goes first, with
 * what it shows below it.
 */
export function withPicture(steps: readonly Step[], attachment: Attachment): readonly Part[] {
  const [only] = steps;
  const fits = steps.length === 1 && only !== undefined && only.choices.length === 0;
  if (fits && only.text.length <= captionMaxChars) return [{ ...only, attachment }];
  return [{ text: attachment.alt, choices: [], attachment }, ...steps];
}

/** A message as it was sent, with what it offered. */
export interface Offered {
  readonly text: string;
  readonly choices: readonly Choice[];
}

/**
 * Which of a message's choices a typed answer names: its number, where the message has its choices numbered, or
 * its words. Null where it names none, or where the message had buttons to press.
 */
export function choiceNamed({ text, choices }: Offered, answer: string): Choice | null {
  if (choices.length === 0 || !text.endsWith(spelledOut(text, choices))) return null;
  const said = answer
    .trim()
    .replace(/[.!)]+$/, "")
    .toLowerCase();
  const number = /^(?:number |no\.? ?|#)?(\d{1,2})$/.exec(said)?.[1];
  if (number !== undefined)
    return hasNumberedLines(text, choices) ? null : (choices[Number(number) - 1] ?? null);
  return choices.find((it) => it.label.toLowerCase() === said) ?? null;
}

function split(text: string, maxChars: number): readonly string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > maxChars) {
    const end = breakBefore(rest, maxChars);
    parts.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return [...parts, rest];
}

/** The last good place to break in the first `maxChars`; never inside a surrogate pair. */
function breakBefore(text: string, maxChars: number): number {
  const window = text.slice(0, maxChars);
  for (const gap of ["\n\n", "\n", " "]) {
    const at = window.lastIndexOf(gap);
    if (at > maxChars / 2) return at;
  }
  const lastCode = text.charCodeAt(maxChars - 1);
  return lastCode >= 0xd800 && lastCode <= 0xdbff ? maxChars - 1 : maxChars;
}

/** Buttons as a channel without them shows them, in the order of `choices`. */
function spelledOut(text: string, choices: readonly Choice[]): string {
  if (hasNumberedLines(text, choices)) return `Answer: ${choices.map((it) => it.label).join(" · ")}`;
  return choices
    .map((choice, index) => `${index + 1}. ${choice.label}${"url" in choice ? `: ${choice.url}` : ""}`)
    .join("\n");
}

/** Its own lines have numbers already, by which they are answered: a second count would answer for the wrong one. */
function hasNumberedLines(text: string, choices: readonly Choice[]): boolean {
  const own = /^1\. (.*)$/m.exec(text)?.[1];
  return own !== undefined && own !== choices[0]?.label;
}
