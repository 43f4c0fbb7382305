import type { InvoiceDraft } from "../../../src/domain/ledger.ts";
import type { Ledger, LedgerDoor, LedgerTokens } from "../../../src/ports-ledger.ts";
import { startXeroSandbox, type XeroSandbox } from "../../../src/sandbox/xero/sandbox.ts";
import type { Organisation } from "../../../src/sandbox/xero/state.ts";
import { createDoor } from "../../../src/xero/sdk/door.ts";
import { createLedger } from "../../../src/xero/sdk/ledger.ts";
import { type ManualClock, manualClock } from "../../helpers/manual-clock.ts";

export const app = { clientId: "sandbox-client", clientSecret: "sandbox-secret", redirectUri: null };
export const redirectUri = "http://localhost:3000/callback/xero";

/** A sandbox with its own clock, and the real SDK connected to its first organisation. */
export interface Books {
  readonly clock: ManualClock;
  readonly sandbox: XeroSandbox;
  readonly door: LedgerDoor;
  readonly organisation: Organisation;
  readonly tokens: LedgerTokens;
  ledger(accessToken?: string): Ledger;
  /** Signs in as a person would, and answers what the consent gave. */
  consent(organisationId?: string): Promise<LedgerTokens>;
  /** Changes what the organisation is set to, as a person in Xero would. */
  set(changes: Partial<Organisation>): void;
  /** A plain call, for what the SDK would never send. */
  raw(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
  close(): Promise<void>;
}

export async function openBooks(): Promise<Books> {
  const clock = manualClock("2026-11-22T09:00:00Z");
  const sandbox = await startXeroSandbox({ now: clock.now, path: null, app });
  const { url } = sandbox;
  const door = createDoor({ ...app, apiUrl: url, identityUrl: url, loginUrl: url, now: clock.now });
  const ledgerOf = createLedger(url);
  const [organisation] = sandbox.state.all("organisations");
  if (organisation === undefined) throw new Error("The sandbox has no organisation.");

  const consent = async (organisationId = organisation.id) => {
    const verifier = "a-verifier-of-at-least-forty-three-characters-long";
    const code = await allow(await door.consentUrl({ state: "s", verifier, redirectUri }), organisationId);
    return await door.exchange({ code, state: "s" }, { verifier, redirectUri });
  };
  const tokens = await consent();
  const free = { leave: async () => undefined };
  return {
    clock,
    sandbox,
    door,
    organisation,
    tokens,
    consent,
    ledger: (accessToken = tokens.access) =>
      ledgerOf({ organisationId: organisation.id, access: async () => accessToken, enter: async () => free }),
    set: (changes) => void Object.assign(organisation, changes),
    raw: (method, path, body, headers = {}) =>
      fetch(url + path, {
        method,
        headers: {
          authorization: `Bearer ${tokens.access}`,
          "xero-tenant-id": organisation.id,
          "content-type": "application/json",
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
        redirect: "manual",
      }),
    close: sandbox.close,
  };
}

/** Presses "Allow access" and answers the code that comes back. */
export async function allow(consentUrl: string, organisationId: string | null): Promise<string> {
  const asked = new URL(consentUrl);
  const form = new URLSearchParams(asked.searchParams);
  if (organisationId !== null) form.set("organisation", organisationId);
  const response = await fetch(asked.origin + asked.pathname, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: form.toString(),
    redirect: "manual",
  });
  if (response.status !== 302) throw new Error(`${response.status} ${await response.text()}`);
  const back = new URL(response.headers.get("location") ?? "");
  return back.searchParams.get("code") ?? `error ${back.searchParams.get("error")}`;
}

/** An approved invoice over £230, of which a test names only what it is about. */
export function aDraft(contactId: string, override: Partial<InvoiceDraft> = {}): InvoiceDraft {
  return {
    number: "JPM-0001",
    reference: "QX7K2M",
    contactId,
    contactName: "",
    issuedOn: "2026-11-22",
    dueOn: "2026-12-06",
    amounts: "no-tax",
    currency: "GBP",
    approved: true,
    theme: null,
    url: null,
    lines: [aLine()],
    ...override,
  };
}

export function aLine(override: Partial<InvoiceDraft["lines"][number]> = {}): InvoiceDraft["lines"][number] {
  const line = { id: null, description: "Work", quantity: 1, unitMinor: 23_000, amountMinor: 23_000 };
  return { ...line, account: "200", taxType: "NONE", ...override };
}
