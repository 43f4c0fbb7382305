import { describe, expect, it } from "vitest";
import { readVatNumber } from "../../src/domain/vat-number.ts";
import { readSetting } from "../../src/understand/read-setting.ts";

const reads: readonly (readonly [string, object])[] = [
  ["my terms are 30 days", { kind: "terms", termsDays: 30 }],
  ["Set my payment terms to two weeks please", { kind: "terms", termsDays: 14 }],
  ["terms are now on receipt", { kind: "terms", termsDays: 0 }],
  ["my business is Joe's Plumbing", { kind: "trading-name", tradingName: "Joe's Plumbing" }],
  ["my business name is joe’s plumbing", { kind: "trading-name", tradingName: "joe's plumbing" }],
  ["call me Joe's Plumbing on bills", { kind: "trading-name", tradingName: "Joe's Plumbing" }],
  ["my name is Joe Smith.", { kind: "legal-name", legalName: "Joe Smith" }],
  ["my email is Joe@Example.com", { kind: "reply-email", replyEmail: "joe@example.com" }],
  ["vat number GB980780684", { kind: "vat-number", vatRegistered: true, vatNumber: "980780684" }],
  ["I'm not VAT registered", { kind: "vat-number", vatRegistered: false, vatNumber: null }],
  ["my prices are ex VAT", { kind: "plus-vat", plusVat: true }],
  ["my prices don't include VAT", { kind: "plus-vat", plusVat: true }],
  ["my prices are inc VAT", { kind: "plus-vat", plusVat: false }],
  ["my bank is 12345678 20 00 00", { kind: "bank", sortCode: "200000", accountNumber: "12345678" }],
  ["sign me off as Joe", { kind: "sign-off", signOff: "Joe" }],
  ["quiet hours from 9pm until 7:30am", { kind: "quiet-hours", quietFrom: "21:00", quietTo: "07:30" }],
];

describe("a setting", () => {
  it.each(reads)("is read from %s", (text, setting) => {
    expect(readSetting(text)).toEqual({ kind: "set", setting });
  });

  it.each([
    "settings",
    "what are my terms?",
    "my business is quiet today",
    "my address is wrong",
    "bill Acme £230",
    "don't change my terms to 30 days",
    "the rates went up",
  ])("is not read from %s", (text) => {
    expect(readSetting(text)).toBeNull();
  });

  it.each([
    ["my terms are 500 days", "terms"],
    ["my terms are 30 days and my email is a@b.uk", "terms"],
    ["my bank details are 20-00-00 1234", "bank"],
    ["my bank details are 20-00-00 12345678 or 87654321", "bank"],
    ["quiet hours 9 to 7", "quiet-hours"],
    ["my VAT number is GB 123 4567 89", "vat-number"],
  ])("is unclear in %s", (text, about) => {
    expect(readSetting(text)).toEqual({ kind: "unclear", about });
  });
});

it("knows a VAT number of either form by its check digits", () => {
  for (const [said, is] of [
    ["GB 980 7806 84", "980780684"],
    ["123456782", "123456782"],
    ["GB 123 4567 27", "123456727"],
    ["123456782001", "123456782001"],
    ["123456783", null],
    ["12345678", null],
    ["000000000", null],
    ["", null],
  ] as const)
    expect([said, readVatNumber(said)]).toEqual([said, is]);
});
