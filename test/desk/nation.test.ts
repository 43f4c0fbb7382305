import { expect, it } from "vitest";
import { isCompany } from "../../src/domain/client.ts";
import { nationOf } from "../../src/domain/nation.ts";

it.each([
  ["1 High Street, Leeds LS1 4AP", "england-and-wales"],
  ["2 Cathedral Road, Cardiff cf11 9ll", "england-and-wales"],
  ["10 Downing Street, London SW1A 2AA", "england-and-wales"],
  ["1 Princes Street, Edinburgh EH1 1AA", "scotland"],
  ["5 George Square, Glasgow G21DU", "scotland"],
  ["Lerwick ZE1 0AA", "scotland"],
  ["Galashiels TD1 1AA", "scotland"],
  ["Berwick-upon-Tweed TD15 1AA", "england-and-wales"],
  ["Donegall Square, Belfast BT1 5GS", "northern-ireland"],
  ["care of EH1 1AA, now at LS1 4AP", "england-and-wales"],
  ["St Helier, Jersey JE2 3AB", null],
  ["Douglas, Isle of Man IM1 1AA", null],
  ["1 High Street, Leeds", null],
  ["QQ1 1AA", null],
  ["", null],
])("the nation of %j is %s", (address, nation) => {
  expect(nationOf(address)).toBe(nation);
});

it.each([
  ["Acme Ltd", null, true],
  ["Acme Limited", null, true],
  ["Leeds City Council", null, true],
  ["Mrs Patel", null, false],
  ["Acme", null, false],
  ["Acme", true, true],
  ["Acme Ltd", false, false],
])("%s, said to be a company: %s, is one: %s", (name, company, is) => {
  expect(isCompany({ name, company })).toBe(is);
});
