import type { InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity } from "grammy/types";
import type { Choice } from "../../src/domain/channel.ts";
import type { Capabilities, Step } from "../../src/ports.ts";

/** What Telegram takes is 4096 characters. The rest is room for the joiners that `unlink` puts in. */
export const capabilities: Capabilities = {
  buttonsMax: 24,
  labelMaxChars: 60,
  textMaxChars: 3_800,
  edits: true,
};
const textMaxChars = 4_096;

/** Takes no room and cannot be seen; a link or a name that holds one is no link. */
export const wordJoiner = "\u2060";

export interface Rendered {
  readonly text: string;
  readonly entities: MessageEntity[];
  readonly keyboard: InlineKeyboardMarkup | undefined;
}

/** A step as Telegram takes it: plain text with entities that we place, never markup in which a name could act. */
export function render(step: Step, ownOrigin: string): Rendered {
  const links = step.choices.flatMap((choice) => ("url" in choice ? [choice.url] : []));
  const text = breakLinks(step.text, (url) => links.includes(url) || isWithin(url, ownOrigin));
  return { text, entities: codes(text), keyboard: keyboard(step.choices) };
}

/**
 * Telegram turns whatever looks like a link, a name or a command into one. A client called "evil.example" or
 * "@somebody" must not become something to tap: it gets a joiner. Links of ours and e-mail addresses stay whole.
 */
function breakLinks(text: string, isOurs: (url: string) => boolean): string {
  let room = textMaxChars - text.length;
  return text.replace(/\S+/g, (token) => {
    const bare = token.replace(/[.,;:!?)]+$/, "");
    if (isOurs(bare) || /^[^@\s/]+@[^@\s/]+\.[^@\s/]+$/.test(bare)) return token;
    const broken = token
      .replace(/(?<=[\p{L}\p{N}])\.(?=\p{L}{2})/gu, `.${wordJoiner}`)
      .replaceAll("://", `:${wordJoiner}//`)
      .replace(/(?<![\p{L}\p{N}_/])[@#$](?=[\p{L}_])|(?<=^\(?)\/(?=[\p{L}_])/gu, (sign) => sign + wordJoiner);
    room -= broken.length - token.length;
    return room >= 0 ? broken : token;
  });
}

function isWithin(url: string, origin: string): boolean {
  return URL.canParse(url) && new URL(url).origin === origin;
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

function keyboard(choices: readonly Choice[]): InlineKeyboardMarkup | undefined {
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
