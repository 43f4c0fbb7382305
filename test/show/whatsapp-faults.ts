import { setTimeout as pause } from "node:timers/promises";
import { clean } from "../../bots/common/plain-text.ts";
import type { Receive } from "../../src/ports.ts";
import { type Bot, type BotOptions, startBot } from "../channels/whatsapp-cloud/bot.ts";
import { type Linked, type LinkedOptions, linkPhone } from "../channels/whatsapp-web/phone.ts";
import { until } from "../helpers/until.ts";
import type { Person } from "../stand-ins/whatsapp-cloud/person.ts";
import { printTable } from "./table.ts";

/*
 * A trader bills, something goes wrong with it or after it, and once that is over they ask who owes them. What stands on
 * their phone in the end is printed as it stands there: after the order, and after the question.
 */
const order = "bill Acme £230";
const question = "who owes me";
const day = 86_400_000;
const settledMs = 400;

interface CloudFault {
  readonly options?: Partial<BotOptions>;
  /** Before the order is said. */
  readonly happen?: (bot: Bot, anna: Person) => void;
  /** Between the order, once it was answered, and the question. */
  readonly between?: (bot: Bot, anna: Person) => unknown;
}

const refused = (status: number, code: number | null): CloudFault => ({
  happen: ({ api }) => api.fault({ kind: "refuse", status, code, times: 1 }),
});
const posted = (manner: Partial<Bot["api"]["posting"]["manner"]>): CloudFault => ({
  happen: ({ api }) => void Object.assign(api.posting.manner, manner),
});

const onCloud: Readonly<Record<string, CloudFault>> = {
  "190: the token is refused": refused(401, 190),
  "131042: Meta wants to be paid": refused(400, 131042),
  "131000: Meta's own mistake": refused(500, 131000),
  "80007: the account is told to slow down": refused(429, 80007),
  "130429: the number is told to slow down": refused(429, 130429),
  "131056: too many to one person": refused(400, 131056),
  "131026: cannot be delivered": refused(400, 131026),
  "131049: Meta chose not to deliver": refused(400, 131049),
  "100: a parameter is wrong": refused(400, 100),
  "131047: the window is closed, by Meta's clock": {
    happen: (_, anna) => {
      // Said after their message came, which opens it.
      setTimeout(() => Object.assign(anna.who, { heardAtMs: (anna.who.heardAtMs ?? 0) - 2 * day }), 0);
    },
  },
  "502, and a page that is not Meta's": refused(502, null),
  "it is sent, and the answer is lost": {
    happen: ({ api }) => api.fault({ kind: "drop-answer", times: 1 }),
  },
  "three seconds for an answer": { happen: ({ api }) => api.fault({ kind: "slow", ms: 3_000, times: 1 }) },
  "the webhook comes twice, backwards, in one": posted({ twice: true, backwards: true, batch: true }),
  "our disk is full twice": { options: { meddle: failing(2) } },
  "the process ends and starts again": { between: (bot) => bot.restart() },
  "their number is hidden from now on": {
    happen: (_, anna) => {
      anna.who.showsId = true;
    },
    between: (_, anna) => anna.hidesNumber(),
  },
};

interface WebFault {
  readonly options?: LinkedOptions;
  readonly happen?: (linked: Linked) => void;
  /** Ends its browser: the question comes once there is another. */
  readonly between?: (linked: Linked) => unknown;
}
const ended = (reason: string): WebFault => ({
  between: ({ phone }) => void phone.current().events.emit("disconnected", reason),
});
const onWeb: Readonly<Record<string, WebFault>> = {
  "the page crashes": {
    between: ({ phone }) => void phone.current().page.emit("error", new Error("crashed")),
  },
  "the page is closed": { between: ({ phone }) => void phone.current().page.emit("close") },
  "the browser is killed": { between: ({ phone }) => void phone.current().browser.emit("disconnected") },
  "the browser hangs": {
    between: ({ phone }) => {
      phone.current().hung = true;
    },
  },
  "CONFLICT: opened elsewhere": ended("CONFLICT"),
  "a reason that nobody knows": ended("SOMETHING_NEW"),
  "UNPAIRED_IDLE, whose handler is broken": {
    between: ({ phone }) => void phone.current().events.emit("change_state", "UNPAIRED_IDLE"),
  },
  "TOS_BLOCK, and the operator begins again": {
    between: async (linked) => {
      linked.phone.current().events.emit("disconnected", "TOS_BLOCK");
      await until(() => linked.state().kind === "stopped", "it stops");
      await fetch(`${linked.page}/again`, { method: "POST", redirect: "manual" });
    },
  },
  "twice it cannot say whose phone it is": {
    between: async ({ phone }) => {
      phone.begins = "nameless";
      phone.current().page.emit("close");
      const before = phone.browsers.length;
      await until(() => phone.browsers.length === before + 2, "two browsers");
      phone.begins = "linked";
    },
  },
  "synced already, and never says so": { options: { begins: "silent" } },
  "it is sent, and the answer is lost": {
    happen: ({ phone }) => {
      phone.current().losesAnswer = true;
    },
  },
  "our disk is full twice": { options: { meddle: failing(2) } },
  "the process ends, and comes back": { between: (linked) => linked.restart() },
};

export async function printFaults(): Promise<void> {
  const rows: ReturnType<typeof row>[] = [];
  for (const [fault, it] of Object.entries(onCloud)) rows.push(row("cloud", fault, await playCloud(it)));
  for (const [fault, it] of Object.entries(onWeb)) rows.push(row("web", fault, await playWeb(it)));
  printTable(`"${order}", a fault, and "${question}" once it is over`, rows);
}

async function playCloud({ options = {}, happen, between }: CloudFault): Promise<readonly string[]> {
  let at = Date.parse("2026-11-23T10:00:00Z");
  const bot = await startBot({ now: () => at, ...options });
  const anna = bot.api.person("447700900123", "Anna");
  const settle = async () => {
    for (let minutes = 0; minutes < 4; minutes += 1) {
      await until(() => bot.api.posting.pending() === 0, "Meta has posted everything", 30_000);
      await bot.core.queue.drain();
      at += 60_000;
    }
  };
  happen?.(bot, anna);
  anna.says(order);
  await settle();
  await between?.(bot, anna);
  anna.says(question);
  await settle();
  const shown = anna.sees().map(({ from, text }) => (from === "bot" ? text : null));
  await bot.close();
  return afterEach(shown);
}

async function playWeb({ options = {}, happen, between }: WebFault): Promise<readonly string[]> {
  const linked = await linkPhone(options);
  const up = () => until(() => linked.state().kind === "up", "the phone is linked", 20_000);
  await up();
  const anna = linked.phone.person("447700900123");
  const settle = async (before: number) => {
    await until(() => anna.hears().length > before, "an answer", 20_000);
    await pause(settledMs);
  };
  happen?.(linked);
  anna.says(order);
  await settle(0);
  const before = linked.phone.browsers.length;
  await between?.(linked);
  if (between !== undefined)
    await until(() => linked.phone.browsers.length > before, "a new browser", 20_000);
  await up();
  const answered = anna.hears().length;
  anna.says(question);
  await settle(answered);
  const shown = anna.sees().map(({ id, body }) => (id.fromMe ? body : null));
  await linked.close();
  return afterEach(shown);
}

/** What was answered after each of their messages, null for those: first lines alone. */
function afterEach(shown: readonly (string | null)[]): readonly string[] {
  const heard: string[][] = [];
  for (const text of shown) {
    if (text === null) heard.push([]);
    else heard.at(-1)?.push(clean(text).split("\n")[0] ?? "");
  }
  return heard.map((it) => (it.length === 0 ? "nothing" : it.join(" + ")));
}

function row(road: string, fault: string, heard: readonly string[]) {
  return { road, fault, "on the trader's phone in the end": heard.join("  ›  ") };
}

function failing(times: number): (receive: Receive) => Receive {
  let left = times;
  return (receive) => async (inbound) => {
    left -= 1;
    if (left >= 0) throw new Error("the disk is full");
    return await receive(inbound);
  };
}
