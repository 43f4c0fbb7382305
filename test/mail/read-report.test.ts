import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readReport } from "../../src/mail/read-report.ts";
import { forms, fromExim, fromPostfix, otherMail } from "./reports.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const mail = { messageId: "s1@joes.example", to: "A.Client@acme.com" };

describe("a report that a mail came back", () => {
  it.each(Object.entries(forms))("is read in the form that %s gives it", async (_, write) => {
    const read = await readReport(bytes(write(mail)));
    expect(read).toMatchObject({
      messageId: "s1@joes.example",
      failed: [{ addresses: ["a.client@acme.com"] }],
    });
    expect(read?.failed[0]?.detail).toMatch(/^5\.\d+\.\d+ smtp; ?550[- ]\S[^\r\n]+$/);
  });

  it.each(Object.entries(forms))(
    "of %s is nothing while the server still tries, or where it delivered",
    async (_, write) => {
      for (const other of [
        { action: "delayed", status: "4.4.1" },
        { action: "delayed", status: "5.4.1" },
        { action: "failed", status: "4.2.2" },
        { action: "delivered", status: "2.0.0" },
        { action: "relayed", status: "2.0.0" },
      ] as const)
        expect(await readReport(bytes(write({ ...mail, ...other })))).toBeNull();
    },
  );

  it.each(Object.entries(otherMail))("is not %s", async (_, text) => {
    expect(await readReport(bytes(text))).toBeNull();
  });

  it("names all who did not get it and nobody who did", async () => {
    const report = fromPostfix(mail).replace(
      "Remote-MTA: dns; mail.acme.com",
      "\r\nFinal-Recipient: rfc822; b@acme.com\r\nAction: delivered\r\nStatus: 2.0.0\r\n\r\nFinal-Recipient: rfc822; <c@acme.com>\r\nAction: Failed\r\nStatus: 5.2.1 (off)",
    );
    const read = await readReport(bytes(report));
    expect(read?.failed.map(({ addresses }) => addresses)).toEqual([["a.client@acme.com"], ["c@acme.com"]]);
  });

  it("knows somebody by the address that was written to, too, where the mail was sent on", async () => {
    const report = fromPostfix(mail).replace(
      "Final-Recipient: rfc822; A.Client@acme.com",
      "Final-Recipient: rfc822; me@elsewhere.example",
    );
    expect((await readReport(bytes(report)))?.failed[0]?.addresses).toEqual([
      "a.client@acme.com",
      "me@elsewhere.example",
    ]);
  });

  it("is read from its beginning alone, however much of the mail comes back with it", async () => {
    const report = bytes(fromExim(mail).replace("here is my bill.", "x".repeat(200_000)));
    expect((await readReport(report.subarray(0, 50_000)))?.messageId).toBe("s1@joes.example");
  });

  it("is told of by the words of a sender who cannot make lines or endless text of them", async () => {
    const report = fromExim({ ...mail, says: `550 ${"no\r\n\t ".repeat(400)}` });
    const detail = (await readReport(bytes(report)))?.failed[0]?.detail ?? "";
    expect(detail.length).toBeLessThanOrEqual(300);
    expect(detail).not.toMatch(/[\r\n\t]/);
  });

  it("may be any bytes whatever, or a report with any bytes changed: nothing is thrown", async () => {
    const spoilt = fc
      .tuple(
        fc.constantFrom(...Object.values(forms)),
        fc.array(fc.tuple(fc.nat(), fc.nat(60), fc.uint8Array({ maxLength: 40 })), {
          minLength: 1,
          maxLength: 6,
        }),
      )
      .map(([write, cuts]) =>
        cuts.reduce(
          (it, [at, length, put]) => {
            const from = at % (it.length + 1);
            return Buffer.concat([it.subarray(0, from), put, it.subarray(from + length)]);
          },
          Buffer.from(write(mail)),
        ),
      );
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 2_000 }), spoilt), async (raw) => {
        const read = await readReport(raw);
        for (const { addresses } of read?.failed ?? [])
          for (const address of addresses) expect(address).toMatch(/^[^\s<>]+@[^\s<>]+$/);
      }),
      { numRuns: 400 },
    );
  });
});
