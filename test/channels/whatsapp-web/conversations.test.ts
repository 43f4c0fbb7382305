import { describe, expect, it, vi } from "vitest";
import { clean } from "../../../bots/common/plain-text.ts";
import { until } from "../../helpers/until.ts";
import type { Played, PlayedPerson } from "../../stand-ins/whatsapp-web/library.ts";
import { conversations, expectedExchanges, type OpenStage, playedExchanges } from "../replay.ts";
import { linkPhone } from "./phone.ts";

/** The same product without buttons: a press is a number, or the words, of the message it answers. */
vi.setConfig({ testTimeout: 60_000 });

const open: OpenStage = async (options) => {
  const linked = await linkPhone(options);
  const people = new Map<string, PlayedPerson>();
  const said: Played[] = [];
  const person = (chat: string) => {
    const known = people.get(chat) ?? linked.phone.person(`4477009${10_000 + people.size}`);
    people.set(chat, known);
    return known;
  };
  let turns = 0;
  const settle = async () => {
    turns += 1;
    const inbox = () => linked.store.read((tx) => tx.builder.select().from(tx.tables.inbox));
    await until(async () => (await inbox()).length === turns, "the message is stored", 20_000);
    await linked.core.queue.drain();
  };
  await until(() => linked.state().kind === "up");
  return {
    say: async (chat, text) => {
      said.push(person(chat).says(text));
      await settle();
    },
    press: async (chat, label, under) => {
      const shown = person(chat).hears();
      const offers = (it: Played) => optionsOf(clean(it.body)).some((option) => isAbout(option, label));
      const begins = (it: Played) =>
        clean(it.body)
          .split("\n\n")
          .some((part) => part.startsWith(under));
      const message = shown.findLast((it) => offers(it) && begins(it));
      const options = optionsOf(clean(message?.body ?? ""));
      const at = options.findLastIndex((option) => isAbout(option, label));
      const numbered = /^1\. /m.test(
        clean(message?.body ?? "")
          .split("\n\n")
          .at(-1) ?? "",
      );
      // Answered by a reply: another question may have come since.
      person(chat).says(numbered ? `${at + 1}` : (options[at] ?? label), message?.id.id);
      await settle();
    },
    edit: async (chat, before, text) => {
      const message = said.findLast((it) => it.body === before);
      if (message === undefined) throw new Error(`Nobody said "${before}".`);
      person(chat).edits(message, text);
      await settle();
    },
    heard: async (chat) =>
      person(chat)
        .hears()
        .map((it) => withoutOptions(clean(it.body))),
    pass: (ms) => linked.core.pass(ms, options.clock),
    restart: async () => {
      await linked.restart();
      await until(() => linked.state().kind === "up");
    },
    close: linked.close,
  };
};

/** The choices that end a message, as they are spelled out. */
function optionsOf(text: string): readonly string[] {
  const last = text.split("\n\n").at(-1) ?? "";
  if (last.startsWith("Answer: ")) return last.slice("Answer: ".length).split(" · ");
  return last.split("\n").flatMap((line) => /^\d+\. (.*)$/.exec(line)?.slice(1) ?? []);
}

function isAbout(option: string, label: string): boolean {
  return option === label || option.startsWith(`${label} bill `);
}

function withoutOptions(text: string): string {
  const parts = text.split("\n\n");
  return parts.length > 1 && optionsOf(text).length > 0 ? parts.slice(0, -1).join("\n\n") : text;
}

describe("on a linked phone the conversation", () => {
  it.each(conversations({ edits: true }))("%s", async (file) => {
    expect(await playedExchanges(file, open)).toEqual(expectedExchanges(file));
  });
});
