import { describe } from "vitest";
import { findChromium } from "../helpers/chromium.ts";
import { describeWith } from "../helpers/need.ts";

/** A browser on a busy machine takes its time. */
export const startMs = 60_000;

/** Tests in a real browser. Where there is none they say so, and how to turn them on. */
export function withChromium(name: string, tests: () => void): void {
  describe(name, { timeout: 30_000 }, () => {
    const turnOn = "install Debian's chromium, or set CHROMIUM_PATH to a Chromium or Chrome.";
    describeWith({ there: findChromium() !== undefined, name: "Chromium", turnOn }, tests);
  });
}
