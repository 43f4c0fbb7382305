import { describe, expect, it } from "vitest";
import { canPerform } from "../../src/desk/perform.ts";
import { readMessage } from "../../src/desk/read-message.ts";
import { helpTasks } from "../../src/web/pages/help-tasks.ts";

const context = {
  now: new Date("2026-11-24T09:00:00Z"),
  clients: ["Acme", "Harris", "Dave", "Mrs Patel"],
};

/** Said with a bill, or heard before anything is read. */
const parts: ReadonlySet<string> = new Set(["at the reduced rate", "no VAT", "wrong"]);

function failing(text: string): string | null {
  const { intents, question } = readMessage(text, context, undefined).understanding;
  if (question !== null) return `${text}: ${question.text}`;
  const bad = intents.find(({ intent }) => intent === "none" || !canPerform(intent));
  return bad === undefined ? null : `${text}: ${bad.intent}`;
}

describe("the help pages", () => {
  it.each(helpTasks)("$title says nothing that would not be done", ({ body }) => {
    const said = [...String(body).matchAll(/<kbd>(.*?)<\/kbd>/g)].map(([, it = ""]) =>
      it.replaceAll("&#39;", "'").replaceAll("&amp;", "&"),
    );
    const whole = said.filter((it) => !parts.has(it));
    expect(whole.map(failing).filter((it) => it !== null)).toEqual([]);
  });

  it("lead to nowhere but each other and the pages", () => {
    const paths = new Set(helpTasks.map(({ path }) => `/help/${path}`));
    const links = helpTasks.flatMap(({ body }) =>
      [...String(body).matchAll(/href="([^"]+)"/g)].map(([, it = ""]) => it),
    );
    expect(links.filter((it) => !paths.has(it))).toEqual([]);
  });
});
