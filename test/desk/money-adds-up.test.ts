import fc from "fast-check";
import { expect, it } from "vitest";
import type { Allocation, Payment } from "../../src/domain/payment.ts";
import { listCredits } from "../../src/store/payments.ts";
import { openWorld, type World } from "../helpers/world.ts";

/** Anything a trader may say of money, in any order, about two clients with a few bills each. */
const said = fc.oneof(
  fc.constantFrom("Acme", "Harris").map((name) => `${name} paid everything`),
  fc
    .tuple(fc.constantFrom("Acme", "Harris"), fc.integer({ min: 1, max: 700 }))
    .map(([name, pounds]) => `${name} paid ${pounds}`),
  fc
    .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 400 }))
    .map(([bill, pounds]) => `bill ${bill} paid £${pounds}`),
  fc.integer({ min: 1, max: 4 }).map((bill) => `that was for bill ${bill}`),
  fc.integer({ min: 1, max: 4 }).map((bill) => `use the credit on bill ${bill}`),
  fc.constantFrom("Acme", "Harris").map((name) => `gave ${name} their credit back`),
  fc.integer({ min: 1, max: 30 }).map((pounds) => `refunded Acme ${pounds}`),
  fc.constantFrom("yes", "both", "undo", "undo"),
  fc.integer({ min: 1, max: 4 }).map((bill) => `change bill ${bill} to 120`),
);

/** A button somewhere up the chat: an Undo out of order, a credit used after all. */
const pressed = fc.record({ press: fc.nat({ max: 99 }) });

async function pressAny(world: World, at: number): Promise<void> {
  const choices = (await world.transcript("me")).flatMap((message) => message.choices);
  const choice = choices[at % Math.max(1, choices.length)];
  if (choice !== undefined && "token" in choice) await world.press("me", choice.token);
}

async function rows(world: World) {
  return await world.store.read(async ({ builder, tables }) => {
    const payments: Payment[] = await builder.select().from(tables.payments);
    const allocations: Allocation[] = await builder.select().from(tables.allocations);
    return { payments, allocations, bills: await builder.select().from(tables.bills) };
  });
}

const sum = (list: readonly number[]) => list.reduce((total, minor) => total + minor, 0);

it("whatever is said of money, bills, payments and credit add up to the penny", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof({ weight: 4, arbitrary: said }, pressed), { maxLength: 14 }),
      async (list) => {
        const world = await openWorld();
        try {
          for (const bill of ["bill Acme £230", "bill Acme £70.50", "bill Harris £120", "bill Harris £300"])
            await world.say("me", bill);
          for (const it of list)
            await (typeof it === "string" ? world.say("me", it) : pressAny(world, it.press));
          const { payments, allocations, bills } = await rows(world);
          const standing = new Set(payments.filter((it) => it.removedAt === null).map((it) => it.id));
          for (const bill of bills) {
            const on = allocations.filter((it) => it.billId === bill.id && standing.has(it.paymentId));
            expect(bill.paidMinor).toBe(sum(on.map((it) => it.amountMinor)));
            expect(bill.paidMinor).toBeLessThanOrEqual(bill.totalMinor);
            if (bill.state === "paid") expect(bill.paidMinor).toBe(bill.totalMinor);
            if (bill.state === "open") expect(bill.paidMinor).toBe(0);
          }
          for (const { id, amountMinor, refundedMinor } of payments.filter((it) => standing.has(it.id))) {
            const on = allocations.filter((it) => it.paymentId === id).map((it) => it.amountMinor);
            expect(sum(on) + refundedMinor).toBeLessThanOrEqual(amountMinor);
          }
          for (const client of new Set(payments.map((it) => it.clientId))) {
            const paid = payments.filter((it) => it.clientId === client && standing.has(it.id));
            const on = allocations.filter((it) => paid.some(({ id }) => id === it.paymentId));
            const credits = await world.store.read((tx) => listCredits(tx, bills[0]?.traderId ?? "", client));
            // Everything that came is on a bill, was given back, or is credit.
            expect(sum(paid.map((it) => it.amountMinor - it.refundedMinor))).toBe(
              sum(on.map((it) => it.amountMinor)) + sum(credits.map((it) => it.leftMinor)),
            );
          }
          const dead = await world.store.read(
            async ({ builder, tables }) => await builder.select().from(tables.inbox),
          );
          expect(dead.filter((row) => row.state === "dead").map((row) => row.error)).toEqual([]);
        } finally {
          await world.close();
        }
      },
    ),
    { numRuns: 30 },
  );
}, 120_000);
