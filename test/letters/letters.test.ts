import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { settingsAtFirst } from "../../src/domain/setting.ts";
import { finalLetter } from "../../src/letters/final-letter.ts";
import { asHtml } from "../../src/letters/letter-html.ts";
import { asMessage, asText } from "../../src/letters/letter-text.ts";
import { writeLetter } from "../../src/letters/letters.ts";
import { aBill, aClient } from "../helpers/builders.ts";
import { examples } from "./examples.ts";

/*
 * Every sentence that a client may read, printed for reading aloud. After one was changed on purpose,
 * `WRITE_LETTERS=1 npx vitest run --dir test letters` writes them anew.
 */
const path = new URL("letters.txt", import.meta.url);

function printed(): string {
  const mails = Object.entries(examples).map(([name, facts]) => {
    const letter = writeLetter(facts);
    return `=== ${name}\nSubject: ${letter.subject}\n\n${asText(letter)}`;
  });
  const phones = ["a bill", "a firm reminder", "several bills, some overdue"].map((name) => {
    const facts = examples[name];
    return facts === undefined ? "" : `=== by phone: ${name}\n${asMessage(writeLetter(facts))}\n`;
  });
  const posted = finalLetter(
    {
      ...settingsAtFirst,
      tradingName: "Joe's Plumbing",
      legalName: "Joe Smith",
      address: "1 High Street, Leeds LS1 4AP",
    },
    aClient({ name: "Mrs Patel", address: "2 Low Road, Leeds LS2 5BQ" }),
    aBill({ number: 14 }),
    "2026-12-27",
  );
  return [...mails, ...phones, `=== by post, by the trader\n${posted}\n`].join("\n");
}

it("prints every letter", () => {
  if (process.env["WRITE_LETTERS"] !== undefined) writeFileSync(path, printed());
  else expect(printed()).toBe(readFileSync(path, "utf8"));
});

describe.each(Object.entries(examples))("%s", (_, facts) => {
  const letter = writeLetter(facts);
  const text = asText(letter);
  const html = asHtml(letter);

  it("has nothing in it that sells, threatens or sounds official", () => {
    const unwanted =
      /offer|discount|upgrade|sign up|powered by|free trial|justpayme|\bdebts?\b|collect|court|legal action|bailiff|final notice|urgent/i;
    expect(text.replace("Late Payment of Commercial Debts (Interest) Act 1998", "")).not.toMatch(unwanted);
  });

  it("says who it is from, whom it is to, and how to stop", () => {
    expect(text).toContain(facts.sender.tradingName ?? "[your business name]");
    expect(text).toContain(`Hello ${facts.client.name},`);
    if (facts.stopUrl !== null) expect(text).toContain(facts.stopUrl);
  });

  it("says the same in both parts, and fetches nothing", () => {
    for (const it of [...letter.paragraphs, ...letter.closing]) {
      expect(text).toContain(it);
      expect(html.replaceAll("&#39;", "'").replaceAll("&amp;", "&")).toContain(it);
    }
    expect(html).not.toMatch(/<img|<script|<link|src=|url\(/i);
    expect(html).toContain('lang="en-GB"');
  });
});

it("puts a stranger's name into the HTML part as text", () => {
  const facts = { ...examples["a bill"], client: { name: '<script>alert("1")</script>', company: null } };
  expect(asHtml(writeLetter(facts as never))).not.toContain("<script>alert");
});
