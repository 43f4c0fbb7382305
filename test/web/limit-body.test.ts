import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import { limitBody } from "../../src/limit-body.ts";
import { isSigned } from "../../src/secret.ts";

const app = new Hono();
app.post("/", limitBody(10), async (c) => c.text(await c.req.text()));

/** A body that does not say how long it is. */
function inParts(...parts: string[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start: (controller) => {
      for (const part of parts) controller.enqueue(new TextEncoder().encode(part));
      controller.close();
    },
  });
}

async function post(body: string | ReadableStream<Uint8Array>, headers: Record<string, string> = {}) {
  const response = await app.request("/", { method: "POST", body, headers, duplex: "half" } as RequestInit);
  return { status: response.status, text: await response.text() };
}

describe("a body", () => {
  it("is taken up to its limit, whether or not it says its length", async () => {
    expect(await post("0123456789", { "content-length": "10" })).toEqual({ status: 200, text: "0123456789" });
    expect(await post(inParts("01234", "56789"))).toEqual({ status: 200, text: "0123456789" });
  });

  it("is refused beyond it by the length it says, or as soon as it is longer", async () => {
    const refused = { status: 413, text: "Too large." };
    expect(await post("0123456789A", { "content-length": "11" })).toEqual(refused);
    expect(await post("", { "content-length": "eleven" })).toEqual(refused);
    expect(await post(inParts("01234", "56789", "A"))).toEqual(refused);
    // What it says does not count where it comes in parts.
    const chunked = { "content-length": "5", "transfer-encoding": "chunked" };
    expect(await post(inParts("01234", "56789", "A"), chunked)).toEqual(refused);
  });
});

describe("a signature", () => {
  // RFC 4231, test case 2.
  const bytes = Buffer.from("what do ya want for nothing?");
  const right = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";

  it("is the HMAC-SHA256 of the bytes, whole, in its encoding", () => {
    expect(isSigned(bytes, "Jefe", "hex", right)).toBe(true);
    expect(isSigned(bytes, "Jefe", "base64", Buffer.from(right, "hex").toString("base64"))).toBe(true);
  });

  it("is none where a byte, the key, the case or the length differs", () => {
    for (const wrong of ["", right.slice(0, -1), `${right}0`, right.toUpperCase(), `6${right.slice(1)}`])
      expect(isSigned(bytes, "Jefe", "hex", wrong)).toBe(false);
    expect(isSigned(bytes, "jefe", "hex", right)).toBe(false);
    expect(isSigned(Buffer.from("what"), "Jefe", "hex", right)).toBe(false);
  });
});
