import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Address } from "../../src/domain/channel.ts";
import type { Step } from "../../src/ports.ts";
import { type ChannelRig, type MakeRig, openRig } from "./rig.ts";

/** What every channel must be, whatever its platform. `make` opens a fresh one with a chat that can be written to. */
export function channelContract(name: string, make: MakeRig): void {
  describe(`the ${name} channel`, () => {
    let rig: ChannelRig;
    beforeEach(async () => {
      rig = await openRig(make);
    });
    afterEach(() => rig.close());

    describe("reads", () => {
      it("anything at all without throwing, the same each time, and leaves it as it was", () => {
        const { channel, account } = rig.platform;
        fc.assert(
          fc.property(fc.oneof(fc.anything(), fc.jsonValue()), (raw) => {
            const before = fc.stringify(raw);
            const inbounds = channel.parse(raw, account);
            expect(channel.parse(raw, account)).toEqual(inbounds);
            expect(fc.stringify(raw)).toBe(before);
          }),
        );
      });

      it("a true event with any one field spoiled", () => {
        const { channel, account } = rig.platform;
        const raw = JSON.parse(JSON.stringify(rig.platform.textEvent("hello"))) as object;
        fc.assert(
          fc.property(fc.constantFrom(...pathsOf(raw)), fc.anything(), (path, value) => {
            for (const inbound of channel.parse(spoil(raw, path, value), account)) {
              expect(inbound.address).toMatchObject({ channel: channel.name, account });
              expect(inbound.eventId).not.toBe("");
            }
          }),
        );
      });

      it("a text as one text, under the channel's own id of the event", () => {
        const raw = rig.platform.textEvent("bill Acme £230 — “boiler” 🔧");
        const [inbound, ...others] = rig.parse(raw);
        expect(others).toEqual([]);
        expect(inbound).toMatchObject({ kind: "text", text: "bill Acme £230 — “boiler” 🔧" });
        expect(inbound?.address).toEqual(rig.address);
        expect(rig.parse(raw)[0]?.eventId).toBe(inbound?.eventId);
        expect(rig.parse(rig.platform.textEvent("again"))[0]?.eventId).not.toBe(inbound?.eventId);
      });
    });

    describe("keeps a conversation", () => {
      it("in which an event that is delivered twice is dealt with once", async () => {
        const raw = rig.platform.textEvent("hello");
        const first = await rig.deliver(raw);
        const second = await rig.deliver(raw);
        expect(second).toEqual({ ...first, repeated: true });
        expect(await rig.platform.seen(rig)).toHaveLength(1);
      });

      it("in which what the chat shows is what the transcript says", async () => {
        await rig.deliver(rig.platform.textEvent("hello"));
        await rig.deliver(rig.platform.textEvent("hello again"));
        const said = (await rig.transcript()).filter((it) => it.sender === "bot").map((it) => it.text);
        expect(said).toHaveLength(2);
        expect((await rig.platform.seen(rig)).map((it) => it.text)).toEqual(said);
      });

      it("in which a button brings back its own token", async () => {
        await rig.deliver(rig.platform.textEvent("hello"));
        await rig.say("Shall I?", [{ label: "Unlink this chat", action: { act: "unlink-chat" } }]);
        const [shown] = (await rig.platform.seen(rig)).slice(-1);
        const { pressEvent } = rig.platform;
        expect(pressEvent === null ? shown?.text : shown?.labels.join()).toContain("Unlink this chat");
        const choice = (await rig.transcript()).at(-1)?.choices[0];
        const token = choice !== undefined && "token" in choice ? choice.token : "";
        const raw = pressEvent?.("Unlink this chat", token) ?? rig.platform.textEvent("1");
        if (pressEvent !== null) expect(rig.parse(raw)).toMatchObject([{ kind: "choice", token }]);
        await rig.deliver(raw);
        const [pressed, answer] = (await rig.transcript()).slice(-2);
        expect(pressed?.text).toBe(pressEvent === null ? "1" : "[Unlink this chat]");
        expect(answer?.text).toContain("This is your only chat");
      });

      it("in which a text too long for one message arrives whole, in order", async () => {
        const long = Array.from({ length: 900 }, (_, i) => `line ${i} of it`).join("\n");
        await rig.deliver(rig.platform.textEvent("hello"));
        const before = (await rig.platform.seen(rig)).length;
        await rig.say(long);
        const parts = (await rig.platform.seen(rig)).slice(before).map((it) => it.text);
        expect(parts.length).toBeGreaterThan(1);
        expect(parts.join("\n").split(/\n+/)).toEqual(long.split("\n"));
      });

      it("in which the longest text and the most buttons that it says it can show are shown", async () => {
        const { buttonsMax, labelMaxChars, buttonTextMaxChars, textMaxChars } =
          rig.platform.channel.capabilities;
        await rig.deliver(rig.platform.textEvent("hello"));
        const offers = Array.from({ length: buttonsMax }, (_, i) => ({
          label: `${i} `.padEnd(labelMaxChars, "x"),
          action: { act: "unlink-chat" } as const,
        }));
        await rig.say("£ ".repeat(buttonTextMaxChars / 2).trimEnd(), offers);
        const labels = (await rig.platform.seen(rig)).at(-1)?.labels;
        if (rig.platform.pressEvent !== null) expect(labels).toEqual(offers.map((it) => it.label));
        await rig.say("£ ".repeat(textMaxChars / 2).trimEnd());
        expect((await rig.platform.seen(rig)).at(-1)?.text).toHaveLength(textMaxChars - 1);
      });
    });

    describe("changes a message in place", () => {
      it("once, twice, or with the same words; or leaves it, where it cannot be changed", async () => {
        await rig.deliver(rig.platform.textEvent("hello"));
        const original = await rig.say("Bill 1: open");
        const before = (await rig.platform.seen(rig)).length;
        for (const text of ["Bill 1: paid", "Bill 1: paid", "Bill 1: open"]) {
          expect(await rig.edit(original, text)).toBe("done");
          const shown = await rig.platform.seen(rig);
          expect(shown).toHaveLength(before);
          expect(shown.at(-1)?.text).toBe(rig.platform.channel.capabilities.edits ? text : "Bill 1: open");
        }
      });
    });

    describe("makes one attempt, and", () => {
      const step: Step = { text: "hello", choices: [] };
      const signal = () => AbortSignal.timeout(5_000);

      it("answers for a chat that is not there, without throwing", async () => {
        const { channel, account } = rig.platform;
        for (const chat of ["", "nobody", "-1", "9".repeat(40)]) {
          const to: Address = { channel: channel.name, account, chat };
          expect(["sent", "not-sent"]).toContain((await channel.send(to, step, "key", signal())).kind);
        }
      });

      it("does not throw when it is told to stop", async () => {
        const { channel } = rig.platform;
        const result = await channel.send(rig.address, step, "key", AbortSignal.abort());
        if (result.kind === "not-sent") expect(result.why).toBe("transient");
      });

      it("says so where the answer is lost, and looks, or says that it cannot", async () => {
        const { channel, loseAnswer } = rig.platform;
        if (loseAnswer !== null) {
          loseAnswer();
          const result = await channel.send(rig.address, step, "key", signal());
          expect(result).toMatchObject({ kind: "not-sent", why: "ambiguous" });
        }
        const found = await channel.find(rig.address, "key", signal());
        expect(["found", "absent", "not-yet", "cannot-tell"]).toContain(found.kind);
        if (loseAnswer !== null) expect(found.kind).not.toBe("absent");
      });
    });
  });
}

/** The ways to every value within. */
function pathsOf(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [path];
  const below = Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...path, key]));
  return path.length === 0 ? below : [path, ...below];
}

function spoil(value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by;
  const object = value as Record<string, unknown>;
  return { ...object, [key]: spoil(object[key], rest, by) };
}
