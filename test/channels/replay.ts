import { readdirSync, readFileSync } from "node:fs";
import { wordJoiner } from "../../bots/common/plain-text.ts";
import type { CorePorts } from "../../src/core.ts";
import type { Mailer } from "../../src/ports-mail.ts";
import { type ManualClock, manualClock } from "../helpers/manual-clock.ts";

/** A channel on which the conversations of `test/conversations` are played as people would. */
export interface Stage {
  /** Says it as that person, and waits until all that follows has happened. */
  say(chat: string, text: string): Promise<void>;
  /** Presses, or answers in the channel's own way, the newest button of that label under a message that begins so. */
  press(chat: string, label: string, under: string): Promise<void>;
  /** Changes what the newest message with those words says. */
  edit?(chat: string, said: string, text: string): Promise<void>;
  /** The bot's messages in that person's chat, oldest first, without what stands for buttons. */
  heard(chat: string): Promise<readonly string[]>;
  /** Lets time pass, and waits until all that fell due has happened and was read. */
  pass(ms: number): Promise<void>;
  restart(): Promise<void>;
  close(): Promise<void>;
}
export interface StageOptions extends Pick<CorePorts, "post"> {
  readonly clock: ManualClock;
  readonly now: () => number;
  readonly publicUrl: string;
  readonly mailer: Mailer;
}
export type OpenStage = (options: StageOptions) => Promise<Stage>;

/** What was said to the bot, or how time passed, and all that came of it, as one text. */
export interface Exchange {
  readonly said: string;
  readonly answer: string;
}

const folder = new URL("../conversations/", import.meta.url);
/** The product as `test/helpers/world.ts` has it, which the files were written with. */
const likeTheWorld = {
  post: { on: true, practice: true, whatsApp: null, undoMs: 120_000 },
  publicUrl: "http://localhost:3000",
} as const;

/** The files that a channel can play. */
export function conversations(can: { edits: boolean }): readonly string[] {
  const files = readdirSync(folder).filter((file) => file.endsWith(".txt"));
  // What is in Xero and what mail comes back is no matter of the channel's.
  const cannot = can.edits ? /^(?:xero|returned from )/ : /^(?:xero|returned from |[a-z]+ edits ")/;
  return files.filter((file) => !scriptOf(file).some((line) => cannot.test(line)));
}
const unitMs = { d: 86_400_000, h: 3_600_000, m: 60_000 };

/** The exchanges as the file has them: without buttons and pictures, and without what was changed in place. */
export function expectedExchanges(file: string): readonly Exchange[] {
  const exchanges: { said: string; answer: string }[] = [];
  let hears = false;
  for (const line of scriptOf(file)) {
    if (isTurn(line) || passed(line) !== null) exchanges.push({ said: line, answer: "" });
    else if (/^bot\b/.test(line)) hears = line.startsWith("bot: ");
    const last = exchanges.at(-1);
    const isMail = line.startsWith("mail to ");
    if (last !== undefined && isMail) last.answer += `${line}\n`;
    const isText =
      /^bot: /.test(line) ||
      (line.startsWith("  ") && !/^ {2}(?:\[.*\]|\((?:picture|paper): .*\))$/.test(line));
    if (last !== undefined && hears && isText) last.answer += `${line.replace(/^bot: |^ {2}/, "")}\n`;
  }
  return exchanges.map(({ said, answer }) => ({ said, answer: squeeze(answer) }));
}

/** Plays the traders' side of a file on a channel. */
export async function playedExchanges(file: string, open: OpenStage): Promise<readonly Exchange[]> {
  const script = scriptOf(file);
  const start = /^now: (.+)$/.exec(script.find((it) => it.startsWith("now: ")) ?? "")?.[1];
  const clock = manualClock(start);
  const mails: string[] = [];
  const mailer: Mailer = {
    domain: "practice.example",
    send: async ({ to, subject }) => void mails.push(`mail to ${to}: ${subject}`),
  };
  const stage = await open({ clock, now: () => clock.now().getTime(), mailer, ...likeTheWorld });
  const seen = new Map<string, number>();
  const exchanges: Exchange[] = [];
  const listen = async (chat: string) => {
    const all = await stage.heard(chat);
    const fresh = all.slice(seen.get(chat) ?? 0);
    seen.set(chat, all.length);
    return fresh;
  };
  try {
    for (const line of script) {
      const time = passed(line);
      if (time?.how === "down") {
        clock.advanceMs(time.ms);
        await stage.restart();
      }
      if (time !== null) {
        await stage.pass(time.how === "later" ? time.ms : 0);
        const heard: string[] = mails.splice(0);
        for (const chat of seen.keys()) heard.push(...(await listen(chat)));
        exchanges.push({ said: line, answer: squeeze(heard.join("\n")) });
        continue;
      }
      const waited = /^wait (\d+)([dhm])$/.exec(line);
      if (waited !== null) clock.advanceMs(msOf(waited[1], waited[2]));
      else if (line === "restart") await stage.restart();
      else if (isTurn(line)) {
        const chat = /^[a-z]+/.exec(line)?.[0] ?? "";
        const pressed = /^[a-z]+ presses (.+?)(?: under "(.+)")?$/.exec(line);
        const edited = /^[a-z]+ edits "(.+?)": (.*)$/.exec(line);
        if (pressed !== null) await stage.press(chat, pressed[1] ?? "", pressed[2] ?? "");
        else if (edited !== null) await stage.edit?.(chat, edited[1] ?? "", edited[2] ?? "");
        else await stage.say(chat, line.replace(/^[a-z]+: ?/, "").replaceAll("\\n", "\n"));
        exchanges.push({ said: line, answer: squeeze((await listen(chat)).join("\n")) });
      }
    }
  } finally {
    await stage.close();
  }
  return exchanges;
}

function scriptOf(file: string): readonly string[] {
  return readFileSync(new URL(file, folder), "utf8").trimEnd().split("\n");
}

function isTurn(line: string): boolean {
  return /^(?!bot\b|now: )[a-z]+(?:: ?| presses | edits ")/.test(line);
}

/** Time that passes and brings what falls due; null for any other line. */
function passed(line: string): { readonly how: string; readonly ms: number } | null {
  const [, how = "", count, unit] = /^(later|down) (\d+)([dhm])$/.exec(line) ?? [];
  return how === "" ? null : { how, ms: msOf(count, unit) };
}

function msOf(count = "0", unit = "m"): number {
  return Number(count) * unitMs[unit as keyof typeof unitMs];
}

/** One message and several with the same lines are the same answer. */
function squeeze(text: string): string {
  return (
    text
      .replaceAll(wordJoiner, "")
      .replace(/\/(pay|open)\/[\w-]{22}/g, "/$1/…")
      // Said with a file, where the channel sends those.
      .replace(/^.*, as a PDF\.$/gm, "")
      .replace(/\n+/g, "\n")
      .trim()
  );
}
