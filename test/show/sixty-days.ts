/**
 * `npm run show:sixty-days [seed]`: sixty days of one trader with forty bills, run by the clock over the real core and
 * real SMTP, with payments, holds, changes and days of downtime; then the mailbox is held against the rules.
 */
import { wrongs } from "../chase/kept.ts";
import { type Deed, dues, live, untils } from "../chase/live.ts";
import { seeded } from "../helpers/seeded.ts";

const seed = Number(process.argv[2] ?? 1);
const chance = seeded(seed);
const pick = <T>(items: readonly T[]): T => items[Math.floor(chance() * items.length)] as T;
const any = (count: number) => Math.floor(chance() * count);

const billsMax = 40;
let billed = 0;
function deedsOfADay(): readonly (readonly [number, Deed])[] {
  const deeds: [number, Deed][] = [];
  const at = () => 7 + any(15);
  for (let i = 0; i < 2 && billed < billsMax; i += 1) {
    billed += 1;
    deeds.push([at(), { what: "bill", client: any(4), due: pick(dues) }]);
  }
  if (chance() < 0.5) deeds.push([at(), { what: "pay", nth: any(billsMax) }]);
  if (chance() < 0.05) deeds.push([at(), { what: "cancel", nth: any(billsMax) }]);
  if (chance() < 0.05) deeds.push([at(), { what: "move", nth: any(billsMax), due: pick(dues) }]);
  if (chance() < 0.1) deeds.push([at(), { what: "hold", client: any(4), until: pick(untils) }]);
  if (chance() < 0.05) deeds.push([at(), { what: "down", hours: 1 + any(48) }]);
  return deeds;
}

const days = Array.from({ length: 60 }, deedsOfADay);
const { life, mails, steps } = await live("2026-11-02T00:00:00Z", days);
const count = (test: (subject: string) => boolean) => mails.filter(({ subject }) => test(subject)).length;
const bills = count((it) => /^Bill JPM-\d+ from /.test(it));
const thanks = count((it) => it.startsWith("Thank you"));
const paid = life.bills.filter(({ paidAt }) => paidAt !== null).length;
const wrong = wrongs(life, mails, steps);
process.stdout.write(
  `seed ${seed}: ${life.bills.length} bills, ${paid} paid, ${life.holds.length} holds, nothing ran ${life.downs.length} times; ` +
    `${mails.length} mails: ${bills} bills, ${thanks} thanks, ${mails.length - bills - thanks} reminders\n`,
);
process.stdout.write(wrong.length === 0 ? "Every mail keeps the rules.\n" : `${wrong.join("\n")}\n`);
process.exitCode = wrong.length === 0 ? 0 : 1;
