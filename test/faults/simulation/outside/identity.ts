import type { LedgerDoor, LedgerTokens } from "../../../../src/ports-ledger.ts";
import { LedgerFault } from "../../../../src/xero/sdk/ledger-fault.ts";
import type { Weather } from "./weather.ts";

/** Xero's sign-in: who lets us in, and tokens that change at every refresh. */
export interface Identity {
  readonly door: LedgerDoor;
  readonly breaches: readonly string[];
  /** Each access token that was ever given, and where in the record of the books it was first used. */
  readonly given: ReadonlyMap<string, { usedAtSeq: number | null; readonly refresh: string }>;
  /** A person who will let us into an organisation. */
  allow(userId: string, organisationId: string): string;
  mayUse(access: string, organisationId: string): boolean;
  isAlive(access: string): boolean;
}

interface Token {
  readonly userId: string;
  readonly untilMs: number;
}

const lifeMs = 30 * 60_000;
const graceMs = 30 * 60_000;

export function createIdentity(ports: {
  readonly weather: Weather;
  readonly now: () => Date;
  readonly life: () => number;
  readonly seq: () => number;
}): Identity {
  const { weather, now, life, seq } = ports;
  const consents = new Map<string, { readonly userId: string; readonly organisationId: string }>();
  const connections: { id: string; userId: string; organisationId: string; consentId: string }[] = [];
  const access = new Map<string, Token>();
  const refresh = new Map<string, { readonly userId: string; rotatedAtMs: number | null }>();
  const given: Map<string, { usedAtSeq: number | null; readonly refresh: string }> = new Map();
  const breaches: string[] = [];
  const refreshing = new Map<string, number>();
  let made = 0;

  function issue(userId: string, consentId: string): LedgerTokens {
    made += 1;
    const [a, r] = [`planted-access-${made}`, `planted-refresh-${made}`];
    const until = now().getTime() + lifeMs;
    access.set(a, { userId, untilMs: until });
    refresh.set(r, { userId, rotatedAtMs: null });
    given.set(a, { usedAtSeq: null, refresh: r });
    return { access: a, refresh: r, accessUntil: new Date(until), userId, consentId };
  }

  const door: LedgerDoor = {
    consentUrl: async ({ state }) => `https://login.example/authorize?state=${state}`,
    exchange: async ({ code }) => {
      const consent = consents.get(code);
      if (consent === undefined) throw new LedgerFault("reconnect", "disconnected", "invalid_grant");
      connections.push({ id: `connection-${code}`, ...consent, consentId: code });
      return issue(consent.userId, code);
    },
    refresh: async (token) => {
      const known = refresh.get(token);
      const userId = known?.userId ?? "";
      // One whose answer a stalled process has not read yet is over by now.
      const round = life() * 1000 + weather.stalls;
      if (refreshing.get(userId) === round) breaches.push("18: two refreshes of one person at once");
      refreshing.set(userId, round);
      const fate = await weather.meet("identity");
      refreshing.delete(userId);
      if (fate !== "well") weather.lookAgain(6 * 60_000);
      if (fate === "down" || fate === "busy" || fate === "lost-before")
        throw new LedgerFault("retry", "outage", "Xero's identity service: no answer");
      const nowMs = now().getTime();
      const dead =
        known === undefined || (known.rotatedAtMs !== null && known.rotatedAtMs + graceMs <= nowMs);
      if (dead) throw new LedgerFault("reconnect", "disconnected", "the grant is dead: invalid_grant");
      known.rotatedAtMs ??= nowMs;
      const tokens = issue(userId, "");
      if (fate === "lost-after")
        throw new LedgerFault("retry", "outage", "Xero's identity service: no answer");
      return tokens;
    },
    connections: async (token) => {
      const userId = access.get(token)?.userId;
      return connections
        .filter((it) => it.userId === userId)
        .map(({ id, organisationId, consentId }) => ({
          id,
          organisationId,
          name: "Simulated Books",
          consentId,
        }));
    },
    disconnect: async () => undefined,
  };
  return {
    door,
    breaches,
    given,
    allow: (userId, organisationId) => {
      const code = `planted-code-${consents.size + 1}`;
      consents.set(code, { userId, organisationId });
      return code;
    },
    mayUse: (token, organisationId) => {
      const userId = access.get(token)?.userId;
      const it = given.get(token);
      if (it !== undefined) it.usedAtSeq ??= seq();
      return connections.some((of) => of.userId === userId && of.organisationId === organisationId);
    },
    isAlive: (token) => (access.get(token)?.untilMs ?? 0) > now().getTime(),
  };
}
