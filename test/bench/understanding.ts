import Recognizers from "@microsoft/recognizers-text-suite";
import * as chrono from "chrono-node/en";
import { understand } from "../../src/understand/understand.ts";
import { corpusClients, corpusNow, readRows } from "../understand/corpus.ts";

interface Row {
  readonly name: string;
  readonly figure: number;
  readonly unit: string;
  readonly floor: number;
  readonly of: string;
}

const messages = [...readRows("must-read.tsv"), ...readRows("must-not-create.txt")].map((row) => row.text);
const hostile = [
  "bill Acme £1,",
  "no sorry ",
  "twenty five ",
  "a.",
  "send the a of ",
  "((((",
  "and Acme 20 ",
  "due the 5 of ",
].map((piece) => piece.repeat(Math.ceil(10_240 / piece.length)).slice(0, 10_240));

const ours = (text: string) => void understand(text, { now: corpusNow, clients: corpusClients });
const dates = (text: string) => void chrono.GB.parse(text, corpusNow, { forwardDate: true });
const suite = (text: string) => {
  Recognizers.recognizeCurrency(text, Recognizers.Culture.English);
  Recognizers.recognizeDateTime(text, Recognizers.Culture.English, undefined, corpusNow);
};

/** Microseconds of each message: the least of a few turns, so that a pause of the machine counts for nothing. */
function times(read: (text: string) => void, texts: readonly string[], turns: number): number[] {
  const best = texts.map(() => Number.POSITIVE_INFINITY);
  for (let turn = 0; turn < turns; turn += 1) {
    for (const [index, text] of texts.entries()) {
      const start = process.hrtime.bigint();
      read(text);
      best[index] = Math.min(best[index] ?? 0, Number(process.hrtime.bigint() - start) / 1000);
    }
  }
  return best.sort((a, b) => a - b);
}

const median = (sorted: readonly number[]) => sorted[Math.floor(sorted.length / 2)] ?? 0;
const worst = (sorted: readonly number[]) => sorted.at(-1) ?? 0;

function perSecond(read: (text: string) => void, texts: readonly string[], forMs: number): number {
  const start = performance.now();
  let count = 0;
  while (performance.now() - start < forMs) {
    for (const text of texts) read(text);
    count += texts.length;
  }
  return (count * 1000) / (performance.now() - start);
}

times(ours, messages, 20);
const reading = times(ours, messages, 10);
const dating = times(dates, messages, 10);
const suiting = times(suite, messages.slice(0, 200), 2);
const hurt = times(ours, hostile, 10);
const hurtDates = times(dates, hostile, 3);
const rate = perSecond(ours, messages, 1500);
const rows: Row[] = [
  {
    name: "a message, median",
    figure: median(reading),
    unit: "µs",
    floor: median(dating),
    of: "chrono-node, dates alone",
  },
  {
    name: "a message, median",
    figure: median(reading),
    unit: "µs",
    floor: median(suiting),
    of: "Recognizers-Text, money and dates",
  },
  {
    name: "a message, worst",
    figure: worst(reading),
    unit: "µs",
    floor: worst(dating),
    of: "chrono-node, worst",
  },
  {
    name: "hostile 10 kB, worst",
    figure: worst(hurt),
    unit: "µs",
    floor: worst(hurtDates),
    of: "chrono-node, worst",
  },
  {
    name: "messages a second",
    figure: rate,
    unit: "/s",
    floor: perSecond(dates, messages, 1000),
    of: "chrono-node, dates alone",
  },
  {
    name: "messages a second",
    figure: rate,
    unit: "/s",
    floor: perSecond(suite, messages.slice(0, 100), 1000),
    of: "Recognizers-Text",
  },
];
for (const { name, figure, unit, floor, of } of rows) {
  console.log(
    `${name.padEnd(22)} ${figure.toFixed(0).padStart(8)} ${unit.padEnd(3)} floor ${floor.toFixed(0).padStart(8)} (${of})  ratio ${(figure / floor).toFixed(3)}`,
  );
}
