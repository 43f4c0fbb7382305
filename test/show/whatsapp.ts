/**
 * `npm run show:whatsapp`: a conversation on both of WhatsApp's roads over their stand-ins, side by side. `-- --memory`
 * adds what each road costs in memory, and ten thousand conversations on the Cloud API (`--memory=2000`: so many);
 * `-- --faults` what a trader saw of each fault, and the tests of it.
 */
import { setTimeout as pause } from "node:timers/promises";
import { clean } from "../../bots/common/plain-text.ts";
import { startBot } from "../channels/whatsapp-cloud/bot.ts";
import { linkPhone } from "../channels/whatsapp-web/phone.ts";
import { until } from "../helpers/until.ts";
import { runTests } from "./report.ts";
import { printTable } from "./table.ts";
import { printFaults } from "./whatsapp-faults.ts";
import { printConversations, printRoads } from "./whatsapp-memory.ts";

const script = ["bill Acme £230", "bill Acme 20 and Dave 30", "1", "Acme paid 230", "who owes me", "Undo"];

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

await sideBySide();
const memory = process.argv.find((it) => it.startsWith("--memory"));
if (memory !== undefined) {
  await printRoads();
  await printConversations(Number(memory.split("=")[1] ?? 10_000));
}
if (process.argv.includes("--faults")) {
  await printFaults();
  printTests();
}

function printTests(): void {
  const suites = [
    "cloud/intake",
    "cloud/send",
    "cloud/process",
    "web/faults",
    "web/real-library",
    "web/process",
  ];
  const ran = runTests(...suites.map((it) => `test/channels/whatsapp-${it}.test.ts`));
  printTable(
    "The tests of what may go wrong on either road",
    ran.map(({ file, within, title, status }) => {
      const road = file.includes("whatsapp-cloud") ? "cloud" : "web";
      return { road, "what, and what came of it": `${within}: ${title}`, status };
    }),
  );
}
