import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { canPerform, performed } from "../../src/desk/perform.ts";
import { readMessage } from "../../src/desk/read-message.ts";
import { helpTopics } from "../../src/desk/wording/help.ts";

/** What a trader is told they can say is read as an order that is carried out: neither help nor the README can lie. */
const context = {
  now: new Date("2026-11-24T09:00:00Z"),
  clients: ["Acme", "Harris", "Dave", "Mrs Patel", "The Works", "Dave the roofer", "Big Dave"],
};

function failing(text: string): string | null {
  const { intents, question } = readMessage(text, context, undefined).understanding;
  // What the books fill in is put on a card and not asked.
  if (question !== null && question.books === undefined) return `${text}: ${question.text}`;
  const bad = intents.find(({ intent }) => intent === "none" || !(canPerform(intent) || answers.has(intent)));
  return bad === undefined ? null : `${text}: ${bad.intent}`;
}
/** These answer a card, which the desk sees to before any order. */
const answers: ReadonlySet<string> = new Set(["yes", "no"]);

const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
const section = /## What you can say\n([\s\S]*?)\n## /.exec(readme)?.[1] ?? "";
const phrases = section
  .split("\n")
  .filter((line) => line.startsWith("| "))
  .flatMap((row) => [...row.matchAll(/`([^`]+)`/g)].map(([, phrase]) => phrase ?? ""));

/** What nobody has to be told how to say. */
const unsaid: ReadonlySet<string> = new Set(["greet", "thanks", "none"]);

describe("what can be said", () => {
  it.each(helpTopics)("about $name is read as an order that is carried out", ({ says }) => {
    expect(says.map(failing).filter((it) => it !== null)).toEqual([]);
  });

  it("is what the README's table says", () => {
    expect(phrases.length).toBeGreaterThan(60);
    // A number answers a card; that something was wrong is heard before it is read.
    const spoken = phrases.filter((it) => !/^\d$|^wrong$/.test(it));
    expect(spoken.map(failing).filter((it) => it !== null)).toEqual([]);
  });

  it("is all in the README's table: no order that is carried out is missing from it", () => {
    const told = new Set<string>(
      phrases.flatMap((it) =>
        readMessage(it, context, undefined).understanding.intents.map(({ intent }) => intent),
      ),
    );
    expect(performed.filter((verb) => !told.has(verb) && !unsaid.has(verb))).toEqual([]);
  });
});
