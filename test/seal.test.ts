import { statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createSeal } from "../src/seal.ts";
import { localSecretKey } from "../src/secret-key.ts";
import { tempFolder } from "./helpers/product.ts";

const key = "a key of the operator's own, long enough";
const place = "xero_grants|refresh|user-1";

describe("a sealed text", () => {
  it("opens where it was sealed, and says nothing of itself", () => {
    const seal = createSeal(key, "xero");
    const sealed = seal.seal("refresh-token", place);
    expect(sealed).not.toContain("refresh-token");
    expect(seal.open(sealed, place)).toBe("refresh-token");
    expect(createSeal(key, "xero").open(sealed, place)).toBe("refresh-token");
    expect(seal.seal("refresh-token", place)).not.toBe(sealed);
  });

  it("opens in no other row, for no other purpose and with no other key", () => {
    const sealed = createSeal(key, "xero").seal("refresh-token", place);
    expect(() => createSeal(key, "xero").open(sealed, "xero_grants|refresh|user-2")).toThrow();
    expect(() => createSeal(key, "stripe").open(sealed, place)).toThrow("another SECRET_KEY");
    expect(() => createSeal(`${key}!`, "xero").open(sealed, place)).toThrow("another SECRET_KEY");
  });

  it("does not open once any character of it was changed", () => {
    const seal = createSeal(key, "xero");
    const sealed = seal.seal("refresh-token", place);
    for (let at = 0; at < sealed.length; at += 1) {
      const other = sealed[at] === "A" ? "B" : "A";
      const changed = sealed.slice(0, at) + other + sealed.slice(at + 1);
      // The last character of a part may hold bits that mean nothing: the same bytes are the same text.
      const same = changed.split(".").every((part, index) => bytes(part) === bytes(sealed.split(".")[index]));
      if (!same || at < 10) expect(() => seal.open(changed, place), `at ${at}`).toThrow();
    }
  });
});

it("the key of a local installation is made once, for its owner's eyes", () => {
  const folder = tempFolder();
  const path = join(folder.path, "data", "secret-key");
  const made = localSecretKey(path);
  expect(made.length).toBeGreaterThanOrEqual(32);
  expect(localSecretKey(path)).toBe(made);
  expect(statSync(path).mode & 0o077).toBe(0);
  folder.remove();
});

function bytes(part: string | undefined): string {
  return Buffer.from(part ?? "", "base64url").toString("hex");
}
