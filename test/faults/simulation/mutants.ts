interface Edit {
  readonly file: string;
  /** Stands there exactly once. */
  readonly from: string;
  readonly to: string;
}

/**
 * The test of the test: each safeguard is taken out of a copy of the code in turn, and the simulation must then
 * find a named invariant broken. A mutant that survives is a promise that nothing holds.
 */
export interface Mutant extends Edit {
  /** What is missing. */
  readonly without: string;
  /** Where it takes a second edit: one safeguard backs up another. */
  readonly also?: Edit;
  /** The invariant that must break. */
  readonly breaks: number;
  /** Where the hunt begins: the seed that kills it, as `npm run mutants` last said; 1 unless said. */
  readonly seed?: number;
}

export function editsOf(mutant: Mutant): readonly Edit[] {
  return mutant.also === undefined ? [mutant] : [mutant, mutant.also];
}

export const mutants: readonly Mutant[] = [
  {
    without: "billing the client that the answer names",
    file: "src/desk/create-bill.ts",
    from: "    clientId: client.id,",
    to: '    clientId: (await (await import("../store/clients.ts")).listClients(turn.tx, turn.trader.id))[0]?.id ?? client.id,',
    breaks: 1,
  },
  {
    without: "looking whether a message was delivered before",
    file: "src/store/inbox.ts",
    from: "return byKey(tx, { source, externalId });",
    to: "return byKey(tx, { source, externalId }).then(() => undefined);",
    also: {
      file: "src/store/inbox.ts",
      from: "builder.insert(inbox).values(slots(getTableColumns(inbox))),",
      to: "builder.insert(inbox).values(slots(getTableColumns(inbox))).onConflictDoNothing(),",
    },
    breaks: 2,
    seed: 2,
  },
  {
    without: "knowing our own invoice by its marker",
    file: "src/xero/push-steps.ts",
    from: "it.reference.includes(mirror.marker)",
    to: 'it.reference === ""',
    breaks: 3,
    seed: 6,
  },
  {
    without: "telling a trader's news in the trader's own chat",
    file: "src/desk/trader-turn.ts",
    from: "const chats = await listConversations(tx, traderId);",
    to: "const chats = await tx.builder.select().from(tx.tables.conversations);",
    breaks: 4,
  },
  {
    without: "counting a reminder as sent where that is not known",
    file: "src/chase/record.ts",
    from: 'if (first?.kind !== "bill" || first.why === "repeated") return false;',
    to: "if (first === undefined) return false;",
    breaks: 5,
    seed: 5,
  },
  {
    without: "reading the invoice again just before a reminder leaves",
    file: "src/chase/prepare-steps.ts",
    from: "for (const bill of bills.filter(isOwed)) answers.set(bill.id, await truth.ask(bill, signal));",
    to: "void [bills, truth, signal, isOwed];",
    breaks: 6,
    seed: 4,
  },
  {
    without: "asking whether money is known before it is announced",
    file: "src/desk/take-money.ts",
    from: 'if (settled.kind !== "arrived") return [];',
    to: 'if (settled.kind === "known") return [{ what: "paid", bill: await viewOf(turn, await getBill(turn.tx, turn.trader.id, money.toward[0]?.billId ?? "")), cancelled: 0 }];\n  if (settled.kind !== "arrived") return [];',
    breaks: 7,
    seed: 2,
  },
  {
    without: "counting nothing but reminders",
    file: "src/store/steps.ts",
    from: 'return cancelled.filter(({ kind }) => kind === "reminder").length;',
    to: "return cancelled.length;",
    breaks: 8,
  },
  {
    without: "one letter for a client and day, and noting that one went",
    file: "src/chase/prepare-steps.ts",
    from: 'await changeStep(tx, step, { state: "sending", sentOn: turn.today });',
    to: 'await changeStep(tx, step, { state: "sending" });',
    also: {
      file: "src/chase/scan.ts",
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the code as it stands there.
      from: 'return kind === "bill" ? id : `${kind} ${clientId}`;',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the code as it stands there.
      to: "return `${kind} ${clientId} ${id}`;",
    },
    breaks: 9,
    seed: 4,
  },
  {
    without: "comparing what was paid with the whole of the bill",
    file: "src/desk/settle-bill.ts",
    from: "stateFromPaid(bill.totalMinor, paidMinor,",
    to: "stateFromPaid(paidMinor > 0 ? paidMinor : bill.totalMinor, paidMinor,",
    breaks: 10,
    seed: 3,
  },
  {
    without: "taking a refund into the books",
    file: "src/payments/take-event.ts",
    from: "if (payment === undefined || payment.refundedMinor === refundedMinor) return [];",
    to: "if (payment === undefined || payment.refundedMinor <= refundedMinor) return [];",
    breaks: 11,
  },
  {
    without: "looking for pushes that were lost",
    file: "src/payments/watch.ts",
    from: "if (first || dueAt(account) <= now) await",
    to: "if (first && dueAt(account) > now && account.createdAt > now) await",
    breaks: 11,
    seed: 12,
  },
  {
    without: "leases that end when their worker is gone",
    file: "src/store/effects.ts",
    from: "return (await expire(tx, { until })).length;",
    to: "return (await expire(tx, { until: new Date(0 * until.getTime()) })).length;",
    breaks: 12,
  },
  {
    without: "writing down that something was sent",
    file: "src/effects/attempt.ts",
    from: '{ state: "done", remoteId, doneAt: now }',
    to: '{ state: effect.work.kind === "edit-message" ? "ready" : "done", remoteId, dueAt: new Date(now.getTime() + 3_600_000) }',
    breaks: 12,
  },
  {
    without: "looking Xero up where an invoice may have been made",
    file: "src/xero/push-steps.ts",
    from: "mirror.invoiceId === null && mirror.attempted);",
    to: "mirror.invoiceId === null && mirror.attempted && mirror.number === '');",
    breaks: 12,
    seed: 14,
  },
  {
    without: "the fence",
    file: "src/store/effects.ts",
    from: '.where(and(is(row.id, "id"), is(row.fence, "fence"), leased))\n    .returning({ id: row.id }),\n);\n\n/** Writes the result',
    to: '.where(and(is(row.id, "id"), leased))\n    .returning({ id: row.id }),\n);\n\n/** Writes the result',
    breaks: 13,
    seed: 6,
  },
  {
    without: "answering only what was committed",
    file: "src/store/sqlite.ts",
    from: "      commit.run();",
    to: "      if (Math.random() < 0.08) rollback.run();\n      else commit.run();",
    breaks: 14,
  },
  {
    without: "the signature of Xero's pushes",
    file: "src/xero/webhook.ts",
    from: 'if (!room.webhookKeys.some((key) => isSigned(raw, key, "base64", signature))) return c.body(null, 401);',
    to: "",
    breaks: 15,
    seed: 2,
  },
  {
    without: "the time of Stripe's pushes",
    file: "src/payments/stripe/push.ts",
    from: "if (!(Math.abs(at - now.getTime()) <= limits.skewMs)) return null;",
    to: "void at;",
    breaks: 15,
    seed: 5,
  },
  {
    without: "the account of Stripe's pushes",
    file: "src/payments/webhook.ts",
    from: "if (event === null || account === undefined || foreign)",
    to: "if (event === null || account === undefined || (foreign && body === ''))",
    breaks: 15,
    seed: 4,
  },
  {
    without: "telling what Xero refused",
    file: "src/xero/push-settle.ts",
    from: "if (await keepFailure(turn, push, mirror, result)) failed.push(result);",
    to: "await keepFailure(turn, push, mirror, result);",
    breaks: 16,
    seed: 9,
  },
  {
    without: "waiting as long as Xero asks for",
    file: "src/xero/budget.ts",
    from: "if (budget.pausedUntil !== null) return budget.pausedUntil.getTime() - nowMs;",
    to: "",
    breaks: 17,
    seed: 5,
  },
  {
    without: "storing a token before it is used",
    file: "src/xero/tokens.ts",
    from: "const kept = await ports.store.transaction((tx) => rotateXeroGrant(tx, { ...next, userId }, grant.version));",
    to: "const kept = next.version > 0 && rotateXeroGrant !== undefined;",
    breaks: 18,
  },
  {
    without: "one refresh at a time",
    file: "src/xero/tokens.ts",
    from: "if (await ports.store.transaction((tx) => takeLease(tx, { name, holder, until }, now))) {",
    to: "if ((await ports.store.transaction((tx) => takeLease(tx, { name, holder, until }, now))) || holder !== '') {",
    breaks: 18,
    seed: 4,
  },
  {
    without: "keeping to ids in the log",
    file: "src/effects/attempt.ts",
    from: "      effect: effect.id,\n      kind:",
    to: "      effect,\n      kind:",
    breaks: 19,
  },
  {
    without: "waiting for the disk at each commit, and the look whether it is waited for",
    file: "src/store/sqlite.ts",
    from: '  const wanted = { journal_mode: "wal", synchronous: 2, foreign_keys: 1 };',
    to: '  db.pragma("synchronous = NORMAL");\n  const wanted = { journal_mode: "wal", synchronous: 1, foreign_keys: 1 };',
    breaks: 20,
  },
  {
    without: "the database's refusal of a bill for a client that is nobody's",
    file: "src/store/sqlite.ts",
    from: '  const wanted = { journal_mode: "wal", synchronous: 2, foreign_keys: 1 };',
    to: '  db.pragma("foreign_keys = OFF");\n  const wanted = { journal_mode: "wal", synchronous: 2 };',
    also: {
      file: "src/desk/create-bill.ts",
      from: "    clientId: client.id,",
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the code as it stands there.
      to: "    clientId: `${client.id}?`,",
    },
    breaks: 20,
  },
  {
    without: "answers that wait for nobody but their chat",
    file: "src/desk/say.ts",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the code as it stands there.
    from: "lane: `chat:${conversation.id}`",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the code as it stands there.
    to: "lane: `xero:push:${conversation.traderId}`",
    breaks: 12,
    seed: 10,
  },
  {
    without: "one transaction for a bill and its answer",
    file: "src/desk/say.ts",
    from: "await mouth.queue.enqueue(tx, effects);",
    to: 'if (!effects.some((it) => "text" in it.work && it.work.text.startsWith("Billed"))) await mouth.queue.enqueue(tx, effects);',
    breaks: 21,
    seed: 20,
  },
  {
    without: "one after the other in a chat",
    file: "src/store/effects.ts",
    from: "AND older.id < ",
    to: "AND 1 = 0 AND older.id < ",
    breaks: 22,
    seed: 11,
  },
  {
    without: "looking again at what was in doubt",
    file: "src/chase/prepare-steps.ts",
    from: '  await decide(turn, waiting, "moved", why);\n  await queueBill(turn, { id: step.billId });',
    to: '  await decide(turn, waiting, "moved", why);',
    breaks: 23,
    seed: 66,
  },
];
