import { Writable } from "node:stream";
import { pino } from "pino";
import type { Clock, Random } from "../../../src/ports.ts";

/** Ids and chances that are the same at every run of a seed. */
export function steadyRandom(clock: Clock, random: () => number): Random {
  let made = 0;
  const part = () => Math.floor(random() * 2 ** 40).toString(36);
  const timeOf = (at: Date) => at.getTime().toString(36).padStart(9, "0");
  return {
    id: () => {
      made += 1;
      return `${timeOf(clock.now())}${made.toString(36).padStart(6, "0")}`;
    },
    firstIdAt: timeOf,
    token: () => `${part()}${part()}${part()}`,
    fraction: random,
  };
}

/** What a log file would hold, at the most talkative level. */
export function logInto(lines: string[]) {
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      lines.push(String(chunk));
      done();
    },
  });
  return pino({ level: "trace" }, stream);
}
