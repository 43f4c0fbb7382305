import { describe, it } from "vitest";
import { describeWith } from "../helpers/need.ts";
import { postgresNeed, startPostgres } from "../helpers/postgres.ts";
import { diskFolder } from "../helpers/product.ts";
import { stopped } from "./stopped.ts";

const clean = { lost: 0, doubled: 0, answeredWrong: 0, stopped: 1, killed: 1, broken: [] };

describe.concurrent("a process that is held up for longer than its leases, and one that is killed", () => {
  // Most of it is waiting for leases to run out.
  it("neither lose, double nor repeat anything on SQLite", async ({ expect }) => {
    const folder = diskFolder();
    const databaseUrl = `file:${folder.path}/store.db`;
    const report = await stopped({ databaseUrl, roles: ["all"], chats: 3, billsEach: 8, seed: 5 });
    folder.remove();
    expect(report).toMatchObject(clean);
  }, 300_000);

  describeWith(postgresNeed, () => {
    it("nor on Postgres, where another worker has taken over meanwhile", async ({ expect }) => {
      const server = await startPostgres();
      const databaseUrl = await server.database();
      const roles = ["web", "worker", "worker"] as const;
      const report = await stopped({ databaseUrl, roles, chats: 4, billsEach: 8, seed: 6 });
      await server.stop();
      expect(report).toMatchObject(clean);
    }, 300_000);
  });
});
