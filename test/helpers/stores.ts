import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe } from "vitest";
import { openStore } from "../../src/store/open-store.ts";
import type { Store } from "../../src/store/store.ts";
import { describeWith } from "./need.ts";
import { type PostgresServer, postgresNeed, startPostgres } from "./postgres.ts";

/** Makes stores for a contract suite. Every store is new and empty; `url` opens the same one again. */
export interface StoreMaker {
  open(): Promise<{ store: Store; url: string }>;
}

/** Runs a suite on a SQLite file and on a real Postgres. */
export function onEveryStore(suite: (maker: StoreMaker) => void): void {
  describe("on SQLite", () => {
    const folder = mkdtempSync(join(tmpdir(), "justpayme-"));
    let made = 0;
    afterAll(() => rmSync(folder, { recursive: true, force: true }));
    suite({
      open: async () => {
        made += 1;
        const url = `file:${join(folder, `${made}.db`)}`;
        return { store: await openStore(url), url };
      },
    });
  });

  describeWith(postgresNeed, () => {
    describe("on Postgres", () => {
      let server: PostgresServer;
      beforeAll(async () => {
        server = await startPostgres();
      }, 60_000);
      afterAll(() => server.stop());
      suite({
        open: async () => {
          const url = await server.database();
          return { store: await openStore(url), url };
        },
      });
    });
  });
}
