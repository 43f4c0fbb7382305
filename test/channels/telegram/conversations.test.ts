import { describe, expect, it, vi } from "vitest";
import { until } from "../../helpers/until.ts";
import type { Person } from "../../stand-ins/telegram/person.ts";
import { conversations, expectedExchanges, type OpenStage, playedExchanges } from "../replay.ts";
import { startBot } from "./bot.ts";

/** The same product: every conversation that is written down goes the same way here, over the real client. */
vi.setConfig({ testTimeout: 60_000 });

const open: OpenStage = async (options) => {
  const bot = await startBot(options);
  const people = new Map<string, Person>();
  const said = new Map<string, number>();
  const person = (chat: string) => {
    const known = people.get(chat) ?? bot.api.person(1001 + people.size, chat);
    people.set(chat, known);
    return known;
  };
  const settle = async () => {
    await until(() => bot.api.state.updates.length === 0, "every update is confirmed", 30_000);
    await bot.core.queue.drain();
  };
  // What was sent, as it was sent: cards are changed in place afterwards.
  const sent = async (chat: string) =>
    (await bot.transcript(person(chat).id)).filter((it) => it.sender === "bot" && it.replaces === null);
  return {
    say: async (chat, text) => {
      said.set(`${chat} ${text}`, person(chat).says(text));
      await settle();
    },
    press: async (chat, label, under) => {
      const choices = (await sent(chat))
        .filter((it) => it.text.startsWith(under))
        .flatMap((it) => it.choices);
      const choice = choices.findLast((it) => it.label === label);
      if (choice === undefined || !("token" in choice)) throw new Error(`There is no button "${label}".`);
      person(chat).pressesOld(choice.token);
      await settle();
    },
    edit: async (chat, before, text) => {
      const id = said.get(`${chat} ${before}`) ?? 0;
      said.set(`${chat} ${text}`, id);
      person(chat).edits(id, text);
      await settle();
    },
    heard: async (chat) => (await sent(chat)).map((it) => it.text),
    pass: (ms) => bot.core.pass(ms, options.clock),
    restart: () => bot.restart(options),
    close: bot.close,
  };
};

describe("on Telegram the conversation", () => {
  it.each(conversations({ edits: true }))("%s", async (file) => {
    expect(await playedExchanges(file, open)).toEqual(expectedExchanges(file));
  });
});
