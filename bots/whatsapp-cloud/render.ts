import type { Choice } from "../../src/domain/channel.ts";
import { whatsAppCloud as limits } from "../../src/limits.ts";
import type { Capabilities, Step } from "../../src/ports.ts";
import { breakFormatting, breakLinks, ourLinks } from "../common/plain-text.ts";

/**
 * Meta takes 4096 characters, 1024 with buttons or a list; the rest is room for the joiners. Three reply buttons
 * of 20 characters, else a list of ten rows: a title of 24 and a line of 72 below it.
 */
export const capabilities: Capabilities = {
  buttonsMax: 10,
  labelMaxChars: 72,
  textMaxChars: 3_900,
  buttonTextMaxChars: 960,
  edits: false,
  joins: true,
  windowMs: limits.windowMs,
};
const textMaxChars = 4_096;
const bodyMaxChars = 1_024;
const buttonsMax = 3;
const buttonMaxChars = 20;
const rowsMax = 10;
const rowMaxChars = 24;

/** A step as Meta takes it, without its addressee. A link needs no button: it stands in the text and can be tapped. */
export function render(step: Step, ownOrigin: string): object {
  const replies = step.choices.filter((choice) => "token" in choice);
  const links = step.choices.flatMap((choice) => ("url" in choice ? [choice.url] : []));
  const isOurs = ourLinks(ownOrigin, links);
  const plain = (maxChars: number) => plainText(step.text, isOurs, maxChars);
  if (replies.length === 0 || replies.length > rowsMax || step.text.length > bodyMaxChars) {
    return { type: "text", text: { body: plain(textMaxChars), preview_url: false } };
  }
  const body = { text: plain(bodyMaxChars) };
  const interactive = fitAsButtons(replies)
    ? { type: "button", body, action: { buttons: replies.map(button) } }
    : { type: "list", body, action: { button: "Choose", sections: [{ rows: replies.map(row) }] } };
  return { type: "interactive", interactive };
}

/** What stands below a picture or a document: at most 1024 characters, as under buttons. */
export function renderCaption(caption: string, ownOrigin: string): string {
  return plainText(caption, ourLinks(ownOrigin), bodyMaxChars);
}

function plainText(text: string, isOurs: (url: string) => boolean, maxChars: number): string {
  const room = { left: maxChars - text.length };
  return breakFormatting(breakLinks(text, isOurs, room), isOurs, room);
}

type Reply = Extract<Choice, { token: string }>;

function fitAsButtons(replies: readonly Reply[]): boolean {
  return (
    replies.length <= buttonsMax &&
    replies.every(({ label }) => label.length <= buttonMaxChars) &&
    new Set(replies.map(({ label }) => label)).size === replies.length
  );
}

function button({ label, token }: Reply) {
  return { type: "reply", reply: { id: token, title: label } };
}

/** A label that is longer than a row's title stands whole in the line below it. */
function row({ label, token }: Reply) {
  if (label.length <= rowMaxChars) return { id: token, title: label };
  const words = label.slice(0, rowMaxChars - 1).replace(/\s+\S*$/u, "");
  return { id: token, title: `${words.trimEnd()}…`, description: label };
}

/** An approved template without parameters, in British English. */
export function renderTemplate(name: string, parameters: readonly string[] = []): object {
  const body = { type: "body", parameters: parameters.map((text) => ({ type: "text", text })) };
  const components = parameters.length === 0 ? {} : { components: [body] };
  return {
    type: "template",
    template: { name, language: { policy: "deterministic", code: "en_GB" }, ...components },
  };
}
