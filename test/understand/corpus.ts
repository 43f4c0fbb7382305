import { readdirSync, readFileSync } from "node:fs";
import type { Intent, Understanding } from "../../src/domain/intent.ts";
import { printed } from "../../src/understand/printed.ts";
import { readOrder } from "../../src/understand/read-order.ts";

/** The day on which the corpus is read: a Sunday. */
export const corpusNow = new Date("2026-11-22T09:00:00Z");
const folder = new URL("./", import.meta.url);
const files = readdirSync(folder);
export const corpusClients = readJson("clients.json");

/**
 * Every table of messages that must be read, `must-read-<whose>.tsv`, with the clients of the trader who says them,
 * `clients-<whose>.json`, or those of the first table.
 */
export const corpora: readonly (readonly [string, readonly string[]])[] = files
  .filter((name) => name.startsWith("must-read"))
  .map((name) => {
    const own = name.replace(/^must-read(.*)\.tsv$/, "clients$1.json");
    return [name, files.includes(own) ? readJson(own) : corpusClients];
  });

function readJson(name: string): readonly string[] {
  return JSON.parse(readFileSync(new URL(name, folder), "utf8")) as string[];
}

export interface Row {
  readonly line: number;
  readonly text: string;
  readonly expected: string;
}

/** `message ⇥ expectation`; `-` is nothing, `~` nothing on money unasked; `#` starts a comment, `\n` in a message is a line break. */
export function readRows(name: string): Row[] {
  const rows: Row[] = [];
  const lines = readFileSync(new URL(name, folder), "utf8").split("\n");
  for (const [index, line] of lines.entries()) {
    if (line.trim() === "" || line.startsWith("# ")) continue;
    const [text = "", expected = ""] = line.split("\t");
    rows.push({ line: index + 1, text: text.replaceAll("\\n", "\n"), expected: expected.trim() });
  }
  return rows;
}

export interface Result {
  readonly row: Row;
  readonly read: Understanding;
  /** What differs; empty when right. */
  readonly wrong: readonly string[];
  /** Would move money wrongly without a word: said, no question, and not what was meant. */
  readonly dangerous: boolean;
}

const money: ReadonlySet<string> = new Set([
  "create-bill",
  "record-payment",
  "edit-bill",
  "cancel-bill",
  "write-off",
]);

/** What the shell prints, and the bot does. */
function asPrinted(text: string, clients: readonly string[]): Understanding {
  return printed(readOrder(text, { now: corpusNow, clients }));
}

export function checkRow(row: Row, clients: readonly string[] = corpusClients): Result {
  if (row.expected === "-") return checkQuiet(row, clients);
  if (row.expected === "~") return checkUnsaid(row, clients);
  const read = asPrinted(row.text, clients);
  const wrong = differences(row.expected, read);
  const acts = read.intents.some((intent) => money.has(intent.intent) && intent.certainty === "said");
  const harmless = wrong.every(
    (one) => one.startsWith("certainty") || one.startsWith("lines") || one.startsWith("question"),
  );
  const unasked = wrong.some((one) => one.startsWith("certainty") || one.startsWith("question"));
  return {
    row,
    read,
    wrong,
    dangerous: acts && read.question === null && wrong.length > 0 && (!harmless || unasked),
  };
}

/** Nothing may be made: no money intent at all, sure or guessed. */
export function checkQuiet(row: Row, clients: readonly string[] = corpusClients): Result {
  const read = asPrinted(row.text, clients);
  const acting = read.intents.filter((intent) => money.has(intent.intent) || intent.intent === "add-client");
  const dangerous = acting.some((intent) => intent.certainty === "said") && read.question === null;
  return {
    row,
    read,
    wrong: acting.map((intent) => `makes ${intent.intent} (${intent.certainty})`),
    dangerous,
  };
}

/** What it means is open: nothing on money may be done unasked. */
function checkUnsaid(row: Row, clients: readonly string[]): Result {
  const read = asPrinted(row.text, clients);
  const said = read.intents.filter((intent) => money.has(intent.intent) && intent.certainty === "said");
  const dangerous = said.length > 0 && read.question === null;
  return { row, read, wrong: dangerous ? said.map((intent) => `says ${intent.intent}`) : [], dangerous };
}

function differences(expected: string, read: Understanding): string[] {
  const [intentsPart = "", questionPart] = expected.split(/\s+\?/, 2);
  const wanted = intentsPart.split(" + ").map(parseIntent);
  const wrong: string[] = [];
  const about = (read.question?.about ?? []).join(",");
  if (about !== (questionPart ?? "").trim())
    wrong.push(`question ${about || "none"}, not ${questionPart ?? "none"}`);
  if (wanted.length !== read.intents.length) {
    return [...wrong, `intents ${read.intents.map((intent) => intent.intent).join(" + ")}`];
  }
  for (const [index, want] of wanted.entries()) {
    const intent = read.intents[index];
    if (intent !== undefined) wrong.push(...compare(want, intent));
  }
  return wrong;
}

interface Wanted {
  readonly intent: string;
  readonly certainty: string;
  readonly fields: ReadonlyMap<string, string>;
}

/** `create-bill guessed client=Acme Ltd total=230 due=2026-12-04` */
function parseIntent(text: string): Wanted {
  const parts = text.trim().split(/\s+(?=[a-zA-Z]+=)/);
  const [intent = "", certainty = "said"] = (parts[0] ?? "").split(/\s+/);
  const fields = parts.slice(1).map((part): [string, string] => {
    const at = part.indexOf("=");
    return [part.slice(0, at), part.slice(at + 1).trim()];
  });
  return { intent, certainty, fields: new Map(fields) };
}

function pounds(minor: number | null | undefined): string {
  return minor == null ? "" : String(minor / 100);
}

function lines(intent: Intent): string {
  return (intent.lines ?? [])
    .map(
      (line) =>
        `${line.description ?? "-"}:${line.quantity === 1 ? "" : `${line.quantity}x`}${pounds(line.unitMinor)}`,
    )
    .join(", ");
}

/** What the table's short names stand for. An empty cell means unsaid. */
const shown: Readonly<Record<string, (intent: Intent) => string>> = {
  client: (intent) => intent.client?.match ?? "",
  new: (intent) => (intent.client != null && intent.client.match === null ? intent.client.said : ""),
  total: (intent) => pounds(intent.totalMinor),
  amount: (intent) => pounds(intent.amountMinor),
  change: (intent) => pounds(intent.changeMinor),
  due: (intent) => intent.dueOn ?? "",
  until: (intent) => intent.until ?? "",
  on: (intent) => intent.on ?? "",
  paid: (intent) => intent.paidOn ?? "",
  vat: (intent) => (intent.vat === "unsaid" ? "" : (intent.vat ?? "")),
  currency: (intent) => (intent.currency === "GBP" ? "" : (intent.currency ?? "")),
  bill: (intent) => (intent.bill == null ? "" : String(intent.bill)),
  last: (intent) => (intent.last === true ? "yes" : ""),
  xero: (intent) => (intent.toXero == null ? "" : intent.toXero ? "yes" : "no"),
  email: (intent) => intent.email ?? "",
  phone: (intent) => intent.phone ?? "",
  method: (intent) => intent.method ?? "",
  tone: (intent) => intent.tone ?? "",
  ref: (intent) => intent.reference ?? "",
};
const numeric: ReadonlySet<string> = new Set(["total", "amount", "change"]);
/** Checked only where the table says so: wording is not money. */
const optional: Readonly<Record<string, (intent: Intent) => string>> = {
  lines,
  address: (intent) => intent.address ?? "",
  about: (intent) => intent.description ?? "",
};

function compare(want: Wanted, intent: Intent): string[] {
  const wrong: string[] = [];
  if (intent.intent !== want.intent) return [`intent ${intent.intent}`];
  if (intent.certainty !== want.certainty) wrong.push(`certainty ${intent.certainty}`);
  for (const [name, show] of Object.entries(shown)) {
    const got = show(intent);
    const wished = want.fields.get(name) ?? "";
    const same =
      got === wished || (numeric.has(name) && wished !== "" && Number(got) === Number(wished) && got !== "");
    if (!same) wrong.push(`${name} ${got || "none"}, not ${wished || "none"}`);
  }
  for (const [name, wished] of want.fields) {
    const show = optional[name];
    if (show === undefined && shown[name] === undefined) wrong.push(`unknown column ${name}`);
    else if (show !== undefined && show(intent) !== wished)
      wrong.push(`${name} ${show(intent)}, not ${wished}`);
  }
  return wrong;
}

const calendar =
  /\b(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|jan\w*|feb\w*|mar(?:ch)?|apr\w*|june?|july?|aug\w*|sept?\w*|oct\w*|nov\w*|dec\w*|today|tomorrow|yesterday)\b/gi;

/**
 * A message without what only fills it: names, figures, days, the words of the work. Messages of one shape are variants of
 * one another; another verb, order or noise makes another shape.
 */
export function shapeOf({ text, expected }: Row, clients: readonly string[]): string {
  const names = [
    ...clients,
    ...[...expected.matchAll(/(?:new|client)=([^=?+]+?)(?= \w+=| \?| \+|$)/g)].map(([, name]) => name ?? ""),
  ];
  const words = names
    .flatMap((name) => name.toLowerCase().split(/[^\p{L}\p{N}]+/u))
    .filter((word) => word.length > 2);
  const bare = text
    .toLowerCase()
    .replace(calendar, "D")
    .replace(/\d+(?:[.,:/]\d+)*(?:st|nd|rd|th)?/g, "9")
    .replace(/\bfor (?:the |a |an )?[a-z ]+$/, "for W");
  return words
    .reduce((said, word) => said.replaceAll(word, "C"), bare)
    .replace(/(?:C[^a-zA-Z0-9£]*)+/g, "C ")
    .replace(/\s+/g, " ")
    .trim();
}
