import { readdirSync, readFileSync } from "node:fs";
import { wordJoiner } from "../../bots/common/plain-text.ts";
import { manualClock } from "../helpers/manual-clock.ts";

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
  restart(): Promise<void>;
  close(): Promise<void>;
}
export type OpenStage = (now: () => number) => Promise<Stage>;

/** What was said to the bot, and all that it answered, as one text. */
export interface Exchange {
  readonly said: string;
  readonly answer: string;
}

const folder = new URL("../conversations/", import.meta.url);
/** The product as `test/helpers/world.ts` has it, which the files were written with. */
export const likeTheWorld = {
  post: { on: true, practice: true, whatsApp: null, undoMs: 120_000 },
  publicUrl: "http://localhost:3000",
} as const;

/** The files that a channel can play. */
export function conversations(can: { edits: boolean }): readonly string[] {
  const files = readdirSync(folder).filter((file) => file.endsWith(".txt"));
  // What the timetable does by itself is no matter of the channel's.
  const cannot = can.edits ? /^(?:later|down) |^xero/ : /^(?:later|down) |^xero|^[a-z]+ edits "/;
  return files.filter((file) => !scriptOf(file).some((line) => cannot.test(line)));
}
const unitMs = { d: 86_400_000, h: 3_600_000, m: 60_000 };

/** The exchanges as the file has them: without buttons and pictures, and without what was changed in place. */
export function expectedExchanges(file: string): readonly Exchange[] {
  const exchanges: { said: string; answer: string }[] = [];
  let hears = false;
  for (const line of scriptOf(file)) {
    if (isTurn(line)) exchanges.push({ said: line, answer: "" });
    else if (/^bot\b/.test(line)) hears = line.startsWith("bot: ");
    const last = exchanges.at(-1);
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
  const stage = await open(() => clock.now().getTime());
  const seen = new Map<string, number>();
  const exchanges: Exchange[] = [];
  try {
    for (const line of script) {
      const waited = /^wait (\d+)([dhm])$/.exec(line);
      if (waited !== null) clock.advanceMs(Number(waited[1]) * unitMs[waited[2] as "d"]);
      else if (line === "restart") await stage.restart();
      else if (isTurn(line)) {
        const chat = /^[a-z]+/.exec(line)?.[0] ?? "";
        const pressed = /^[a-z]+ presses (.+?)(?: under "(.+)")?$/.exec(line);
        const edited = /^[a-z]+ edits "(.+?)": (.*)$/.exec(line);
        if (pressed !== null) await stage.press(chat, pressed[1] ?? "", pressed[2] ?? "");
        else if (edited !== null) await stage.edit?.(chat, edited[1] ?? "", edited[2] ?? "");
        else await stage.say(chat, line.replace(/^[a-z]+: ?/, "").replaceAll("\\n", "\n"));
        const all = await stage.heard(chat);
        exchanges.push({ said: line, answer: squeeze(all.slice(seen.get(chat) ?? 0).join("\n")) });
        seen.set(chat, all.length);
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
