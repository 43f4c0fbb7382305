import { generateKeyPairSync, randomBytes, sign } from "node:crypto";

/*
 * A certificate that nobody vouches for, written by hand: Node makes keys and no certificates. The numbers are ASN.1's
 * names of kinds (X.690) in the order of RFC 5280; it is of its first version, which has no extensions.
 */
const [integer, bits, utf8, time, sequence, set] = [0x02, 0x03, 0x0c, 0x17, 0x30, 0x31] as const;
const ecdsaWithSha256 = Buffer.from("06082a8648ce3d040302", "hex");
const commonName = Buffer.from("0603550403", "hex");

/** For a server of this name, in PEM. */
export function selfSigned(name: string): { readonly key: string; readonly cert: string } {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const algorithm = der(sequence, ecdsaWithSha256);
  const who = der(sequence, der(set, der(sequence, commonName, der(utf8, Buffer.from(name)))));
  const serial = der(integer, Buffer.from([1]), randomBytes(8));
  const validity = der(
    sequence,
    ...["200101000000Z", "491231235959Z"].map((it) => der(time, Buffer.from(it))),
  );
  const spki = publicKey.export({ type: "spki", format: "der" });
  const signed = der(sequence, serial, algorithm, who, validity, who, spki);
  const signature = der(bits, Buffer.from([0]), sign("sha256", signed, privateKey));
  const whole = der(sequence, signed, algorithm, signature).toString("base64");
  return {
    key: String(privateKey.export({ type: "pkcs8", format: "pem" })),
    cert: `-----BEGIN CERTIFICATE-----\n${whole.replace(/.{64}/g, "$&\n")}\n-----END CERTIFICATE-----\n`,
  };
}

function der(kind: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([kind, ...size]), content]);
}
