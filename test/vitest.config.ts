import { existsSync, statfsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * What takes longest, in this order: most of it is waiting for leases, or work of processes of their own. Begun last it
 * would be waited for alone.
 */
const longest = [
  "faults/stopped",
  "faults/kill-nine",
  "faults/mutants",
  "browser/journeys",
  "faults/simulation",
  "browser/pages",
  "browser/page",
  "channels/whatsapp-web/real-library",
  "start",
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const at = longest.findIndex((name) => moduleId.endsWith(`/test/${name}.test.ts`));
      return at === -1 ? longest.length : at;
    };
    return (await super.sort(files)).sort((a, b) => place(a) - place(b));
  }
}

/**
 * Where tests keep what is gone with them: in memory, if there is room, as waiting for a disk at each commit is most of
 * what many of them would do. What is about the disk asks for a folder on one (`diskFolder`).
 */
function temporary(): Record<string, string> {
  const memory = "/dev/shm";
  if (!existsSync(memory)) return {};
  const { bavail, bsize } = statfsSync(memory);
  return bavail * bsize > 3e9 ? { TMPDIR: memory } : {};
}

// biome-ignore lint/style/noDefaultExport: it is how vitest is told.
export default defineConfig({
  test: {
    dir: "test",
    // Two even on one core: tests wait for one another's processes, pauses and browsers more than they reckon.
    maxWorkers: Math.min(4, Math.max(2, availableParallelism())),
    // The product is loaded once for each worker, not for each file; no test changes it for the next.
    isolate: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    env: temporary(),
    sequence: { sequencer: LongestFirst },
  },
});
