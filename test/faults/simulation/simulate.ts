import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Core, createCore } from "../../../src/core.ts";
import { createLog } from "../../../src/log.ts";
import type { Inbound } from "../../../src/ports.ts";
import { createRandom } from "../../../src/random.ts";
import { openStore } from "../../../src/store/open-store.ts";
import type { Store } from "../../../src/store/store.ts";
import { type ManualClock, manualClock } from "../../helpers/manual-clock.ts";
import { seeded } from "../../helpers/seeded.ts";
import { beginLife, type Life, mortalChannel, mortalStore } from "./life.ts";
import { createPhones, type Phones } from "./phones.ts";
import { begin, expand, type Options, type Said, writeScript } from "./script.ts";

/** What a run leaves behind for the invariants to look at. */
export interface Run {
  readonly options: Options;
  readonly script: readonly Said[];
  readonly phones: Phones;
  /** The file, closed. */
  readonly path: string;
  readonly deaths: readonly string[];
  readonly now: Date;
}

interface Instance extends Core {
  readonly life: Life;
  /** The store itself, which outlives the process that used it. */
  readonly file: Store;
}

/** What is due does not become less, however often it is done. */
export class Restless extends Error {}

const hourMs = 3_600_000;

/**
 * Plays a seed: traders talk over weeks of a virtual clock while calls fail and the process dies at any point where
 * it waits. Then everything outside is well again and what is left is done. `judge` sees what came of it.
 */
export async function simulate<T>(seed: number, judge: (run: Run) => T): Promise<T> {
  const options = expand(seed);
  const script = writeScript(options);
  const random = seeded(seed ^ 0x0ddba11);
  const folder = mkdtempSync(join(tmpdir(), "simulation-"));
  const path = join(folder, "store.db");
  const clock = manualClock(begin.toISOString());
  const deaths: string[] = [];
  const calm = { is: false };
  const phones = createPhones({
    clock,
    random,
    faults: () => (calm.is ? 0 : options.faults),
    life: () => deaths.length,
  });

  const start = async (): Promise<Instance> => {
    const life = beginLife(() => !calm.is && random() < options.death);
    const file = await openStore(`file:${path}`);
    const core = createCore({
      store: mortalStore(file, life),
      clock,
      random: { ...createRandom(clock), fraction: random },
      channels: new Map([["local", mortalChannel(phones.channel, life)]]),
      access: "open",
      publicUrl: () => "http://localhost:3000",
      readSecond: null,
      log: createLog("silent"),
    });
    return { ...core, life, file };
  };

  let instance = await start();
  /** Has the process do something; where it dies over it, starts it again and has it done again. */
  const insist = async <R>(work: (core: Core) => Promise<R>): Promise<R> => {
    for (;;) {
      const { life } = instance;
      const done = await Promise.race([work(instance).then((result) => ({ result })), life.ended]);
      if (done !== "ended") return done.result;
      deaths.push(life.endedAt ?? "");
      await instance.file.close();
      instance = await start();
    }
  };

  for (const said of script) {
    if (said.at > clock.now()) await liveUntil(said.at, clock, insist);
    for (let delivery = 0; delivery < said.deliveries; delivery += 1) {
      await insist((core) => core.receive(inbound(said)));
    }
  }
  calm.is = true;
  await liveUntil(new Date(clock.now().getTime() + hourMs), clock, insist);
  await instance.file.close();
  try {
    return judge({ options, script, phones, path, deaths, now: clock.now() });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Lets time pass, from one thing that falls due to the next. */
async function liveUntil(
  to: Date,
  clock: ManualClock,
  insist: <R>(work: (core: Core) => Promise<R>) => Promise<R>,
): Promise<void> {
  // Far more than a day of talk can bring: whoever needs more is going round in circles.
  for (let step = 0; ; step += 1) {
    if (step > 2000) throw new Restless();
    await insist(({ queue }) => queue.drain());
    const next = await insist(({ queue }) => queue.nextAt(clock.now()));
    if (next === null || next > to) break;
    clock.set(next);
  }
  clock.set(to);
}

function inbound({ chat, eventId, text }: Said): Inbound {
  const address = { channel: "local" as const, account: "simulated", chat };
  return { eventId, address, kind: "text", text };
}
