import { expect, it } from "vitest";
import { diskFolder } from "../helpers/product.ts";
import { paidStorm } from "./paid-storm.ts";

it("announces every payment once, though it comes by every path at once and the process is killed", async () => {
  const folder = diskFolder();
  try {
    const report = await paidStorm({ bills: 24, kills: 2, seed: 7, folder: folder.path });
    expect(report).toMatchObject({ announcedOnce: 24, announcedWrong: 0, leftUnpaid: 0 });
    expect(report.unpushed).toBeGreaterThan(0);
    expect(report.remindersAnnounced).toBe(report.remindersCancelled);
    expect(report.remindersCancelled).toBeGreaterThan(0);
    expect([report.allocatedMinor, report.paidMinor]).toEqual([report.billedMinor, report.billedMinor]);
  } finally {
    folder.remove();
  }
}, 180_000);
