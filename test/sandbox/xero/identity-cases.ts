import { expect } from "vitest";
import type { Rule } from "../../../src/sandbox/xero/rules.ts";
import { LedgerFault } from "../../../src/xero/sdk/ledger-fault.ts";
import { allow, app, type Books, redirectUri } from "./books.ts";

/** What is refused, as `trouble: text` or by the messages Xero gave. */
export async function troubleOf(promise: Promise<unknown>): Promise<string> {
  const fault = await promise.then(
    () => null,
    (error: unknown) => error,
  );
  return fault instanceof LedgerFault ? fault.trouble : `no ledger fault: ${String(fault)}`;
}

const verifier = "a-verifier-of-at-least-forty-three-characters-long";

async function codeFor(books: Books): Promise<string> {
  return await allow(
    await books.door.consentUrl({ state: "s", verifier, redirectUri }),
    books.organisation.id,
  );
}

export const identityCases: Partial<Record<Rule, (books: Books) => Promise<void>>> = {
  "no-token": async (books) => {
    expect(await troubleOf(books.ledger("nobody's").facts())).toBe("token");
  },
  "token-expired": async (books) => {
    books.clock.advanceMs(31 * 60_000);
    expect(await troubleOf(books.ledger().facts())).toBe("token");
  },
  "not-connected": async (books) => {
    const [connection] = await books.door.connections(books.tokens.access);
    await books.door.disconnect(books.tokens.access, connection?.id ?? "");
    expect(await troubleOf(books.ledger().facts())).toBe("disconnected");
  },
  "no-permission": async (books) => {
    books.set({ readOnlyRole: true });
    expect(
      await troubleOf(
        books.ledger().createContacts([{ name: "A", number: "1", email: null, phone: null }], "k"),
      ),
    ).toBe("permission");
    expect((await books.ledger().facts()).mayApprove).toBe(false);
  },
  "scope-missing": async (books) => {
    const narrow = new URL(await books.door.consentUrl({ state: "s", verifier, redirectUri }));
    narrow.searchParams.set("scope", "offline_access accounting.settings.read");
    const code = await allow(narrow.href, books.organisation.id);
    const tokens = await books.door.exchange({ code, state: "s" }, { verifier, redirectUri });
    expect(await troubleOf(books.ledger(tokens.access).invoicesSince(null, 1))).toBe("permission");
  },
  "code-once": async (books) => {
    const code = await codeFor(books);
    await books.door.exchange({ code, state: "s" }, { verifier, redirectUri });
    expect(await troubleOf(books.door.exchange({ code, state: "s" }, { verifier, redirectUri }))).toBe(
      "disconnected",
    );
  },
  "code-life": async (books) => {
    const code = await codeFor(books);
    books.clock.advanceMs(5 * 60_000);
    expect(await troubleOf(books.door.exchange({ code, state: "s" }, { verifier, redirectUri }))).toBe(
      "disconnected",
    );
  },
  "redirect-exact": async (books) => {
    const elsewhere = await books.door.consentUrl({
      state: "s",
      verifier,
      redirectUri: "http://evil.example/",
    });
    await expect(allow(elsewhere, books.organisation.id)).rejects.toThrow("Invalid redirect_uri");
    const code = await codeFor(books);
    const other = { verifier, redirectUri: "http://localhost:3000/elsewhere" };
    expect(await troubleOf(books.door.exchange({ code, state: "s" }, other))).toBe("disconnected");
  },
  "client-secret": async (books) => {
    const response = await fetch(`${books.sandbox.url}/connect/token`, {
      method: "POST",
      headers: { authorization: `Basic ${Buffer.from(`${app.clientId}:guessed`).toString("base64")}` },
      body: new URLSearchParams({ grant_type: "refresh_token", refresh_token: books.tokens.refresh }),
    });
    expect(response.status).toBe(401);
  },
  "pkce-checked": async (books) => {
    const code = await codeFor(books);
    const other = { verifier: `${verifier}!`, redirectUri };
    expect(await troubleOf(books.door.exchange({ code, state: "s" }, other))).toBe("disconnected");
  },
  "refresh-rotates": async (books) => {
    const next = await books.door.refresh(books.tokens.refresh);
    expect(next.refresh).not.toBe(books.tokens.refresh);
    expect((await books.ledger(next.access).facts()).name).toBe("Practice Books");
  },
  "refresh-grace": async (books) => {
    await books.door.refresh(books.tokens.refresh);
    books.clock.advanceMs(29 * 60_000);
    expect((await books.door.refresh(books.tokens.refresh)).userId).toBe(books.tokens.userId);
  },
  "refresh-dead": async (books) => {
    await books.door.refresh(books.tokens.refresh);
    books.clock.advanceMs(30 * 60_000);
    expect(await troubleOf(books.door.refresh(books.tokens.refresh))).toBe("disconnected");
  },
  "connections-of-user": async (books) => {
    const other = books.sandbox.state.all("organisations")[1]?.id ?? "";
    const tokens = await books.consent(other);
    const all = await books.door.connections(tokens.access);
    expect(all.map((it) => it.name).sort()).toEqual(["Practice Books", "Practice Books (VAT)"]);
    expect(all.find((it) => it.consentId === tokens.consentId)?.organisationId).toBe(other);
  },
  "connections-of-consent": async (books) => {
    const url = `${books.sandbox.url}/connections?authEventId=${books.tokens.consentId}`;
    const response = await fetch(url, { headers: { authorization: `Bearer ${books.tokens.access}` } });
    expect(await response.json()).toMatchObject([
      { tenantId: books.organisation.id, tenantType: "ORGANISATION" },
    ]);
  },
  disconnect: async (books) => {
    const [connection] = await books.door.connections(books.tokens.access);
    await books.door.disconnect(books.tokens.access, connection?.id ?? "");
    expect(await books.door.connections(books.tokens.access)).toEqual([]);
    await books.door.disconnect(books.tokens.access, connection?.id ?? "");
  },
  "revoke-all": async (books) => {
    await fetch(`${books.sandbox.url}/connect/revocation`, {
      method: "POST",
      headers: {
        authorization: `Basic ${Buffer.from(`${app.clientId}:${app.clientSecret}`).toString("base64")}`,
      },
      body: new URLSearchParams({ token: books.tokens.refresh }),
    });
    expect(await troubleOf(books.door.refresh(books.tokens.refresh))).toBe("disconnected");
    expect(await books.door.connections(books.tokens.access)).toEqual([]);
  },
};
