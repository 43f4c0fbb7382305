/** `npm run show:telegram`: a first-time user's conversation on Telegram, over the stand-in, as both sides see it. */
import { setTimeout as pause } from "node:timers/promises";
import { type Bot, startBot } from "../channels/telegram/bot.ts";
import { until } from "../helpers/until.ts";
import type { Person } from "../stand-ins/telegram/person.ts";

const quietMs = 250;

/** Does what a person does, and prints what their phone then shows. */
async function act(person: Person, what: string, doIt: () => void): Promise<void> {
  const before = new Map(person.sees().map((it) => [it.id, it.text]));
  const glance = () => JSON.stringify(person.sees().filter((it) => it.from === "bot"));
  let last = glance();
  doIt();
  await until(() => glance() !== last, `an answer to ${what}`);
  while (glance() !== last) {
    last = glance();
    await pause(quietMs);
  }
  process.stdout.write(`${what}\n`);
  for (const { id, from, text, buttons } of person.sees()) {
    if (from === "person" || before.get(id) === text) continue;
    const lines = `${before.has(id) ? "bot changes its message to" : "bot"}: ${text}`.split("\n");
    if (buttons.length > 0) lines.push(buttons.map((it) => `[${it.text}]`).join(" "));
    process.stdout.write(`  ${lines.join("\n       ")}\n`);
  }
}

async function show(bot: Bot): Promise<void> {
  const anna = bot.api.person(1001, "Anna");
  const bob = bot.api.person(1002, "Bob");
  const says = (text: string) => act(anna, `anna: ${text}`, () => void anna.says(text));
  await act(anna, "anna opens the bot", () => anna.starts());
  const code = await bot.invite();
  await act(anna, "anna opens the link with her invite", () => anna.starts(code));
  await says("bill Acme £230");
  const bill = anna.sees().findLast((it) => it.text === "bill Acme £230")?.id ?? 0;
  await act(anna, 'anna edits that message to "bill Acme £250"', () => anna.edits(bill, "bill Acme £250"));
  await says("/bill Mrs Patel £85 boiler service due Friday");
  await says("who owes me");
  await says("Acme paid");
  await act(anna, "anna presses Undo", () => void anna.presses("Undo"));
  await act(anna, "anna sends a voice message", () => anna.sends("voice"));
  await act(anna, 'anna forwards "bill me £50"', () => anna.forwards("bill me £50"));
  await says("/link");
  const link =
    anna
      .hears()
      .flatMap((text) => /^[\w-]{22}$/m.exec(text) ?? [])
      .at(-1) ?? "";
  await act(bob, "bob sends the code", () => void bob.says(link));
  await act(bob, "bob: who owes me", () => void bob.says("who owes me"));
  await says("/help");
}

const bot = await startBot({ access: "invite" });
try {
  await show(bot);
} finally {
  await bot.close();
}
