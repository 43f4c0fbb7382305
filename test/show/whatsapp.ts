/**
 * `npm run show:whatsapp`: a conversation on both of WhatsApp's roads over their stand-ins, side by side, and what
 * each road costs in memory. `-- --many` adds ten thousand conversations on the Cloud API (`--many=2000`: so many), `-- --faults` runs the tests
 * of what may go wrong on either road and prints what became of each.
 */
import { setTimeout as pause } from "node:timers/promises";
import { clean } from "../../bots/common/plain-text.ts";
import { startBot } from "../channels/whatsapp-cloud/bot.ts";
import { linkPhone } from "../channels/whatsapp-web/phone.ts";
import { until } from "../helpers/until.ts";
import { runTests } from "./report.ts";
import { printTable } from "./table.ts";

const script = ["bill Acme £230", "bill Acme 20 and Dave 30", "1", "Acme paid 230", "who owes me", "Undo"];
const mib = () => Math.round(process.memoryUsage.rss() / 1_048_576);

/** What the bot said since, once it says no more. */
async function answers(hears: () => readonly string[], before: number): Promise<string> {
  await until(() => hears().length > before, "an answer", 20_000);
  for (let last = -1; last !== hears().length; ) {
    last = hears().length;
    await pause(250);
  }
  return hears().slice(before).map(clean).join("\n\n");
}

function print(road: string, said: string, heard: string): void {
  process.stdout.write(`  ${road.padEnd(6)} ${heard.replaceAll("\n", "\n         ")}\n`);
  if (road === "web") process.stdout.write("\n");
  if (said === "") process.stdout.write("\n");
}

async function sideBySide(): Promise<void> {
  const bot = await startBot();
  const linked = await linkPhone();
  await until(() => linked.state().kind === "up");
  const cloud = bot.api.person("447700900123", "Anna");
  const web = linked.phone.person("447700900123");
  const webHears = () => web.hears().map((it) => it.body);
  const cloudHears = () =>
    cloud
      .sees()
      .filter((it) => it.from === "bot")
      .map((it) =>
        it.labels.length === 0 ? it.text : `${it.text}\n${it.labels.map((label) => `[${label}]`).join(" ")}`,
      );
  for (const said of script) {
    process.stdout.write(`anna: ${said}\n`);
    const before = [cloud.hears().length, web.hears().length] as const;
    cloud.says(said);
    web.says(said);
    print("cloud", said, await answers(cloudHears, before[0]));
    print("web", said, await answers(webHears, before[1]));
  }
  await linked.close();
  await bot.close();
}

/** Who would be served later than a call may take is in doubt, and looked for: that is not what is measured. */
const atOnce = 50;

/** People who each bill somebody, a few at a time, as webhooks come. */
async function many(count: number): Promise<void> {
  const bot = await startBot();
  bot.api.posting.manner.batch = true;
  const before = mib();
  const startedAt = performance.now();
  for (let from = 0; from < count; from += atOnce) {
    const people = Array.from({ length: atOnce }, (_, i) =>
      bot.api.person(`4477${String(10_000_000 + from + i)}`, "P"),
    );
    for (const it of people) it.says("bill Acme £230");
    const heard = () => people.filter((it) => it.hears().length === 1).length;
    await until(() => heard() === people.length, `an answer for each of ${atOnce} from ${from} on`, 300_000);
    bot.api.state.calls.length = 0;
  }
  const seconds = (performance.now() - startedAt) / 1_000;
  printTable("Conversations on the Cloud API, product and stand-in in one process", [
    {
      conversations: count,
      "MiB before": before,
      "MiB after": mib(),
      seconds: Math.round(seconds),
      "a second": Math.round(count / seconds),
    },
  ]);
  await bot.close();
}

await sideBySide();
const wanted = process.argv.find((it) => it.startsWith("--many"));
if (wanted !== undefined) await many(Number(wanted.split("=")[1] ?? 10_000));
if (process.argv.includes("--faults")) {
  const suites = ["cloud/intake", "cloud/send", "cloud/process", "web/faults", "web/real-library"];
  const faults = runTests(...suites.map((it) => `test/channels/whatsapp-${it}.test.ts`));
  printTable(
    "What each road was put through",
    faults.map(({ file, within, title, status }) => {
      const road = file.includes("whatsapp-cloud") ? "cloud" : "web";
      return { road, "what, and what came of it": `${within}: ${title}`, status };
    }),
  );
}
