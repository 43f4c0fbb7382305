import { createHash } from "node:crypto";
import { type Client, custom, errors, Issuer, type TokenSet } from "openid-client";
import * as z from "zod";
import type { LedgerConnection, LedgerDoor, LedgerTokens } from "../../ports-ledger.ts";
import { LedgerFault } from "./ledger-fault.ts";

export interface DoorPorts {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly apiUrl: string;
  readonly identityUrl: string;
  readonly loginUrl: string;
  readonly now: () => Date;
}

/** The least that does the work; no identity scope, so no id token. */
const scope =
  "offline_access accounting.invoices accounting.payments accounting.contacts accounting.settings.read";

/** A lost answer to a refresh costs the connection, so it is given time: longer than the client's own 3.5 s. */
const identityTimeoutMs = 25_000;
const connectionsTimeoutMs = 10_000;

const claims = z.object({ authentication_event_id: z.string(), xero_userid: z.string() });
const connectionRows = z.array(
  z.object({
    id: z.string(),
    tenantId: z.string(),
    tenantType: z.string(),
    tenantName: z.string().nullish(),
    authEventId: z.string().nullish(),
  }),
);

/** Xero's sign-in, tokens and connections. */
export function createDoor(ports: DoorPorts): LedgerDoor {
  custom.setHttpOptionsDefaults({ timeout: identityTimeoutMs });
  const issuer = new Issuer({
    issuer: "https://identity.xero.com",
    authorization_endpoint: `${ports.loginUrl}/identity/connect/authorize`,
    token_endpoint: `${ports.identityUrl}/connect/token`,
    revocation_endpoint: `${ports.identityUrl}/connect/revocation`,
  });
  const client: Client = new issuer.Client({ client_id: ports.clientId, client_secret: ports.clientSecret });

  async function connectionsCall(
    method: "GET" | "DELETE",
    path: string,
    accessToken: string,
  ): Promise<unknown> {
    let response: Response;
    try {
      response = await fetch(`${ports.apiUrl}/connections${path}`, {
        method,
        headers: { authorization: `Bearer ${accessToken}`, accept: "application/json" },
        redirect: "manual",
        signal: AbortSignal.timeout(connectionsTimeoutMs),
      });
    } catch (error) {
      throw new LedgerFault(
        "retry",
        "outage",
        error instanceof Error ? error.message : "no answer from Xero",
      );
    }
    // Gone already is gone.
    if (method === "DELETE" && (response.ok || response.status === 404)) return null;
    if (response.status === 401) throw new LedgerFault("retry", "token", "the access token was refused");
    if (!response.ok) throw new LedgerFault("retry", "outage", `Xero answered ${response.status}`);
    return await response.json().catch(() => {
      throw new LedgerFault("retry", "outage", "Xero answered something that is no answer");
    });
  }

  return {
    consentUrl: async ({ state, verifier, redirectUri }) =>
      client.authorizationUrl({
        scope,
        state,
        redirect_uri: redirectUri,
        code_challenge: createHash("sha256").update(verifier).digest("base64url"),
        code_challenge_method: "S256",
      }),
    exchange: async (came, { verifier, redirectUri }) => {
      const checks = { state: came.state, code_verifier: verifier, response_type: "code" };
      const set = await identity(() => client.oauthCallback(redirectUri, came, checks));
      return tokensOf(set, null, ports.now());
    },
    refresh: async (refreshToken) => {
      const set = await identity(() => client.refresh(refreshToken));
      return tokensOf(set, refreshToken, ports.now());
    },
    connections: async (accessToken) => {
      const rows = connectionRows.parse(await connectionsCall("GET", "", accessToken));
      return rows
        .filter((row) => row.tenantType === "ORGANISATION")
        .map((row): LedgerConnection => {
          const { id, tenantId, tenantName, authEventId } = row;
          return { id, organisationId: tenantId, name: tenantName ?? "", consentId: authEventId ?? "" };
        });
    },
    disconnect: async (accessToken, connectionId) => {
      await connectionsCall("DELETE", `/${encodeURIComponent(connectionId)}`, accessToken);
    },
  };
}

function tokensOf(set: TokenSet, before: string | null, now: Date): LedgerTokens {
  const refresh = set.refresh_token ?? before;
  if (set.access_token === undefined || refresh === null) {
    throw new LedgerFault("stop", "disconnected", "Xero gave no tokens");
  }
  const payload = Buffer.from(set.access_token.split(".")[1] ?? "", "base64url").toString("utf8");
  const { xero_userid: userId, authentication_event_id: consentId } = claims.parse(JSON.parse(payload));
  const accessUntil = new Date(now.getTime() + Number(set.expires_in ?? 1800) * 1000);
  return { access: set.access_token, refresh, accessUntil, userId, consentId };
}

/** The client's own errors hold the app's secret: only their name and text go on. */
async function identity(run: () => Promise<TokenSet>): Promise<TokenSet> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof errors.OPError && error.error === "invalid_grant") {
      throw new LedgerFault("reconnect", "disconnected", "the grant is dead: invalid_grant");
    }
    if (error instanceof errors.OPError && error.error === "invalid_client") {
      throw new LedgerFault("retry", "outage", "Xero does not know this app's id and secret");
    }
    const text = error instanceof Error ? `${error.name}: ${error.message}` : "no answer";
    throw new LedgerFault("retry", "outage", `Xero's identity service: ${text.slice(0, 100)}`);
  }
}
