import { describe, expect, it } from "vitest";
import { answer } from "../../src/understand/answer.ts";
import { understand } from "../../src/understand/understand.ts";

const context = {
  now: new Date("2026-11-22T09:00:00Z"),
  clients: ["Acme Ltd", "Dave Hughes", "Dave Price", "Harris"],
};
const ask = (text: string) => understand(text, context);

describe("an answer to a pending question", () => {
  it.each([
    ["bill Acme", "230", 23000],
    ["bill Acme", "£230", 23000],
    ["bill Acme", "two hundred and thirty quid", 23000],
    ["bill Acme", "make it 230", 23000],
    ["bill Acme three fifty", "350", 35000],
    ["bill Acme £4o", "it's £40", 4000],
  ])("completes %j with %j", (first, reply, minor) => {
    const read = answer(ask(first), reply, context);
    expect(read?.intents[0]).toMatchObject({
      intent: "create-bill",
      totalMinor: minor,
      client: { match: "Acme Ltd" },
    });
    expect(read?.question).toBeNull();
  });

  it("fills client, day and VAT", () => {
    expect(answer(ask("bill Dave £50"), "Hughes", context)?.intents[0]?.client?.match).toBe("Dave Hughes");
    expect(answer(ask("bill £50"), "harris", context)?.intents[0]?.client?.match).toBe("Harris");
    expect(answer(ask("bill Acme £50 due next month"), "5 december", context)?.intents[0]?.dueOn).toBe(
      "2026-12-05",
    );
    expect(answer(ask("bill Acme £50 vat"), "on top", context)?.intents[0]?.vat).toBe("plus");
    expect(answer(ask("cancel the bill"), "14", context)?.intents[0]?.bill).toBe(14);
    expect(answer(ask("paid"), "Acme", context)?.intents[0]?.client?.match).toBe("Acme Ltd");
  });

  it("keeps asking for what is still missing", () => {
    expect(answer(ask("bill"), "Acme", context)?.question?.about).toEqual(["amount"]);
    expect(answer(ask("bill"), "Acme 230", context)?.question).toBeNull();
  });

  it("leaves something new alone", () => {
    for (const text of [
      "chase Harris",
      "who owes me",
      "bill Harris 50",
      "undo",
      "what's the weather like",
      "Acme paid",
    ]) {
      expect([text, answer(ask("bill Acme"), text, context)]).toEqual([text, null]);
    }
    expect(answer(ask("bill Acme £50"), "60", context)).toBeNull();
  });

  it("takes yes, no, each and both where they settle the question", () => {
    const owed = answer(ask("Acme owes me 50"), "yes please", context);
    expect([owed?.intents[0]?.intent, owed?.question]).toEqual(["create-bill", null]);
    expect(answer(ask("Acme owes me 50"), "no", context)?.intents[0]?.intent).toBe("none");
    const shared = ask("bill Acme and Harris £200");
    for (const reply of ["each", "both", "yes each", "for each of them"]) {
      const read = answer(shared, reply, context);
      expect(read?.intents.map((intent) => intent.totalMinor)).toEqual([20000, 20000]);
      expect(read?.question).toBeNull();
    }
    expect(answer(ask("bill Acme €50"), "yes", context)?.intents[0]?.currency).toBe("GBP");
    expect(answer(ask("bill Acme €50"), "no", context)?.intents[0]?.intent).toBe("none");
    expect(answer(ask("bill Acme"), "yes", context)).toBeNull();
  });
});
