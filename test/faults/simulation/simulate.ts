import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore } from "../../../src/store/open-store.ts";
import { type ManualClock, manualClock } from "../../helpers/manual-clock.ts";
import { seeded } from "../../helpers/seeded.ts";
import { beginLife } from "./life.ts";
import { createBooks } from "./outside/books.ts";
import { type Cards, createCards, type Push } from "./outside/cards.ts";
import { createIdentity } from "./outside/identity.ts";
import { createPostOffice, type Posted } from "./outside/post-office.ts";
import { createWeather, type Weather } from "./outside/weather.ts";
import { openTown, type Town } from "./people.ts";
import { createPhones, type Phones } from "./phones.ts";
import { keptBy, type Product, startProduct } from "./product.ts";
import { keepRecord, type Look } from "./record.ts";
import {
  begin,
  dayMs,
  expand,
  type Options,
  type Said,
  type Trader,
  tradersOf,
  writeDeeds,
  writeScript,
} from "./script.ts";
import { logInto, steadyRandom } from "./steady.ts";
import { type Timers, takeOverTimers } from "./timers.ts";

/** What a run leaves behind for the invariants to look at. */
export interface Run {
  readonly options: Options;
  readonly traders: readonly Trader[];
  readonly script: readonly Said[];
  readonly phones: Phones;
  readonly posted: readonly Posted[];
  readonly books: ReturnType<typeof createBooks>;
  readonly identity: ReturnType<typeof createIdentity>;
  readonly cards: Cards;
  readonly town: Town;
  /** The file, closed. */
  readonly path: string;
  /** How it was kept while it was open. */
  readonly kept: Readonly<Record<string, unknown>>;
  readonly deaths: readonly string[];
  /** What went wrong outside, counted by its kind. */
  readonly met: ReadonlyMap<string, number>;
  /** How often the process was held up for longer than a lease. */
  readonly stalls: number;
  readonly log: readonly string[];
  readonly now: Date;
  /** When the others were all down, and when they came back. */
  readonly down: { from: Date | null; until: Date | null };
}

/** What is due does not become less, however often it is done. */
export class Restless extends Error {}

const never = Number.POSITIVE_INFINITY;

/** Far more than a day of talk can bring: whoever needs more is going round in circles. */
const stepsMax = 20_000;

/** Everything a run moves: the clock, the timers, the product's present life, and the world outside. */
export interface Stage {
  readonly clock: ManualClock;
  readonly timers: Timers;
  readonly weather: Weather;
  readonly random: () => number;
  product(): Product;
  /** Has the product do something; where it dies over it, starts it again and has it done again. */
  insist<R>(work: (product: Product) => Promise<R>): Promise<R>;
  restart(why: string): Promise<void>;
  /** Lets time pass, from one thing that falls due to the next. */
  liveUntil(to: Date): Promise<void>;
  /** Has a push delivered: repeatedly, late, or never. */
  post(push: Push): void;
}

/** Where waiting for the disk costs nothing; what it does when it fails is tried by other tests. */
const memory = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();

let timers: Timers | undefined;
const clock = manualClock(begin.toISOString());

/**
 * Plays a seed: traders talk and clients pay over weeks of a virtual clock, while calls fail, take long or are lost, and
 * the process dies at any point where it waits. Then everything outside is well again, and what is left is done.
 */
export async function simulate<T>(seed: number, judge: (run: Run) => T): Promise<T> {
  const options = expand(seed);
  const script = writeScript(options);
  const random = seeded(seed ^ 0x0ddba11);
  const folder = mkdtempSync(join(memory, "simulation-"));
  const path = join(folder, "store.db");
  timers ??= takeOverTimers(() => clock.now().getTime());
  timers.forget();
  clock.set(begin);
  await (await openStore(`file:${path}`)).close();
  const look = keepRecord(path);
  const deaths: string[] = [];
  const weather = createWeather(random, timers, options.faults);
  const parts = { weather, now: clock.now, life: () => deaths.length, look, seq: look.seq };
  const identity = createIdentity(parts);
  const books = createBooks({ ...parts, identity });
  const phones = createPhones({ ...parts, fenceOf: look.fenceOf });
  const { mailer, posted } = createPostOffice(parts);
  const pushes: { run: (push: Push) => void } = { run: () => undefined };
  const cards = createCards({ ...parts, push: (it) => pushes.run(it) });
  const log: string[] = [];
  const outside = {
    channel: phones.channel,
    mailer,
    door: identity.door,
    ledger: books.ledger,
    openCards: cards.open,
  };
  const stage = await openStage({
    ...{ path, look, weather, random, options, deaths, timers },
    start: (life) =>
      startProduct({ path, clock, random: steadyRandom(clock, random), life, outside, log: logInto(log) }),
  });
  pushes.run = stage.post;
  const traders = tradersOf(options);
  const town = openTown({ stage, traders, books, identity, cards, phones, options });
  const down: Run["down"] = { from: null, until: null };
  try {
    await town.settleIn();
    weather.calm = false;
    const events = [
      ...script.map((said) => ({ at: said.at, run: () => town.say(said) })),
      ...writeDeeds(options).map(({ at, deed }) => ({ at, run: () => town.act(deed, down) })),
    ].sort((a, b) => a.at.getTime() - b.at.getTime());
    for (const event of events) {
      await stage.liveUntil(event.at);
      await event.run();
    }
    await becomeCalm(stage, town, options);
    await stage.product().queue.stop();
    const kept = await keptBy(stage.product().file);
    await stage.product().file.close();
    const { met, stalls } = weather;
    const told = { options, traders, script, phones, posted, books, identity, cards, town };
    return judge({ ...told, path, kept, deaths, met, stalls, log, down, now: clock.now() });
  } finally {
    look.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The second phase: all is well again, whoever was refused tries again, and a day goes by. */
async function becomeCalm(stage: Stage, town: Town, options: Options): Promise<void> {
  stage.weather.calm = true;
  stage.weather.allDown = false;
  await stage.liveUntil(new Date(clock.now().getTime() + 3_600_000));
  await town.mend();
  // The longest that anything is waited for: what a push was lost of is looked for once a day.
  await stage.liveUntil(new Date(clock.now().getTime() + dayMs + 3_600_000 + options.days));
}

async function openStage(given: {
  readonly path: string;
  readonly look: Look;
  readonly weather: Weather;
  readonly random: () => number;
  readonly options: Options;
  readonly deaths: string[];
  readonly timers: Timers;
  readonly start: (life: ReturnType<typeof beginLife>) => Promise<Product>;
}): Promise<Stage> {
  const { weather, random, options, deaths, timers: ticking } = given;
  let under = 0;
  const settle = async () => {
    do {
      for (let turn = 0; turn < 2; turn += 1) await new Promise<void>((resolve) => setImmediate(resolve));
    } while (under > 0);
  };
  const newLife = () => given.start(beginLife(() => !weather.calm && random() < options.death));
  let product = await newLife();
  let restarting: Promise<void> | undefined;
  const rise = async (why: string) => {
    deaths.push(why);
    await product.file.close();
    clock.advanceMs(1 + Math.floor(random() * 60_000));
    product = await newLife();
  };
  const restart = async (why: string) => {
    restarting ??= rise(why).finally(() => {
      restarting = undefined;
    });
    await restarting;
  };
  const insist: Stage["insist"] = async (work) => {
    for (;;) {
      await restarting;
      const { life } = product;
      if (life.endedAt === null) {
        const done = await Promise.race([work(product).then((result) => ({ result })), life.ended]);
        if (done !== "ended") return done.result;
      }
      await restart(life.endedAt ?? "");
    }
  };
  const look = () =>
    insist(async ({ queue, timetable }) => {
      const at = clock.now();
      const times = [await queue.nextAt(at), await timetable.nextAt(at)];
      const [queueMs, tableMs] = times.map((it) => it?.getTime() ?? never);
      return { queueMs: queueMs ?? never, tableMs: tableMs ?? never };
    });
  /** What is due is looked for as the timetable does every minute; where it dies over it, the next life does. */
  const tick = () => {
    const { life, timetable } = product;
    void Promise.race([timetable.runDue(), life.ended]);
  };

  weather.lookAgain = (ms) => void ticking.after(ms).then(tick);

  async function liveUntil(to: Date): Promise<void> {
    tick();
    for (let step = 0; ; step += 1) {
      if (step > stepsMax) throw new Restless();
      await settle();
      if (product.life.endedAt !== null) await restart(product.life.endedAt);
      const flying = weather.flying > 0;
      const { queueMs, tableMs } = flying ? { queueMs: never, tableMs: never } : await look();
      const timerMs = (flying ? ticking.next() : ticking.nextOutside()) ?? never;
      const nextMs = Math.min(timerMs, queueMs, tableMs);
      const nowMs = clock.now().getTime();
      // What was due is over, and nothing more is before the end.
      const arriveMs = Math.max(nowMs, Math.min(nextMs, to.getTime()));
      if (arriveMs > nowMs) clock.set(new Date(arriveMs));
      if (flying && !weather.calm && random() < options.stalls) {
        weather.stalls += 1;
        clock.advanceMs(45_000 + Math.floor(random() * 60_000));
      }
      ticking.fire(clock.now().getTime());
      if (arriveMs >= tableMs) tick();
      await settle();
      if (arriveMs >= to.getTime() && product.life.endedAt === null) return;
    }
  }

  /** One delivery after another, until one is taken; where nobody is there, again later. */
  async function deliver(push: Push): Promise<void> {
    for (let tries = 0; tries < 12; tries += 1) {
      await ticking.after(random() * 60_000 * (tries === 0 ? 1 : 15));
      under += 1;
      const status = await insistOnce(() => push.send(product.web, clock.now()));
      under -= 1;
      if (status === 200) return;
    }
  }
  /** A caller from outside who is cut off when the process dies. */
  const insistOnce = async (work: () => Promise<number>): Promise<number | null> => {
    const { life } = product;
    if (life.endedAt !== null) return null;
    const done = await Promise.race([work(), life.ended]);
    return done === "ended" ? null : done;
  };
  return {
    clock,
    timers: ticking,
    weather,
    random,
    product: () => product,
    insist,
    restart,
    liveUntil,
    post: (push) => {
      const lost = !weather.calm && random() < options.losses;
      const copies = random() < options.repeats ? 2 + Math.floor(random() * 3) : 1;
      if (!lost) for (let copy = 0; copy < copies; copy += 1) void deliver(push);
    },
  };
}
