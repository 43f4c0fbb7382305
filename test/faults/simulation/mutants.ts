/**
 * The test of the test: each safeguard is taken out of a copy of the code in turn, and the simulation must then
 * find a named invariant broken. A mutant that survives is a promise that nothing holds.
 */
export interface Mutant {
  /** What is missing. */
  readonly without: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
  /** The invariant that must break. */
  readonly breaks: number;
}

export const mutants: readonly Mutant[] = [
  {
    without: "looking whether a message was delivered before",
    file: "src/store/inbox.ts",
    from: "return only(await find(tx, { source, externalId }));",
    to: "await find(tx, { source, externalId }); externalId = externalId; return undefined;",
    breaks: 2,
  },
  {
    without: "one transaction for a bill and its answer",
    file: "src/desk/say.ts",
    from: "await mouth.queue.enqueue(tx, effects);",
    to: "tx.afterCommit(() => undefined);",
    breaks: 22,
  },
  {
    without: "leases that end when their worker is gone",
    file: "src/effects/embedded-queue.ts",
    from: "await expireLeases(tx, now);",
    to: "",
    breaks: 12,
  },
  {
    without: "one after the other in a chat",
    file: "src/store/effects.ts",
    from: "`older.lane = ${row.lane} AND older.id < ${row.id} AND older.${unfinished}`",
    to: "`1 = 0 AND older.lane = ${row.lane}`",
    breaks: 22,
  },
  {
    without: "marking what was sent as sent",
    file: "src/store/effects.ts",
    from: 'const rows = await settle(tx, {',
    to: 'if (result.state === "done") return true;\n  const rows = await settle(tx, {',
    breaks: 7,
  },
  {
    without: "setting the payment against the bill in the same step",
    file: "src/desk/settle-bill.ts",
    from: "bill.paidMinor + amountMinor",
    to: "amountMinor",
    breaks: 11,
  },
];
