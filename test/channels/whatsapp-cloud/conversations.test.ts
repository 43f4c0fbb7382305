import { describe, expect, it, vi } from "vitest";
import { wordJoiner } from "../../../bots/common/plain-text.ts";
import { until } from "../../helpers/until.ts";
import type { Person } from "../../stand-ins/whatsapp-cloud/person.ts";
import { conversations, expectedExchanges, type OpenStage, playedExchanges } from "../replay.ts";
import { startBot } from "./bot.ts";

/** The same product: every conversation that is written down goes the same way here, with the channel's own buttons. */
vi.setConfig({ testTimeout: 60_000 });

const open: OpenStage = async (options) => {
  const bot = await startBot(options);
  const people = new Map<string, Person>();
  const person = (chat: string) => {
    const known = people.get(chat) ?? bot.api.person(`4477009${String(10_000 + people.size)}`, chat);
    people.set(chat, known);
    return known;
  };
  const settle = async () => {
    await until(() => bot.api.posting.pending() === 0, "Meta has posted everything", 30_000);
    await bot.core.queue.drain();
    await until(() => bot.api.posting.pending() === 0, "Meta has posted everything", 30_000);
  };
  return {
    say: async (chat, text) => {
      person(chat).says(text);
      await settle();
    },
    press: async (chat, label, under) => {
      const shown = person(chat)
        .sees()
        .filter((it) =>
          it.text
            .replaceAll(wordJoiner, "")
            .split("\n\n")
            .some((part) => part.startsWith(under)),
        );
      // Two messages in one: their buttons say which bill they are about.
      const labels = shown.flatMap((it) => it.labels);
      const found = labels.findLast((it) => it === label || it.startsWith(`${label} bill `)) ?? label;
      person(chat).presses(found, shown.findLast((it) => it.labels.includes(found))?.id);
      await settle();
    },
    // What says that there is news is the channel's own.
    heard: async (chat) =>
      person(chat)
        .sees()
        .filter((it) => it.from === "bot" && it.kind !== "template")
        .map((it) => it.text.replaceAll(wordJoiner, "")),
    pass: async (ms) => {
      await bot.core.pass(ms, options.clock);
      await settle();
      for (const it of people.values()) {
        if (it.sees().at(-1)?.kind !== "template") continue;
        it.tapsTemplate();
        await settle();
      }
    },
    restart: () => bot.restart(),
    close: bot.close,
  };
};

describe("on WhatsApp's Cloud API the conversation", () => {
  // Meta does not tell of messages that were edited.
  it.each(conversations({ edits: false }))("%s", async (file) => {
    expect(await playedExchanges(file, open)).toEqual(expectedExchanges(file));
  });
});
