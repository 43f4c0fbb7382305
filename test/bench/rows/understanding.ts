/** Reading a message, beside the two libraries that read its parts. A worst case is the least of a few turns. */
import Recognizers from "@microsoft/recognizers-text-suite";
import * as chrono from "chrono-node/en";
import { understand } from "../../../src/understand/understand.ts";
import { corpusClients, corpusNow } from "../../understand/corpus.ts";
import { hostile, messages } from "../../understand/measured.ts";
import { figure, inTurn, row } from "../row.ts";

const ours = (text: string) => void understand(text, { now: corpusNow, clients: corpusClients });
const dates = (text: string) => void chrono.GB.parse(text, corpusNow, { forwardDate: true });
const suite = (text: string) => {
  Recognizers.recognizeCurrency(text, Recognizers.Culture.English);
  Recognizers.recognizeDateTime(text, Recognizers.Culture.English, undefined, corpusNow);
};
const over = (read: (text: string) => void, count: number) =>
  inTurn(count, (index) => read(messages[index % messages.length] ?? ""));

function worstMs(read: (text: string) => void, texts: readonly string[], turns: number): number {
  const least = texts.map((text) =>
    Math.min(
      ...Array.from({ length: turns }, () => {
        const from = performance.now();
        read(text);
        return performance.now() - from;
      }),
    ),
  );
  return Math.max(...least);
}

const durability = "nothing is stored";
/** As in a program that has been up for a while: until here V8 is still compiling what it has seen often. */
const warmUpTurns = 30;
for (let turn = 0; turn < warmUpTurns; turn += 1)
  for (const message of messages) {
    ours(message);
    dates(message);
  }
await row(
  {
    name: "understanding, median over the corpus",
    floor: "chrono-node, dates alone",
    durability,
    goal: { p50AtMostMs: 0.05 },
  },
  over(ours, messages.length),
  over(dates, messages.length),
);
await row(
  {
    name: "understanding, median over the corpus",
    floor: "Recognizers-Text, money and dates",
    durability,
    goal: { p50AtMostMs: 0.05 },
    rounds: 3,
  },
  over(ours, messages.length),
  over(suite, 100),
);
const rounds = [1, 2, 3];
figure(
  {
    name: "understanding, worst hostile 10 kB",
    floor: "chrono-node, its worst of the same",
    durability,
    unit: "ms",
    goal: { atMost: 2 },
  },
  rounds.map(() => worstMs(ours, hostile, 5)),
  rounds.map(() => worstMs(dates, hostile, 2)),
);
