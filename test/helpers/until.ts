import { setTimeout as pause } from "node:timers/promises";

/** Waits for what another process, or the network on loopback, brings about. */
export async function until(
  holds: () => boolean | Promise<boolean>,
  what = "what the test waits for",
  timeoutMs = 10_000,
): Promise<void> {
  const end = Date.now() + timeoutMs;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`In ${timeoutMs} ms it did not come: ${what}.`);
    await pause(5);
  }
}
