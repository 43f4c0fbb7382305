import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { seeded } from "./seeded.ts";

export interface TornImage {
  readonly path: string;
  /** Bytes left of the write-ahead log, and the byte that was flipped, if any. */
  readonly cutAt: number;
  readonly flippedAt: number | null;
}

/**
 * What a power cut may leave of a store that is open at `path`: copies whose write-ahead log ends at a random byte,
 * every third with one byte of it flipped.
 */
export function tornImages(path: string, folder: string, count: number, seed: number): readonly TornImage[] {
  const random = seeded(seed);
  const file = readFileSync(path);
  const log = readFileSync(`${path}-wal`);
  return Array.from({ length: count }, (_, i) => {
    const image = join(folder, `torn-${seed}-${i}.db`);
    const cutAt = Math.floor(random() * (log.length + 1));
    const torn = Buffer.from(log.subarray(0, cutAt));
    const flippedAt = i % 3 === 2 && cutAt > 0 ? Math.floor(random() * cutAt) : null;
    if (flippedAt !== null) torn.writeUInt8(torn.readUInt8(flippedAt) ^ 0x40, flippedAt);
    writeFileSync(image, file);
    writeFileSync(`${image}-wal`, torn);
    return { path: image, cutAt, flippedAt };
  });
}
