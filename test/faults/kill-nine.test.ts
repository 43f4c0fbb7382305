import { afterAll, describe, expect, it } from "vitest";
import { describeWith } from "../helpers/need.ts";
import { postgresNeed, startPostgres } from "../helpers/postgres.ts";
import { diskFolder } from "../helpers/product.ts";
import { killNine } from "./kill-nine.ts";

const folder = diskFolder();
afterAll(() => folder.remove());
const clean = { lost: 0, doubled: 0, answeredWrong: 0, broken: [] };

describe("a process killed with -9 again and again", () => {
  it("loses and doubles nothing it acknowledged, on SQLite", async () => {
    const report = await killNine({
      bills: 40,
      kills: 4,
      seed: 7,
      databaseUrl: `file:${folder.path}/store.db`,
    });
    expect(report).toMatchObject({ ...clean, once: report.acknowledged });
    expect(report.acknowledged).toBeGreaterThanOrEqual(36);
  }, 120_000);

  describeWith(postgresNeed, () => {
    it("loses and doubles nothing it acknowledged, on Postgres", async () => {
      const server = await startPostgres();
      const report = await killNine({ bills: 40, kills: 4, seed: 8, databaseUrl: await server.database() });
      await server.stop();
      expect(report).toMatchObject({ ...clean, once: report.acknowledged });
      expect(report.acknowledged).toBeGreaterThanOrEqual(36);
    }, 120_000);
  });
});
