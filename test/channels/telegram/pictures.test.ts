import { afterEach, expect, it, vi } from "vitest";
import { until } from "../../helpers/until.ts";
import { type Bot, startBot } from "./bot.ts";

/** Pictures on Telegram: real PNG over the real client. */
vi.setConfig({ testTimeout: 30_000 });
let bot: Bot;
afterEach(() => bot.close());

async function owedBy(names: readonly string[]) {
  bot = await startBot();
  const anna = bot.api.person(1001, "Anna");
  for (const [index, name] of names.entries()) {
    anna.says(`bill ${name} £${index + 1}00`);
    await until(() => anna.hears().length > index);
  }
  return anna;
}

/** Fifteen bills: a list of more than a thousand characters. */
const many = Array.from({ length: 15 }, () => "Leeds Residents Association");

it("shows who owes what as a photo, with the list below it", async () => {
  const anna = await owedBy(["Acme", "Dave"]);
  anna.says("who owes me");
  await until(() => anna.hears().length === 3);
  const shown = anna.sees().at(-1);
  expect(shown?.text).toMatch(/^Acme £100 — bill 1, .*\nDave £200 — bill 2, .*\nTotal owed: £300$/);
  expect(shown?.photo?.length).toBeGreaterThan(5_000);
  await until(
    async () =>
      (await bot.transcript(anna.id)).at(-1)?.attachment?.alt ===
      "What you are owed, by client: £300 not yet due.",
  );
});

it("puts the photo before a list that is too long for a caption", async () => {
  const anna = await owedBy(many);
  anna.says("who owes me");
  await until(() => anna.hears().length === many.length + 2);
  const [photo, list] = anna.sees().slice(-2);
  expect(photo?.photo).toBeDefined();
  expect(photo?.text).toBe("What you are owed, by client: £12,000 not yet due.");
  expect(list?.photo).toBeUndefined();
  expect(list?.text).toContain("Total owed: £12,000");
});

it("says the list without the photo where Telegram will not have it", async () => {
  const anna = await owedBy(["Acme", "Dave"]);
  bot.api.fault("sendPhoto", { kind: "refuse", code: 400, times: 1 });
  anna.says("who owes me");
  await until(() => anna.hears().length === 3);
  expect(anna.sees().at(-1)?.photo).toBeUndefined();
  expect(anna.sees().at(-1)?.text).toContain("Total owed: £300");
});
