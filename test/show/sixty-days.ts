/**
 * `npm run show:sixty-days`: sixty days of one trader with forty bills, run by the clock over the real core and real
 * SMTP, with payments, holds and days of downtime; then the mailbox is checked against the rules of the plan.
 */
import { dayOf, formatDay, timeOf } from "../../src/domain/day.ts";
import { isWorkingDay } from "../../src/domain/holidays.ts";
import { openWorld } from "../helpers/world.ts";

const dayMs = 86_400_000;
const seed = Number(process.argv[2] ?? 1);
let state = seed;
/** A small generator of its own, so that a seed repeats a run. */
function chance(): number {
  state = (state * 48_271) % 2_147_483_647;
  return state / 2_147_483_647;
}
const pick = <T>(items: readonly T[]): T => items[Math.floor(chance() * items.length)] as T;

const clients = ["Acme", "Harris", "Mrs Patel", "Dave Hughes", "Bright Nursery", "Rigby", "Lee", "Jo Bloggs"];
const world = await openWorld({ now: "2026-11-02T08:30:00Z" });
const say = (text: string) => world.say("me", text);
await say("my business is Joe's Plumbing");
for (const name of clients)
  await say(`add client ${name} ${name.toLowerCase().replaceAll(" ", ".")}@example.com`);

const paidAt = new Map<number, Date>();
let made = 0;
for (let day = 0; day < 60; day += 1) {
  for (let i = 0; i < 2 && made < 40; i += 1) {
    made += 1;
    await say(
      `bill ${pick(clients)} £${100 + made} due ${pick(["today", "Friday", "in 14 days", "in 30 days"])}`,
    );
  }
  for (let number = 1; number <= made; number += 1) {
    if (paidAt.has(number) || chance() > 0.03) continue;
    await say(`bill ${number} paid`);
    paidAt.set(number, world.clock.now());
  }
  if (chance() < 0.1) await say(`leave ${pick(clients)} alone till ${pick(["Friday", "next Monday"])}`);
  if (chance() < 0.05) {
    // Nothing runs for two days; then it starts again.
    world.clock.advanceMs(2 * dayMs);
    await world.restart();
    await world.wait(0);
  }
  await world.wait(dayMs);
}

const wrong: string[] = [];
const reminders = new Map<string, number>();
for (const mail of world.mails) {
  const day = dayOf(mail.at);
  const time = timeOf(mail.at);
  const numbers = [...new Set(mail.text.match(/JPM-(\d{4})/g) ?? [])].map((it) => Number(it.slice(4)));
  const own = /^Bill JPM-\d+ from /.test(mail.subject);
  const thanks = mail.subject.startsWith("Thank you");
  if (own ? time < "08:00" || time >= "20:00" : time < "09:00" || time >= "17:00")
    wrong.push(`hours: ${mail.subject} at ${time}`);
  if (!own && !isWorkingDay(day, "england-and-wales"))
    wrong.push(`no working day: ${mail.subject} on ${formatDay(day)}`);
  if (own || thanks) continue;
  const key = `${mail.to} ${day}`;
  reminders.set(key, (reminders.get(key) ?? 0) + 1);
  for (const number of numbers) {
    const paid = paidAt.get(number);
    if (paid !== undefined && paid < mail.at)
      wrong.push(`after payment: bill ${number} on ${formatDay(day)}`);
  }
}
for (const [key, count] of reminders) if (count > 1) wrong.push(`${count} in one day: ${key}`);
const own = world.mails.filter((mail) => /^Bill JPM-\d+ from /.test(mail.subject));
for (let number = 1; number <= made; number += 1) {
  const name = `JPM-${String(number).padStart(4, "0")} `;
  const times = own.filter((mail) => mail.subject.includes(name)).length;
  const early = paidAt.get(number);
  if (times !== 1 && !(times === 0 && early !== undefined)) wrong.push(`bill ${number} went ${times} times`);
}
await world.close();
process.stdout.write(
  `seed ${seed}: ${made} bills, ${paidAt.size} paid, ${world.mails.length} mails, of them ${own.length} bills and ${reminders.size} days with a reminder\n`,
);
process.stdout.write(wrong.length === 0 ? "Every mail keeps the rules.\n" : `${wrong.join("\n")}\n`);
process.exitCode = wrong.length === 0 ? 0 : 1;
