import { checkQuiet, checkRow, corpora, type Result, readRows, shapeOf } from "./corpus.ts";

/** Prints both corpora's scores, what was missed, and the confusion table by intent; of all tables, or of some. */
export function printScores(named: readonly string[]): void {
  const chosen = corpora.filter(([name]) => named.length === 0 || named.includes(name));
  const must = chosen.flatMap(([name, clients]) => readRows(name).map((row) => checkRow(row, clients)));
  const quiet = named.length === 0 ? readRows("must-not-create.txt").map((row) => checkQuiet(row)) : [];
  show("must-read", must);
  if (quiet.length > 0) show("must-not-create", quiet);
  const shapes = new Set(
    chosen.flatMap(([name, clients]) => readRows(name).map((row) => shapeOf(row, clients))),
  );
  const share = ((100 * shapes.size) / Math.max(1, must.length)).toFixed(0);
  console.log(`no variants of one another: ${shapes.size} of ${must.length} (${share} %)`);
  console.log(`wrong actions on money: ${[...must, ...quiet].filter((result) => result.dangerous).length}`);
  printConfusion(must);
}

function show(name: string, results: readonly Result[]): void {
  const missed = results.filter((result) => result.wrong.length > 0);
  for (const { row, wrong, dangerous, read } of missed) {
    console.log(
      `${dangerous ? "WRONG MONEY " : ""}${name}:${row.line} ${JSON.stringify(row.text)}\n    ${wrong.join("; ")}${read.question === null ? "" : `  (${read.question.text})`}`,
    );
  }
  const right = results.length - missed.length;
  console.log(
    `${name}: ${right} of ${results.length} right (${((100 * right) / results.length).toFixed(1)} %)`,
  );
}

/** What each intent was read as. */
function printConfusion(must: readonly Result[]): void {
  const table = new Map<string, Map<string, number>>();
  for (const { row, read } of must) {
    if (["-", "~"].includes(row.expected)) continue;
    const wanted = row.expected.split(" + ").map((part) => part.trim().split(/\s+/)[0] ?? "");
    for (const [index, want] of wanted.entries()) {
      const got = read.intents[index]?.intent ?? "(missing)";
      const counts = table.get(want) ?? new Map<string, number>();
      counts.set(got, (counts.get(got) ?? 0) + 1);
      table.set(want, counts);
    }
  }
  console.log("\nmeant            read as");
  for (const [want, counts] of [...table].sort(([a], [b]) => a.localeCompare(b))) {
    const cells = [...counts].sort(([, a], [, b]) => b - a).map(([got, count]) => `${got} ${count}`);
    console.log(`${want.padEnd(16)} ${cells.join(", ")}`);
  }
}
