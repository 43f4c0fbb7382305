import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readMoneyQuestion } from "../../src/understand/whole/read-money-question.ts";
import { type CardWorld, openCardWorld } from "../helpers/card-world.ts";

describe("a question whether money has come", () => {
  it("is read in the words it is asked in, and nothing else is", () => {
    const read = (text: string) => {
      const intent = readMoneyQuestion(text, { now: new Date(), clients: ["Acme"] })?.intent;
      return intent === undefined ? null : [intent.client?.said ?? null, intent.amountMinor ?? null];
    };
    expect(read("has owt come in from Acme?")).toEqual(["Acme", null]);
    expect(read("Has anything landed")).toEqual([null, null]);
    expect(read("did the 230 land")).toEqual([null, 23_000]);
    expect(read("has that £1,250.50 come through from Acme yet?")).toEqual(["Acme", 125_050]);
    expect(read("any money in off Acme?")).toEqual(["Acme", null]);
    for (const other of [
      "Acme paid",
      "bill Acme £230",
      "has Acme paid?",
      "the 230 landed",
      "did the 230 land on the roof",
    ])
      expect(read(other)).toBeNull();
  });
});

describe("looking afresh", () => {
  let world: CardWorld;
  beforeEach(async () => {
    world = await openCardWorld();
    await world.say("me", "bill Acme £230");
  });
  afterEach(() => world.close());

  it("asks Stripe before it answers, and tells what it finds", async () => {
    await world.connect("me");
    await world.heard("me");
    world.stripe.delivering.faults.dropped = true;
    await world.say("me", "has owt come in from Acme?");
    expect(await world.heard("me")).toEqual([
      "Having a look …",
      "Nothing new from Acme. Still to come:\n• Acme £230 — bill 1, due Sun 6 Dec 2026",
    ]);
    world.pays();
    await world.say("me", "did the 230 land");
    const [, said] = await world.heard("me");
    expect(said).toMatch(/^Acme paid £230 — /);
  });

  it("answers all the same where Stripe does not", async () => {
    await world.connect("me");
    await world.heard("me");
    world.stripe.fault("get /v1/checkout/sessions", { kind: "refuse", status: 500, times: 1 });
    await world.say("me", "has anything come in");
    expect((await world.heard("me"))[1]).toContain("Stripe does not answer just now; I go on looking.");
  });

  it("answers from the books alone where nobody can pay by card", async () => {
    await world.heard("me");
    await world.say("me", "any money in from Zebra?");
    await world.say("me", "any money in from Acme?");
    const [unknown, known] = await world.heard("me");
    expect(unknown).toContain("I do not know a client called Zebra");
    expect(known).toContain("Nothing new from Acme. Still to come:");
  });
});
