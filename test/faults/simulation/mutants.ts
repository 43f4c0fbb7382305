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
    from: "return only(await byKey(tx, { source, externalId }));",
    to: "return void (await byKey(tx, { source, externalId }));",
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
    from: "AND older.id < ",
    to: "AND 1 = 0 AND older.id < ",
    breaks: 22,
  },
  {
    without: "writing down that something was sent",
    file: "src/effects/attempt.ts",
    from: '{ state: "done", remoteId, doneAt: now }',
    to: '{ state: "ready", remoteId, dueAt: new Date(now.getTime() + 60_000) }',
    breaks: 12,
  },
  {
    without: "setting the payment against the bill in the same step",
    file: "src/desk/settle-bill.ts",
    from: "bill.paidMinor + amountMinor",
    to: "amountMinor",
    breaks: 11,
  },
];
