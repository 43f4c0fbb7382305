import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { closeSync, createReadStream, createWriteStream, openSync, readSync, statSync } from "node:fs";
import { pipeline } from "node:stream/promises";

/*
 * A file that only the holder of the secret key can read: a line that says what it is, a nonce, the content under
 * AES-256-GCM and its tag. It is streamed: a store may be larger than memory.
 */

const header = Buffer.from("justpayme-backup-v1\n");
const nonceBytes = 12;
const tagBytes = 16;

function keyOf(secretKey: string): Buffer {
  return Buffer.from(hkdfSync("sha256", secretKey, "justpayme", "backup", 32));
}

/** Writes `from` sealed to `to`. */
export async function sealFile(from: string, to: string, secretKey: string): Promise<void> {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv("aes-256-gcm", keyOf(secretKey), nonce).setAAD(header);
  const out = createWriteStream(to, { mode: 0o600, flush: true });
  out.write(header);
  out.write(nonce);
  await pipeline(
    createReadStream(from),
    cipher,
    async function* (sealed: AsyncIterable<Buffer>) {
      yield* sealed;
      yield cipher.getAuthTag();
    },
    out,
  );
}

/** Whether a file is one of `sealFile`'s. */
export function isSealed(path: string): boolean {
  return readAt(path, 0, header.length).equals(header);
}

/** Opens with the first of the keys that fits, and answers which: a backup may be older than the present key. */
export async function openSealedWithAny(from: string, to: string, keys: readonly string[]): Promise<string> {
  for (const key of keys.slice(0, -1)) {
    const fits = await openSealed(from, to, key).then(
      () => true,
      () => false,
    );
    if (fits) return key;
  }
  const last = keys.at(-1) ?? "";
  await openSealed(from, to, last);
  return last;
}

/** Writes what is sealed in `from` to `to`. Rejects where the key is another or a byte was changed. */
export async function openSealed(from: string, to: string, secretKey: string): Promise<void> {
  const start = header.length + nonceBytes;
  const end = statSync(from).size - tagBytes;
  const nonce = readAt(from, header.length, nonceBytes);
  const decipher = createDecipheriv("aes-256-gcm", keyOf(secretKey), nonce, { authTagLength: tagBytes });
  decipher.setAAD(header).setAuthTag(readAt(from, end, tagBytes));
  try {
    await pipeline(
      createReadStream(from, { start, end: end - 1 }),
      decipher,
      createWriteStream(to, { mode: 0o600, flush: true }),
    );
  } catch (error) {
    throw new Error(`${from} was sealed with another SECRET_KEY, or was changed since.`, { cause: error });
  }
}

function readAt(path: string, position: number, length: number): Buffer {
  const file = openSync(path, "r");
  try {
    const bytes = Buffer.alloc(length);
    const read = readSync(file, bytes, 0, length, position);
    return bytes.subarray(0, read);
  } finally {
    closeSync(file);
  }
}
