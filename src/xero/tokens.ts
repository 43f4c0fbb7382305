import { setTimeout as pause } from "node:timers/promises";
import { xero as limits } from "../limits.ts";
import type { Clock, Random } from "../ports.ts";
import type { LedgerDoor, LedgerTokens } from "../ports-ledger.ts";
import type { Seal } from "../seal.ts";
import { releaseLease, takeLease } from "../store/leases.ts";
import { sealedColumns } from "../store/sealed-columns.ts";
import type { Store } from "../store/store.ts";
import { findXeroGrant, putXeroGrant, rotateXeroGrant, type XeroGrant } from "../store/xero-connections.ts";
import { LedgerFault } from "./sdk/ledger-fault.ts";

export interface TokenPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  readonly seal: Seal;
  readonly door: LedgerDoor;
}

/** Keeps what a consent gave, sealed: a later consent of the same person takes the place of an earlier one. */
export async function keepTokens(ports: TokenPorts, tokens: LedgerTokens): Promise<void> {
  const grant = sealed(ports, tokens, 1);
  await ports.store.transaction(async (tx) => {
    const before = await findXeroGrant(tx, tokens.userId);
    await putXeroGrant(tx, { ...grant, version: (before?.version ?? 0) + 1 });
  });
}

/**
 * An access token of a person that is good for a while. `refused` is one that Xero did not take. One refresh at a time
 * for each person, whichever process: the others wait for its result. A rotated token is stored before it is used.
 */
export async function accessOf(ports: TokenPorts, userId: string, refused: string | null): Promise<string> {
  const holder = ports.random.id();
  const name = `xero-refresh:${userId}`;
  for (let look = 0; look * limits.refreshLookMs < limits.refreshLeaseMs; look += 1) {
    const grant = await readGrant(ports, userId);
    const usable = usableAccess(ports, grant, refused);
    if (usable !== null) return usable;
    const now = ports.clock.now();
    const until = new Date(now.getTime() + limits.refreshLeaseMs);
    if (await ports.store.transaction((tx) => takeLease(tx, { name, holder, until }, now))) {
      try {
        return await refresh(ports, userId, refused);
      } finally {
        await ports.store.transaction((tx) => releaseLease(tx, name, holder));
      }
    }
    await pause(limits.refreshLookMs);
  }
  throw new LedgerFault("retry", "outage", "somebody else's refresh did not end");
}

async function readGrant(ports: TokenPorts, userId: string): Promise<XeroGrant> {
  const grant = await ports.store.read((tx) => findXeroGrant(tx, userId));
  if (grant === undefined) throw new LedgerFault("reconnect", "disconnected", "there is no grant any more");
  return grant;
}

function usableAccess(ports: TokenPorts, grant: XeroGrant, refused: string | null): string | null {
  if (grant.accessUntil.getTime() - limits.tokenEarlyMs <= ports.clock.now().getTime()) return null;
  const access = ports.seal.open(grant.access, sealedColumns.access.placeOf(grant.userId));
  return access === refused ? null : access;
}

async function refresh(ports: TokenPorts, userId: string, refused: string | null): Promise<string> {
  const grant = await readGrant(ports, userId);
  // Whoever had the lease before may have done it.
  const usable = usableAccess(ports, grant, refused);
  if (usable !== null) return usable;
  let tokens: LedgerTokens;
  try {
    // Where the answer to an earlier refresh was lost, this token is the old one: it works for half an hour more.
    tokens = await ports.door.refresh(ports.seal.open(grant.refresh, sealedColumns.refresh.placeOf(userId)));
  } catch (error) {
    const now = await readGrant(ports, userId);
    if (now.version !== grant.version)
      return ports.seal.open(now.access, sealedColumns.access.placeOf(userId));
    throw error;
  }
  const next = sealed(ports, tokens, grant.version + 1);
  const kept = await ports.store.transaction((tx) => rotateXeroGrant(tx, { ...next, userId }, grant.version));
  if (!kept) throw new LedgerFault("retry", "token", "another consent came meanwhile");
  return tokens.access;
}

function sealed({ seal, clock }: TokenPorts, tokens: LedgerTokens, version: number): XeroGrant {
  const { userId, accessUntil } = tokens;
  return {
    userId,
    access: seal.seal(tokens.access, sealedColumns.access.placeOf(userId)),
    refresh: seal.seal(tokens.refresh, sealedColumns.refresh.placeOf(userId)),
    accessUntil,
    refreshedAt: clock.now(),
    version,
  };
}
