/** `npm run show:kills`: 200 bills are sent while the process is killed with -9 ten times. */
import { killNine } from "../faults/kill-nine.ts";
import { postgresNeed, startPostgres } from "../helpers/postgres.ts";
import { diskFolder } from "../helpers/product.ts";
import { printTable } from "./table.ts";

const seed = Number(process.argv[2] ?? 20_261_122);
const folder = diskFolder();
const kill = async (store: string, databaseUrl: string) => {
  const { broken, ...report } = await killNine({ bills: 200, kills: 10, seed, databaseUrl });
  return { store, ...report, "promises broken": broken.length };
};
const rows = [await kill("SQLite", `file:${folder.path}/s.db`)];
folder.remove();
if (postgresNeed.there) {
  const server = await startPostgres();
  rows.push(await kill("Postgres", await server.database()));
  await server.stop();
}
printTable(`200 bills, ten times kill -9 (seed ${seed})`, rows);
const clean = rows.every(
  (row) =>
    row.lost + row.doubled + row.answeredWrong + row["promises broken"] === 0 &&
    row.once === row.acknowledged,
);
process.stdout.write(clean ? "Every acknowledged bill is there once.\n" : "BROKEN\n");
process.exit(clean ? 0 : 1);
