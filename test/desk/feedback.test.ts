import { expect, it } from "vitest";
import { isComplaint } from "../../src/desk/file-feedback.ts";
import { listFeedback } from "../../src/store/feedback.ts";
import { openWorld } from "../helpers/world.ts";

it("files what was said, what was read in it and what was answered, and no account number", async () => {
  const world = await openWorld({ now: "2026-11-22T09:00:00Z" });
  try {
    await world.say("anna", "bill Acme £230");
    await world.say("anna", " Wrong! ");
    await world.say("anna", "my bank details are 20-00-00 12345678");
    await world.say("anna", "no");
    await world.say("ben", "blah blah");
    await world.say("ben", "bad");
    const filed = await world.store.read(listFeedback);
    expect(filed.map(({ word, said, answers }) => ({ word, said, answers }))).toEqual([
      {
        word: "Wrong!",
        said: "bill Acme £230",
        answers: [
          "Billed Acme £230 — bill 1, due Sun 6 Dec 2026.\nWhat's Acme's email? Then I send it and chase for you.",
        ],
      },
      { word: "bad", said: "blah blah", answers: [expect.stringContaining("I did not catch that")] },
    ]);
    expect(filed[0]?.understood.intents[0]).toMatchObject({ intent: "create-bill", totalMinor: 23_000 });
    expect(new Set(filed.map(({ traderId }) => traderId)).size).toBe(2);

    await world.say("anna", "my bank details are 20-00-00 99995678 or 87654321");
    await world.say("anna", "wrong");
    const latest = (await world.store.read(listFeedback)).at(-1);
    expect(JSON.stringify(latest)).not.toMatch(/99995678|87654321/);
    expect(latest?.said).toContain("••••5678");
  } finally {
    await world.close();
  }
});

it.each([
  ["wrong", true],
  ["No, that's wrong!", true],
  ["that’s all wrong.", true],
  ["thats not what I said", true],
  ["no that isn't what I meant", true],
  ["not how i wanted it", true],
  ["you got that wrong", true],
  ["you're useless", true],
  ["Rubbish bot", true],
  ["👎🏽", true],
  ["wrong number, it's 07700 900123", false],
  ["that's wrong, it was £80", false],
  ["Acme got that wrong", false],
  ["not what I said to Acme", false],
  ["bad debt", false],
] as const)("%s: a complaint, %s", (text, complains) => {
  expect(isComplaint(text)).toBe(complains);
});
