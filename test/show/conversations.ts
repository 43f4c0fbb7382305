/**
 * `npm run show:conversations`: how many conversations are tests, what each shows, and how much is said in it. With
 * `-- --everywhere` they are played on every channel, and the results stand side by side.
 */
import { readdirSync, readFileSync } from "node:fs";
import { runTests } from "./report.ts";
import { printTable } from "./table.ts";

const folder = new URL("../conversations/", import.meta.url);
const rows = readdirSync(folder)
  .filter((file) => file.endsWith(".txt"))
  .map((file) => {
    const lines = readFileSync(new URL(file, folder), "utf8").split("\n");
    const turns = lines.filter((line) =>
      /^(?!bot\b|now: )[a-z]+(?:: ?| presses | edits ")/.test(line),
    ).length;
    const answers = lines.filter((line) => line.startsWith("bot")).length;
    return { file, turns, answers, shows: lines.find((line) => line.startsWith("# "))?.slice(2) ?? "" };
  });
const total = (of: "turns" | "answers") => rows.reduce((sum, row) => sum + row[of], 0);
printTable(
  `${rows.length} conversations, ${total("turns")} turns, ${total("answers")} answers compared word for word`,
  rows,
);
if (process.argv.includes("--everywhere")) printEverywhere();

function printEverywhere(): void {
  const channels = {
    local: "conversations",
    telegram: "channels/telegram/conversations",
    cloud: "channels/whatsapp-cloud/conversations",
    web: "channels/whatsapp-web/conversations",
  };
  const ran = runTests(...Object.values(channels).map((it) => `test/${it}.test.ts`));
  const of = (file: string, title: string) =>
    ran.find((it) => it.file === file && it.title === title)?.status;
  const sides = Object.entries(channels).map(([name, file]) => [name, file] as const);
  printTable(
    "The same conversations on every channel (empty: it is about what is in Xero, or edits a message, of which Meta does not tell)",
    rows.map(({ file }) => ({
      file,
      ...Object.fromEntries(sides.map(([name, suite]) => [name, of(suite, file) ?? ""])),
    })),
  );
}
