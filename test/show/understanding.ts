/** How well and how fast messages are read: both corpora, days and money beside two libraries, and the time each takes. */
import Recognizers from "@microsoft/recognizers-text-suite";
import * as chrono from "chrono-node/en";
import { printed } from "../../src/understand/printed.ts";
import { readOrder } from "../../src/understand/read-order.ts";
import { corpusClients, corpusNow } from "../understand/corpus.ts";
import {
  dayForms,
  dayOfParts,
  moneyForms,
  type Peer,
  readDayForm,
  readMoneyForm,
  sayDay,
  sayMoney,
  scoreForms,
  scorePeer,
} from "../understand/forms.ts";
import { hostile, messages } from "../understand/measured.ts";
import { printScores } from "../understand/scoreboard.ts";

printScores([]);

const chronoDays: Peer = {
  name: "chrono-node",
  read: (text, now) => {
    const [found] = chrono.GB.parse(text, now, { forwardDate: true });
    const [year, month, date] = [
      found?.start.get("year"),
      found?.start.get("month"),
      found?.start.get("day"),
    ];
    return year == null || month == null || date == null ? null : dayOfParts(year, month, date);
  },
};
interface Resolved {
  readonly values?: readonly { readonly value?: string }[];
  readonly value?: string;
}
const suiteDays: Peer = {
  name: "Recognizers-Text",
  read: (text, now) => {
    const found = Recognizers.recognizeDateTime(text, Recognizers.Culture.English, undefined, now);
    const resolution = found[0]?.resolution as Resolved | undefined;
    return resolution?.values?.at(-1)?.value?.slice(0, 10) ?? null;
  },
};
const suiteMoney: Peer = {
  name: "Recognizers-Text",
  read: (text) => {
    const found = Recognizers.recognizeCurrency(text, Recognizers.Culture.English);
    const value = (found[0]?.resolution as Resolved | undefined)?.value;
    return found.length === 1 && value !== undefined ? String(Number(value)) : null;
  },
};

console.log(`\n${dayForms.length} ways of saying a day to pay by`);
console.log(`  ours              ${scoreForms(dayForms, readDayForm)}`);
for (const peer of [chronoDays, suiteDays])
  console.log(`  ${peer.name.padEnd(17)} ${scorePeer(dayForms, sayDay, peer)}`);
const pounds = moneyForms.filter(({ expected }) => !/[A-Z]{3}$/.test(expected));
console.log(`${pounds.length} ways of saying pounds`);
console.log(`  ours              ${scoreForms(pounds, readMoneyForm)}`);
console.log(`  ${suiteMoney.name.padEnd(17)} ${scorePeer(pounds, sayMoney, suiteMoney)}`);

/** Microseconds for each message: the least of a few turns, as other programs share the machine. */
function timesOf(read: (text: string) => void, texts: readonly string[], turns: number): number[] {
  const least = texts.map(() => Number.POSITIVE_INFINITY);
  for (let turn = 0; turn < turns; turn += 1) {
    for (const [index, text] of texts.entries()) {
      const from = performance.now();
      read(text);
      least[index] = Math.min(least[index] ?? 0, (performance.now() - from) * 1000);
    }
  }
  return least.sort((a, b) => a - b);
}

const readers: readonly (readonly [
  name: string,
  read: (text: string) => void,
  turns: number,
  few: number,
])[] = [
  [
    "ours",
    (text) => void printed(readOrder(text, { now: corpusNow, clients: corpusClients })),
    20,
    messages.length,
  ],
  [
    "chrono-node",
    (text) => void chrono.GB.parse(text, corpusNow, { forwardDate: true }),
    10,
    messages.length,
  ],
  [
    "Recognizers-Text",
    (text) => {
      Recognizers.recognizeCurrency(text, Recognizers.Culture.English);
      Recognizers.recognizeDateTime(text, Recognizers.Culture.English, undefined, corpusNow);
    },
    2,
    200,
  ],
];
console.log("\n                    median µs   worst µs   messages a second");
for (const [name, read, turns, few] of readers) {
  const times = timesOf(read, messages.slice(0, few), turns);
  const median = times[times.length >> 1] ?? 0;
  const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
  const cells = [median.toFixed(0).padStart(9), (times.at(-1) ?? 0).toFixed(0).padStart(11)];
  console.log(
    `  ${name.padEnd(17)} ${cells.join("")} ${Math.round(1e6 / mean)
      .toLocaleString("en-GB")
      .padStart(12)}`,
  );
}
const [ours] = readers;
if (ours !== undefined)
  console.log(`  hostile 10 kB: worst ${((timesOf(ours[1], hostile, 5).at(-1) ?? 0) / 1000).toFixed(2)} ms`);
