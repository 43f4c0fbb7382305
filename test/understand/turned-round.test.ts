import { describe, expect, it } from "vitest";
import { bookVerbs } from "../../src/domain/intent.ts";
import { weighty } from "../../src/understand/grammar-words.ts";
import { readOrder } from "../../src/understand/read-order.ts";
import { corpusNow } from "./corpus.ts";

/** Whether an order would be done without anybody being asked. */
function acts(text: string): boolean {
  const { intents, question } = readOrder(text, { now: corpusNow, clients: ["Acme Ltd", "Tom Price"] });
  return (
    question === null &&
    intents.some(({ intent, certainty }) => bookVerbs.has(intent) && certainty === "said")
  );
}

/** Places of an order, and the words of the closed class that change nothing there. */
const places: readonly (readonly [string, string])[] = [
  ["bill acme ltd 40 _", "i wed it them him like bar is be gonna all both actually again only"],
  ["bill acme ltd _ 40", "i wed it them him like bar is am be hasnt havent didnt gonna all both actually again only"],
  ["bill _ acme ltd 40", "i wed it them him me us bar is am be gonna all both actually again"],
  ["bill acme ltd 40 for _ gate", "i wed it them him bar is am be gonna all both actually again soon"],
  ["_ bill acme ltd 40", "wed you cuz but like do gonna just also"],
  ["cancel bill 4 _", "he she they it them him what like bar is has have gonna just actually only"],
  ["write off _ bill 4", "he she they it them him what is has have gonna just actually"],
]; // biome-ignore format: one row a place

describe("a word that says how a sentence is meant", () => {
  it.each(places)("has '%s' confirmed", (place, harmless) => {
    const plain = new Set(harmless.split(" "));
    const sure = [...weighty].filter((word) => !plain.has(word) && acts(place.replace("_", word)));
    expect(sure).toEqual([]);
  });

  it("leaves the order as it is where it is only the name of work", () => {
    expect(acts("bill acme ltd 40 for the gate")).toBe(true);
    expect(acts("bill acme ltd 40 for the wooden gate")).toBe(true);
    expect(acts("cancel bill 4")).toBe(true);
  });
});
