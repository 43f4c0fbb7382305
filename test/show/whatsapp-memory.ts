import { setTimeout as pause } from "node:timers/promises";
import { askInspector, evaluateIn } from "../helpers/devtools.ts";
import { freshHome } from "../helpers/home.ts";
import { descendantsOf, memoryOf } from "../helpers/processes.ts";
import { type Product, startProduct } from "../helpers/product.ts";
import { until } from "../helpers/until.ts";
import { startBotApi } from "../stand-ins/telegram/bot-api.ts";
import { type GraphApi, startGraphApi } from "../stand-ins/whatsapp-cloud/graph-api.ts";
import { servePage } from "../stand-ins/whatsapp-web/served.ts";
import { quantile } from "./load.ts";
import { printTable } from "./table.ts";

/*
 * What WhatsApp's roads cost in memory: the product is a process of its own, started as `npm start` does, and the
 * stand-ins are in this one, so that nothing of theirs is counted.
 */
const restMs = 10_000;
const lanes = 16;
/** A commit waits for the disk, and others work on this machine. */
const patienceMs = 180_000;
const quietMs = 60_000;
const sweptMs = 2_000;
/** More traders than any cache holds. */
const warmUp = 1_000;
const said = ["bill Acme £230", "Acme paid"];
const mib = (bytes: number) => bytes / 1_048_576;

type Env = Readonly<Record<string, string>>;

/** Something outside that a product is given, and how to end it. */
interface Outside {
  readonly env: Env;
  /** Once the product listens. */
  begin?(product: Product): Promise<unknown>;
  close?(): Promise<unknown>;
}
type Road = (folder: string) => Promise<Outside>;

const practice: Road = async () => ({ env: {} });

const telegram: Road = async () => {
  const api = await startBotApi();
  return { env: { TELEGRAM_BOT_TOKEN: api.state.token, TELEGRAM_API_URL: api.url }, close: api.close };
};

const cloud: Road = async () => {
  const api = await startGraphApi();
  return { env: keysOf(api), begin: (product) => subscribe(api, product), close: api.close };
};

const linkedPhone: Road = async (folder) => {
  const page = await servePage(folder);
  const env = { WHATSAPP_WEB: "on", CHROMIUM_PATH: page.chromiumPath };
  const begin = async (product: Product) => {
    await until(() => product.output().includes("Scan it"), "the code to scan", patienceMs);
    await page.play(`${folder}/data/whatsapp/session-justpayme`, "pair()");
    await until(() => product.output().includes("the phone is linked"), "the phone is linked", patienceMs);
  };
  return { env, begin, close: page.close };
};

/** Each road in an installation in which nobody has said anything yet. */
export async function printRoads(): Promise<void> {
  const roads = {
    "no key at all: practice": practice,
    Telegram: telegram,
    "WhatsApp's Cloud API": cloud,
    "a linked phone": linkedPhone,
  };
  const rows: Record<string, string>[] = [];
  for (const [name, road] of Object.entries(roads)) {
    rows.push(await withProduct(road, async (product) => ({ road: name, ...(await rest(product)) })));
  }
  printTable(`Each road ${restMs / 1_000} s after it stands, nobody has spoken yet; MiB`, rows);
}

async function rest(product: Product) {
  await pause(restMs);
  const pid = pidOf(product);
  const { residentMib } = memoryOf(pid);
  const browser = descendantsOf(pid).map((it) => memoryOf(it).proportionalMib);
  const browserMib = browser.reduce((sum, it) => sum + it, 0);
  return {
    "the product": residentMib.toFixed(0),
    "the browser": browserMib.toFixed(0),
    "its processes": String(browser.length),
    "in all": (residentMib + browserMib).toFixed(0),
  };
}

/** So many people who each bill somebody and are paid, a few at a time, as webhooks come. */
export async function printConversations(count: number): Promise<void> {
  const api = await startGraphApi();
  api.posting.manner.batch = true;
  const road: Road = async () => ({
    env: { ...keysOf(api), ACCESS: "open", NODE_OPTIONS: "--inspect-port=127.0.0.1:0" },
    begin: (product) => subscribe(api, product),
    close: api.close,
  });
  const looks: Look[] = [];
  const load = await withProduct(road, async (product) => {
    const look = async (conversations: number, when: string, sweeps = false) =>
      void looks.push(await lookAt(product, { conversations, when }, sweeps));
    await look(0, "started");
    // Code that is loaded when it is first used, and the caches with a fixed room, are no growth.
    const first = Math.min(count / 10, warmUp);
    await talk(api, 0, first, async () => undefined);
    await look(first, "warm, and swept", true);
    const load = await talk(api, first, count, (done) => look(done, "on the way"));
    await until(() => api.posting.pending() === 0, "every receipt is posted", patienceMs);
    await look(count, "all is answered");
    await pause(quietMs);
    await look(count, "a minute later");
    await look(count, "swept", true);
    return load;
  });
  const used = looks.map((it) => it.inUse).filter((it) => it !== null);
  printTable(
    "The product's memory over conversations on the Cloud API, MiB",
    looks.map(({ conversations, when, residentMib, inUse }) => ({
      conversations,
      when,
      resident: residentMib.toFixed(0),
      "in use": inUse === null ? "" : mib(inUse).toFixed(1),
    })),
  );
  const bytes = ((used.at(-1) ?? 0) - (used[0] ?? 0)) / (count - Math.min(count / 10, warmUp));
  printTable(`${count} people who bill and are paid, ${lanes} at a time`, [
    { ...load, "bytes kept for each": bytes.toFixed(0) },
  ]);
}

interface Look {
  readonly conversations: number;
  readonly when: string;
  readonly residentMib: number;
  /** Bytes of objects, right after those that nobody uses were swept; else null. */
  readonly inUse: number | null;
}

async function lookAt(
  product: Product,
  at: Pick<Look, "conversations" | "when">,
  sweeps: boolean,
): Promise<Look> {
  const inUse = sweeps ? await sweep(product) : null;
  return { ...at, residentMib: memoryOf(pidOf(product)).residentMib, inUse };
}

async function sweep(product: Product): Promise<number> {
  process.kill(pidOf(product), "SIGUSR1");
  const port = () => Number(/Debugger listening on ws:\/\/[\d.]+:(\d+)/.exec(product.output())?.[1]);
  await until(() => port() > 0, "the inspector", patienceMs);
  // What the first leaves to finalizers, the second finds.
  for (const _ of [1, 2]) await askInspector(port(), "HeapProfiler.collectGarbage");
  await pause(sweptMs);
  return Number(await evaluateIn(port(), "process.memoryUsage().heapUsed"));
}

/** The people with these numbers, each their own conversation. */
async function talk(api: GraphApi, first: number, end: number, look: (done: number) => Promise<void>) {
  const waitsMs: number[] = [];
  const from = performance.now();
  let next = first;
  let done = first;
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      while (next < end) {
        next += 1;
        await converse(api, next, waitsMs);
        done += 1;
        if (done % Math.ceil(end / 5) === 0 && done < end) await look(done);
      }
    }),
  );
  const seconds = (performance.now() - from) / 1_000;
  const answersTo = ({ shown }: (typeof api.state.people)[number]) =>
    shown.filter((it) => it.from === "bot").length;
  return {
    seconds: seconds.toFixed(0),
    "messages a second": (waitsMs.length / seconds).toFixed(0),
    "answer p50, ms": quantile(waitsMs, 0.5).toFixed(0),
    "p99, ms": quantile(waitsMs, 0.99).toFixed(0),
    "longest, ms": Math.max(...waitsMs).toFixed(0),
    "not answered once each": api.state.people.filter((it) => answersTo(it) !== said.length).length,
    "calls refused": api.state.calls.filter((it) => it.status !== 200).length,
  };
}

async function converse(api: GraphApi, n: number, waitsMs: number[]): Promise<void> {
  const person = api.person(`4477${String(10_000_000 + n)}`, "P");
  for (const [at, text] of said.entries()) {
    const from = performance.now();
    person.says(text);
    await until(() => person.hears().length > at, `an answer to "${text}"`, patienceMs);
    waitsMs.push(performance.now() - from);
  }
}

async function withProduct<T>(road: Road, use: (product: Product) => Promise<T>): Promise<T> {
  const home = freshHome();
  const outside = await road(home.path);
  const product = await startProduct({ cwd: home.path, env: outside.env });
  try {
    await outside.begin?.(product);
    return await use(product);
  } finally {
    await product.stop();
    await outside.close?.();
    home.remove();
  }
}

function keysOf({ state, url }: GraphApi): Env {
  return {
    WHATSAPP_TOKEN: state.token,
    WHATSAPP_PHONE_NUMBER_ID: state.phoneNumberId,
    WHATSAPP_APP_SECRET: state.appSecret,
    WHATSAPP_VERIFY_TOKEN: state.verifyToken,
    WHATSAPP_API_URL: url,
  };
}

async function subscribe(api: GraphApi, { url }: Product): Promise<void> {
  const taken = await api.subscribe(`${url.replace("localhost", "127.0.0.1")}/webhooks/whatsapp`);
  if (!taken) throw new Error("The webhook did not answer the challenge.");
}

const pidOf = ({ process: { pid = 0 } }: Product) => pid;
