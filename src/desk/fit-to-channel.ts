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
  const spelled = [linksLeft(text, choices), spelledOut(text, choices)].filter((it) => it !== "");
  const whole = asButtons ? text : [text, ...spelled].join("\n\n");
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
export function choiceNamed({ text, choices }: Offered, answer: string): Reply | null {
  const replies = choices.filter(isReply);
  if (replies.length === 0 || !text.endsWith(spelledOut(text, choices))) return null;
  const said = answer
    .trim()
    .replace(/[.!)]+$/, "")
    .toLowerCase();
  const number = /^(?:number |no\.? ?|#)?(\d{1,2})$/.exec(said)?.[1];
  if (number !== undefined)
    return hasNumberedLines(text, replies) ? null : (replies[Number(number) - 1] ?? null);
  return replies.find((it) => it.label.toLowerCase() === said) ?? null;
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

type Reply = Extract<Choice, { token: string }>;

function isReply(choice: Choice): choice is Reply {
  return "token" in choice;
}

/** The links among the buttons that the words do not have already. A link is tapped, and has no number to answer with. */
function linksLeft(text: string, choices: readonly Choice[]): string {
  return choices
    .flatMap((it) => ("url" in it && !text.includes(it.url) ? [`${it.label}: ${it.url}`] : []))
    .join("\n");
}

/** What a button would answer, as a channel without buttons shows it, in the order of `choices`. */
function spelledOut(text: string, choices: readonly Choice[]): string {
  const replies = choices.filter(isReply);
  if (hasNumberedLines(text, replies)) return `Answer: ${replies.map((it) => it.label).join(" · ")}`;
  return replies.map(({ label }, index) => `${index + 1}. ${label}`).join("\n");
}

/** Its own lines have numbers already, by which they are answered: a second count would answer for the wrong one. */
function hasNumberedLines(text: string, replies: readonly Reply[]): boolean {
  const own = /^1\. (.*)$/m.exec(text)?.[1];
  return replies.length > 0 && own !== undefined && own !== replies[0]?.label;
}
