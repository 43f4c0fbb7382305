import { takeReturned } from "../../src/chase/returned-mail.ts";
import { formatMoney } from "../../src/domain/money.ts";
import type { Message } from "../../src/store/messages.ts";
import { openXeroWorld, type XeroWorld } from "../xero/xero-world.ts";
import { openWorld, type World } from "./world.ts";

/**
 * A conversation as a text file:
 *
 *   # what it shows
 *   now: 2026-11-22T09:00:00Z
 *   trader: bill Acme £230          (or `anna: …`, any name: each name is a chat of its own)
 *   bot: Billed Acme £230 …         (further lines of one message are indented)
 *     [Undo]                        (its buttons)
 *   bot edits 2: …                  (the message with number 2 in that chat was changed in place)
 *   trader presses Undo             (the newest of that name; `presses Undo under "Billed Acme"`: an older one)
 *   trader edits "bill Acme £230": bill Acme £250
 *   wait 3d                         (the clock jumps: d, h or m)
 *   later 3d                        (time passes, and what falls due on the way is done)
 *   mail to a@acme.com: Bill …      (what clients were sent meanwhile)
 *   returned from a@acme.com: 5.1.1 no such user   (the newest mail to there comes back)
 *   down 3d                         (time passes while nothing runs; then it starts again)
 *   restart                         (the process ends and starts again)
 *   xero: connected                 (at the head: the books of the trader's first chat are joined to Xero)
 *   xero cut PUT /Invoices          (Xero does what it is asked next by that call, and its answer is lost)
 *   books                           (what is in Xero now)
 *   in Xero: JPM-0001 £230 AUTHORISED
 *
 * What the bot says is compared word for word; anything it says beyond that fails.
 */
export async function replay(script: string): Promise<string> {
  const options = { now: /^now: (.+)$/m.exec(script)?.[1] ?? "2026-11-22T09:00:00Z" };
  const books = /^xero: connected$/m.test(script) ? await openXeroWorld(options) : null;
  const world = books ?? (await openWorld(options));
  try {
    await books?.connect("trader");
    return await new Replay(world, books, script).run();
  } finally {
    await world.close();
  }
}

/** Plays the trader's side of a script and writes the whole conversation down as it went. */
class Replay {
  readonly #world: World;
  readonly #books: XeroWorld | null;
  readonly #script: string;
  readonly #seen = new Map<string, number>();
  #mails = 0;
  readonly #out: string[] = [];

  constructor(world: World, books: XeroWorld | null, script: string) {
    this.#world = world;
    this.#books = books;
    this.#script = script;
  }

  async run(): Promise<string> {
    if (this.#books !== null) await this.#skip("trader");
    for (const line of this.#script.trimEnd().split("\n")) {
      if (/^(?:bot\b|mail to |in Xero: |\s)/.test(line)) continue;
      this.#out.push(line);
      await this.#play(line);
    }
    return `${this.#out.join("\n")}\n`;
  }

  async #play(line: string): Promise<void> {
    const said = /^(?!now:|xero:)([a-z]+): ?(.*)$/.exec(line);
    const pressed = /^([a-z]+) presses (.+?)(?: under "(.+)")?$/.exec(line);
    const edited = /^([a-z]+) edits "(.+?)": (.*)$/.exec(line);
    const returned = /^returned from (\S+): (.+)$/.exec(line);
    const waited = /^(wait|later|down) (\d+)([dhm])$/.exec(line);
    if (said !== null) await this.#say(said[1] ?? "", said[2] ?? "");
    else if (pressed !== null) await this.#press(pressed[1] ?? "", pressed[2] ?? "", pressed[3]);
    else if (edited !== null) await this.#edit(edited[1] ?? "", edited[2] ?? "", edited[3] ?? "");
    else if (waited !== null) await this.#wait(waited[1] ?? "", Number(waited[2]) * unitMs[waited[3] as "d"]);
    else if (line === "restart") await this.#world.restart();
    else if (returned !== null) await this.#giveBack(returned[1] ?? "", returned[2] ?? "");
    else if (line === "books") this.#showBooks();
    else if (line.startsWith("xero cut "))
      this.#books?.sandbox.faults.add(line.slice("xero cut ".length), { kind: "cut" });
    else if (line !== "" && !/^(?:#|now: |xero: )/.test(line))
      throw new Error(`A conversation cannot say: ${line}`);
  }

  async #say(chat: string, text: string): Promise<void> {
    await this.#world.say(chat, text.replaceAll("\\n", "\n"));
    await this.#listen(chat);
  }

  async #wait(how: string, ms: number): Promise<void> {
    if (how !== "later") this.#world.clock.advanceMs(ms);
    if (how === "wait") return;
    if (how === "down") await this.#world.restart();
    await this.#world.wait(how === "down" ? 0 : ms);
    for (const mail of this.#world.mails.slice(this.#mails))
      this.#out.push(`mail to ${mail.to}: ${mail.subject}`);
    this.#mails = this.#world.mails.length;
    for (const chat of this.#seen.keys()) await this.#listen(chat);
  }

  async #giveBack(address: string, detail: string): Promise<void> {
    const messageId = this.#world.mails.findLast(({ to }) => to === address)?.messageId.slice(1, -1) ?? "";
    const report = { messageId, failed: [{ addresses: [address], detail }] };
    if (!(await takeReturned(this.#world.desk, report))) throw new Error(`No mail went to ${address}.`);
    await this.#world.settle();
    for (const chat of this.#seen.keys()) await this.#listen(chat);
  }

  async #press(chat: string, label: string, under: string | undefined): Promise<void> {
    await this.#world.press(chat, await this.#world.button(chat, label, under));
    await this.#listen(chat);
  }

  async #edit(chat: string, said: string, text: string): Promise<void> {
    await this.#world.edit(chat, said, text);
    await this.#listen(chat);
  }

  #showBooks(): void {
    for (const { number, totalMinor, status } of this.#books?.invoices() ?? [])
      this.#out.push(`in Xero: ${number} ${formatMoney(totalMinor, "GBP")} ${status}`);
  }

  /** What was said before the conversation begins. */
  async #skip(chat: string): Promise<void> {
    this.#seen.set(chat, (await this.#world.transcript(chat)).at(-1)?.n ?? 0);
  }

  async #listen(chat: string): Promise<void> {
    const fresh = await this.#world.transcript(chat, this.#seen.get(chat) ?? 0);
    this.#seen.set(chat, fresh.at(-1)?.n ?? this.#seen.get(chat) ?? 0);
    this.#out.push(...fresh.filter((message) => message.sender === "bot").flatMap(asLines));
  }
}

const unitMs = { d: 86_400_000, h: 3_600_000, m: 60_000 };

function asLines(message: Message): readonly string[] {
  const who = message.replaces === null ? "bot" : `bot edits ${message.replaces}`;
  // Nobody can guess it, so it is another one every time.
  const [first, ...rest] = message.text
    .replace(/(\/pay|\/open|in\.xero\.com)\/[\w-]{20,22}/g, "$1/…")
    .split("\n");
  const buttons = message.choices.map((choice) => `[${choice.label}]`).join(" ");
  return [
    `${who}: ${first}`,
    ...rest.map((line) => `  ${line}`),
    ...(buttons === "" ? [] : [`  ${buttons}`]),
    ...(message.attachment === null
      ? []
      : [`  (${"paper" in message.attachment ? "paper" : "picture"}: ${message.attachment.alt})`]),
  ];
}
