import { takeReturned } from "../../src/chase/returned-mail.ts";
import { dayOf } from "../../src/domain/day.ts";
import type { Nation } from "../../src/domain/holidays.ts";
import type { Step } from "../../src/domain/step.ts";
import { asc } from "../../src/store/sql.ts";
import { listAllSteps } from "../helpers/steps.ts";
import { openWorld, type World, type WorldMail } from "../helpers/world.ts";
import type { Life, LivedBill } from "./kept.ts";

/** Something that befalls a trader. `nth` is any number: the bill is taken among those there are. */
export type Deed =
  | { readonly what: "bill"; readonly client: number; readonly due: string }
  | { readonly what: "pay"; readonly nth: number }
  | { readonly what: "cancel"; readonly nth: number }
  | { readonly what: "move"; readonly nth: number; readonly due: string }
  | { readonly what: "hold"; readonly client: number; readonly until: string }
  /** A mail that a client was sent comes back, and is reported twice. */
  | { readonly what: "returned"; readonly nth: number }
  /** The trader says the client's address anew, and it is the same. */
  | { readonly what: "again"; readonly client: number }
  /** Nothing runs for so many hours; then it starts again. */
  | { readonly what: "down"; readonly hours: number };

export const dues = ["due today", "due Friday", "due in 10 days", "due in 14 days", "due in 30 days"];
export const untils = ["tomorrow", "Friday", "next Monday"];

/** A client of each nation, and one whose nation nobody knows. */
const clients: readonly {
  readonly name: string;
  readonly address: string | null;
  readonly nation: Nation;
}[] = [
  { name: "Acme", address: null, nation: "england-and-wales" },
  { name: "Harris", address: "2 Mill Lane, Leeds LS1 4AP", nation: "england-and-wales" },
  { name: "Morag", address: "5 Rose Street, Edinburgh EH2 2PR", nation: "scotland" },
  { name: "Rigby", address: "9 Falls Road, Belfast BT12 6AH", nation: "northern-ireland" },
];
const emailOf = (name: string) => `${name.toLowerCase()}@example.com`;

const hourMs = 3_600_000;

export interface Lived {
  readonly life: Life;
  readonly mails: readonly WorldMail[];
  readonly steps: readonly Step[];
}

/** Lives through so many days, each with what befalls then at which hour, over the real core, store and SMTP. */
export async function live(
  start: string,
  days: readonly (readonly (readonly [number, Deed])[])[],
): Promise<Lived> {
  const world = await openWorld({ now: start });
  const say = (text: string) => world.say("me", text);
  await say("my business is Joe's Plumbing");
  for (const { name, address } of clients) {
    await say(`add client ${name} ${emailOf(name)}`);
    if (address !== null) await say(`${name}'s address is ${address}`);
  }
  const told = {
    bills: new Map<number, LivedBill>(),
    holds: [] as Life["holds"][number][],
    downs: [] as Life["downs"][number][],
    returned: new Set<string>(),
    dead: [] as Life["dead"][number][],
  };
  for (const deeds of days) {
    let hour = 0;
    for (const [at, deed] of deeds.toSorted(([a], [b]) => a - b)) {
      await world.wait(Math.max(0, at - hour) * hourMs);
      hour = Math.max(hour, at);
      hour += await befall(world, deed, told);
    }
    await world.wait(Math.max(0, 24 - hour) * hourMs);
  }
  const steps = await world.store.read(listAllSteps);
  const end = world.clock.now();
  const mails = world.mails.filter((it) => !told.returned.has(keyOf(it)));
  await world.close();
  const nations = Object.fromEntries(clients.map(({ name, nation }) => [emailOf(name), nation]));
  return {
    life: {
      bills: [...told.bills.values()],
      holds: told.holds,
      downs: told.downs,
      dead: told.dead,
      nations,
      end,
    },
    mails,
    steps,
  };
}

interface Told {
  readonly bills: Map<number, LivedBill>;
  readonly holds: Life["holds"][number][];
  readonly downs: Life["downs"][number][];
  readonly returned: Set<string>;
  readonly dead: Life["dead"][number][];
}

/** A bill that goes again has the same id. */
function keyOf({ messageId, at }: WorldMail): string {
  return `${messageId} ${at.toISOString()}`;
}

/** Answers how many hours went by. */
async function befall(world: World, deed: Deed, told: Told): Promise<number> {
  const say = (text: string) => world.say("me", text);
  const now = world.clock.now();
  switch (deed.what) {
    case "bill": {
      const { name } = clients[deed.client % clients.length] ?? { name: "Acme" };
      const number = told.bills.size + 1;
      await say(`bill ${name} £${100 + number} ${deed.due}`);
      const over = { movedAt: null, paidAt: null, cancelledAt: null };
      told.bills.set(number, {
        number,
        client: emailOf(name),
        issuedAt: now,
        dueOn: await dueOf(world, number),
        ...over,
      });
      return 0;
    }
    case "pay":
    case "cancel":
    case "move": {
      const open = [...told.bills.values()].filter((it) => it.paidAt === null && it.cancelledAt === null);
      const bill = open[deed.nth % Math.max(1, open.length)];
      if (bill === undefined) return 0;
      if (deed.what === "pay") {
        await say(`bill ${bill.number} paid`);
        told.bills.set(bill.number, { ...bill, paidAt: now });
      } else if (deed.what === "cancel") {
        await say(`cancel bill ${bill.number}`);
        told.bills.set(bill.number, { ...bill, cancelledAt: now });
      } else {
        await say(`make bill ${bill.number} ${deed.due}`);
        told.bills.set(bill.number, { ...bill, dueOn: await dueOf(world, bill.number), movedAt: now });
      }
      return 0;
    }
    case "hold": {
      const { name } = clients[deed.client % clients.length] ?? { name: "Acme" };
      await say(`leave ${name} alone till ${deed.until}`);
      const until = await world.store.read(async (tx) => {
        const row = tx.tables.holds;
        return (await tx.builder.select().from(row).orderBy(asc(row.id))).at(-1)?.until ?? null;
      });
      if (until !== null) {
        // What was said last about a client stands.
        const before = told.holds.findIndex((it) => it.client === emailOf(name) && it.until > dayOf(now));
        if (before !== -1) told.holds.splice(before, 1);
        told.holds.push({ client: emailOf(name), from: now, until });
      }
      return 0;
    }
    case "returned": {
      const mail = world.mails[deed.nth % Math.max(1, world.mails.length)];
      if (mail === undefined) return 0;
      const latest = world.mails.findLast(({ messageId }) => messageId === mail.messageId) ?? mail;
      const report = {
        messageId: mail.messageId.slice(1, -1),
        failed: [{ addresses: [mail.to], detail: "5.1.1 no such user" }],
      };
      const known = told.returned.has(keyOf(latest));
      for (let times = 0; times < 2; times += 1) await takeReturned(world.desk, report);
      await world.settle();
      if (known) return 0;
      told.returned.add(keyOf(latest));
      if (!told.dead.some(({ client, to }) => client === mail.to && to === null))
        told.dead.push({ client: mail.to, from: now, to: null });
      return 0;
    }
    case "again": {
      const { name } = clients[deed.client % clients.length] ?? { name: "Acme" };
      await say(`${name}'s email is ${emailOf(name)}`);
      const n = told.dead.findIndex(({ client, to }) => client === emailOf(name) && to === null);
      const dead = told.dead[n];
      if (dead !== undefined) told.dead[n] = { ...dead, to: now };
      return 0;
    }
    case "down": {
      world.clock.advanceMs(deed.hours * hourMs);
      told.downs.push({ from: now, to: world.clock.now() });
      await world.restart();
      await world.wait(0);
      return deed.hours;
    }
  }
}

async function dueOf(world: World, number: number) {
  const bills = await world.store.read((tx) => tx.builder.select().from(tx.tables.bills));
  const bill = bills.find((it) => it.number === number);
  if (bill === undefined) throw new Error(`There is no bill ${number}.`);
  return bill.dueOn;
}
