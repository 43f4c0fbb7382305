import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from "node:crypto";

/** Keeps secrets of others (tokens, keys) unreadable in the store. */
export interface Seal {
  /** `place` names where the text is kept, such as `xero_grants|refresh|<id>`: it opens nowhere else. */
  seal(text: string, place: string): string;
  /** Throws where the text was changed, comes from another place, or was sealed with another key. */
  open(sealed: string, place: string): string;
  /** Whether it was sealed with the present key. */
  isCurrent(sealed: string): boolean;
}

const version = "v1";
const nonceBytes = 12;
const tagBytes = 16;

interface PurposeKey {
  readonly key: KeyObject;
  readonly id: string;
}

function keyFor(secretKey: string, purpose: string): PurposeKey {
  const key = Buffer.from(hkdfSync("sha256", secretKey, "justpayme", purpose, 32));
  const id = createHash("sha256").update(key).digest("base64url").slice(0, 6);
  // To use bytes as a key costs node more each time than what is done with it.
  return { key: createSecretKey(key), id };
}

/**
 * AES-256-GCM under a key derived from the operator's (HKDF-SHA256, one key for each purpose). What was sealed with the
 * key of `before` opens too, until everything has been sealed anew.
 */
export function createSeal(secretKey: string, purpose: string, before: string | null = null): Seal {
  const present = keyFor(secretKey, purpose);
  const { key, id: keyId } = present;
  const known = [present, ...(before === null ? [] : [keyFor(before, purpose)])];
  return {
    isCurrent: (sealed) => sealed.split(".")[1] === keyId,
    seal: (text, place) => {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(place));
      const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      const parts = [nonce, sealed, cipher.getAuthTag()].map((part) => part.toString("base64url"));
      return [version, keyId, ...parts].join(".");
    },
    open: (sealed, place) => {
      const [ofVersion, ofKey, nonce, text, tag, more] = sealed.split(".");
      if (ofVersion !== version || tag === undefined || more !== undefined) {
        throw new Error("That was not sealed by us.");
      }
      const opens = known.find(({ id }) => id === ofKey);
      if (opens === undefined) throw new Error("That was sealed with another SECRET_KEY.");
      const decipher = createDecipheriv("aes-256-gcm", opens.key, Buffer.from(nonce ?? "", "base64url"), {
        authTagLength: tagBytes,
      }).setAAD(Buffer.from(place));
      decipher.setAuthTag(Buffer.from(tag, "base64url"));
      return decipher.update(text ?? "", "base64url", "utf8") + decipher.final("utf8");
    },
  };
}
