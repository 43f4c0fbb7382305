import { expect, it } from "vitest";
import { methodIn } from "../../src/understand/read-method.ts";

it.each([
  ["bill Acme 230 cash", "cash"],
  ["bill Acme £230 in cash please", "cash"],
  ["bill Dave forty quid cash job", "cash"],
  ["bill Acme 230 boiler repair, by card", "card"],
  ["bill Acme £230 by bank transfer", "bank"],
  ["bill Acme £230 by cheque.", "cheque"],
  ["bill Acme 230 for a business card", null],
  ["bill Cash Converters 230", null],
  ["bill Acme 230 for the cash register", null],
  ["bill Acme £230", null],
])("%s is to be paid: %s", (text, method) => {
  expect(methodIn(text)).toBe(method);
});
