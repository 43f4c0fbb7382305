import { describe, expect, it } from "vitest";
import { wordJoiner } from "../../../bots/common/plain-text.ts";
import { render } from "../../../bots/whatsapp-cloud/render.ts";
import type { Choice } from "../../../src/domain/channel.ts";
import { check } from "../../stand-ins/whatsapp-cloud/check.ts";

const origin = "https://justpayme.example";
const reply = (label: string): Choice => ({ label, token: `token-${label}`.slice(0, 32) });
const show = (text: string, choices: readonly Choice[] = []) => {
  const content = render({ text, choices }, origin);
  check("Message", { messaging_product: "whatsapp", to: "447700900123", ...content });
  return content as {
    type: string;
    text?: { body: string };
    interactive?: { type: string; action: { sections: readonly { rows: readonly object[] }[] } };
  };
};

describe("what WhatsApp shows", () => {
  it.each([
    ["Billed *Acme_Ltd_ £5", "Billed *^Acme_^Ltd_^ £5"],
    ["Billed `x` ~y~ £5", "Billed `^x`^ ~^y~^ £5"],
    ["Billed evil.example £5", "Billed evil.^example £5"],
    [`Pay: ${origin}/pay/a_b_c`, `Pay: ${origin}/pay/a_b_c`],
  ])("is plain text: %j", (text, shown) => {
    expect(show(text).text?.body).toBe(shown.replaceAll("^", wordJoiner));
  });

  it("has up to three short buttons, else a list, else the text alone", () => {
    expect(show("x", ["A", "B", "C"].map(reply)).interactive?.type).toBe("button");
    expect(show("x", ["A", "B", "C", "D"].map(reply)).interactive?.type).toBe("list");
    // A button's words are never cut, and two alike would be refused.
    expect(show("x", [reply("longer than twenty letters")]).interactive?.type).toBe("list");
    expect(show("x", [reply("Undo"), { label: "Undo", token: "other" }]).interactive?.type).toBe("list");
    expect(show("x".repeat(1_025), [reply("A")]).type).toBe("text");
    expect(
      show(
        "x",
        Array.from({ length: 11 }, (_, i) => reply(`${i}`)),
      ).type,
    ).toBe("text");
  });

  it("has a row's long label whole below its title", () => {
    const label = "Bill 12: £1,230.00 for Acme Ltd of Leeds";
    const [row] = show("x", [reply(label)]).interactive?.action.sections[0]?.rows ?? [];
    expect(row).toMatchObject({ title: "Bill 12: £1,230.00 for…", description: label });
  });

  it("has links in its text, where they can be tapped", () => {
    const url = "https://in.xero.com/abc_def";
    expect(show(`See ${url}`, [{ label: "Open Xero", url }])).toMatchObject({
      type: "text",
      text: { body: `See ${url}` },
    });
  });
});
