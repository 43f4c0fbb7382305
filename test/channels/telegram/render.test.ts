import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wordJoiner } from "../../../bots/common/plain-text.ts";
import { render } from "../../../bots/telegram/render.ts";
import type { Choice } from "../../../src/domain/channel.ts";

const origin = "https://justpayme.example";
const show = (text: string, choices: readonly Choice[] = []) => render({ text, choices }, origin);
const button = (label: string) => ({ label, token: label });

it.each([
  "https://in.xero.com/abc_DEF-123",
  "https://wa.me/447700900123?text=Hello%20there.Acme%20https%3A%2F%2Fpay.example",
  "sms:+447700900123?&body=Hello.Acme",
  "mailto:a@acme.com?body=Hello.Acme",
])("leaves a link whole that the trader is to copy or open: %s", (link) => {
  expect(render({ text: `See ${link}`, choices: [] }, "https://justpayme.example").text).toBe(`See ${link}`);
});

describe("what Telegram shows", () => {
  it.each([
    ["Billed evil.example £5", "Billed evil.*example £5"],
    ["Billed http://evil.example/pay £5", "Billed http:*//evil.*example/pay £5"],
    ["Billed @somebody £5", "Billed @*somebody £5"],
    ["Billed (@somebody) £5", "Billed (@*somebody) £5"],
    ["Billed /start £5", "Billed /*start £5"],
    ["Billed #evil $EVIL", "Billed #*evil $*EVIL"],
    ["Billed tg://resolve?domain=x", "Billed tg:*//resolve?domain=x"],
  ])("has no link in %j", (text, shown) => {
    expect(show(text).text).toBe(shown.replaceAll("*", wordJoiner));
  });

  it.each([
    "bill 14 — Acme Ltd — £1,250.50 — due Fri 4 Dec 2026.",
    "Mail goes to pat@acme.co.uk.",
    `Pay here: ${origin}/pay/abc`,
    "AC/DC & Sons <5.30pm> 50% off_peak *now*",
  ])("leaves %j as it is", (text) => {
    expect(show(text).text).toBe(text);
  });

  it("keeps a link that has a button, and breaks one that only looks like ours", () => {
    const url = "https://in.xero.com/abc";
    expect(show(`See ${url}.`, [{ label: "Open Xero", url }]).text).toBe(`See ${url}.`);
    expect(show(`See ${origin}.evil.example/pay`).text).toContain(wordJoiner);
  });

  it("loses nothing but the joiners, and stays within what Telegram takes", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200, unit: "binary" }), (text) => {
        expect(show(text).text.replaceAll(wordJoiner, "")).toBe(text.replaceAll(wordJoiner, ""));
      }),
    );
    expect(show("a.bc ".repeat(760)).text.length).toBeLessThanOrEqual(4096);
  });

  it("sets a code on a line of its own so that a tap copies it", () => {
    const code = "YZQpebYH4azHXMMTPGlPdA";
    const { text, entities } = show(`🔧 Send this:\n${code}\nIt works once.`);
    const [entity] = entities;
    expect(entities).toHaveLength(1);
    expect(text.slice(entity?.offset, (entity?.offset ?? 0) + (entity?.length ?? 0))).toBe(code);
    expect(show("a short line\nand another").entities).toEqual([]);
  });

  it("puts short buttons side by side and long ones below each other", () => {
    const rows = show("x", [button("Yes"), button("No"), button("Bill 12: £230.00 from Acme")]).keyboard;
    expect(rows?.inline_keyboard.map((row) => row.map((it) => it.text))).toEqual([
      ["Yes", "No"],
      ["Bill 12: £230.00 from Acme"],
    ]);
  });

  it("has no button for a page that only this machine can open", () => {
    const local = { label: "Open", url: "http://localhost:3000/open/abc" };
    expect(show("x", [local]).keyboard).toBeUndefined();
    expect(show("x", [{ label: "Open", url: `${origin}/open/abc` }]).keyboard).toBeDefined();
    expect(show("x", [{ label: "Open", url: "javascript:alert(1)" }]).keyboard).toBeUndefined();
  });

  it("has no buttons where they do not fit: the text has them numbered", () => {
    expect(show("x", [button("y".repeat(61))]).keyboard).toBeUndefined();
    expect(
      show(
        "x",
        Array.from({ length: 25 }, (_, i) => button(`${i}`)),
      ).keyboard,
    ).toBeUndefined();
  });
});
