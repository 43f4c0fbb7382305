import type { InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity } from "grammy/types";
import type { Choice } from "../../src/domain/channel.ts";
import type { Capabilities, Step } from "../../src/ports.ts";
import { breakLinks, ourLinks } from "../common/plain-text.ts";

/** What Telegram takes is 4096 characters. The rest is room for the joiners that `unlink` puts in. */
export const capabilities: Capabilities = {
  buttonsMax: 24,
  labelMaxChars: 60,
  textMaxChars: 3_800,
  buttonTextMaxChars: 3_800,
  edits: true,
  joins: false,
  windowMs: null,
};
const textMaxChars = 4_096;

export interface Rendered {
  readonly text: string;
  readonly entities: MessageEntity[];
  readonly keyboard: InlineKeyboardMarkup | undefined;
}

/** A step as Telegram takes it: plain text with entities that we place, never markup in which a name could act. */
export function render(step: Step, ownOrigin: string): Rendered {
  const links = step.choices.flatMap((choice) => ("url" in choice ? [choice.url] : []));
  const isOurs = ourLinks(ownOrigin, links);
  const text = breakLinks(step.text, isOurs, { left: textMaxChars - step.text.length });
  return { text, entities: codes(text), keyboard: keyboard(step.choices) };
}

/** A line that is one long code is something to copy: Telegram copies what is set as code at a tap. */
function codes(text: string): MessageEntity[] {
  return [...text.matchAll(/^[\w-]{20,64}$/gm)].map(({ index, 0: code }) => {
    return { type: "code", offset: index, length: code.length };
  });
}

/** A row takes at most three buttons, and no more words than a narrow phone can show. */
const rowMaxButtons = 3;
const rowMaxChars = 28;

export function keyboard(choices: readonly Choice[]): InlineKeyboardMarkup | undefined {
  const fits =
    choices.length <= capabilities.buttonsMax &&
    choices.every((choice) => choice.label.length <= capabilities.labelMaxChars);
  // Where they do not fit they stand in the text, numbered.
  if (!fits) return undefined;
  const rows: InlineKeyboardButton[][] = [];
  for (const choice of choices) {
    const button = buttonOf(choice);
    if (button === null) continue;
    const row = rows.at(-1);
    const used = row?.reduce((sum, { text }) => sum + text.length, 0) ?? 0;
    if (row !== undefined && row.length < rowMaxButtons && used + choice.label.length <= rowMaxChars)
      row.push(button);
    else rows.push([button]);
  }
  return rows.length === 0 ? undefined : { inline_keyboard: rows };
}

/** Telegram opens only addresses of the public internet; what is on this machine stands in the text alone. */
function buttonOf(choice: Choice): InlineKeyboardButton | null {
  if ("token" in choice) return { text: choice.label, callback_data: choice.token };
  if (!URL.canParse(choice.url)) return null;
  const { protocol, hostname } = new URL(choice.url);
  const isPublic = /^https?:$/.test(protocol) && /\.[a-z]{2,}$/i.test(hostname);
  return isPublic ? { text: choice.label, url: choice.url } : null;
}
