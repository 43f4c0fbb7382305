/** `npm run show:conversations`: how many conversations are tests, what each shows, and how much is said in it. */
import { readdirSync, readFileSync } from "node:fs";
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
