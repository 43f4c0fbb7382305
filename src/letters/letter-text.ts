import type { Letter } from "./letter.ts";

/** The plain part of a mail. */
export function asText(letter: Letter): string {
  const blocks = [
    letter.greeting,
    ...letter.paragraphs,
    rowsText(letter),
    ...letter.links.map(({ label, url }) => `${label}:\n${url}`),
    letter.payment.join("\n"),
    ...letter.closing,
    letter.signature.join("\n"),
    ["--", ...letter.foot, ...startLines(letter), ...stopLines(letter)].join("\n"),
  ];
  return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}

function rowsText({ rows }: Letter): string {
  return rows.map(({ label, value }) => `${label}: ${value}`).join("\n");
}

export const stopWords = "Stop reminders like this";

export const startWords = "Rather have reminders on WhatsApp?";

function startLines({ startUrl }: Letter): readonly string[] {
  return startUrl === null ? [] : [`${startWords} ${startUrl}`];
}

function stopLines({ stopUrl }: Letter): readonly string[] {
  return stopUrl === null ? [] : [`${stopWords}: ${stopUrl}`];
}

/** A message short enough for a phone, for the trader to send with their own thumb. */
export function asMessage(letter: Letter): string {
  const [first] = letter.paragraphs;
  return [
    `${letter.greeting} ${uncapitalised(first ?? "")}`,
    letter.several ? rowsText(letter) : "",
    ...letter.links.map(({ url }) => url),
    letter.payment.join("\n"),
    letter.signed ? letter.signature.join(" ") : "Thank you",
    ...startLines(letter),
  ]
    .filter((part) => part !== "")
    .join("\n");
}

function uncapitalised(text: string): string {
  return /^I\b/.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);
}
