import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { codedOf, type Params, type Prepared } from "../../src/store/row-code.ts";
import type { Tables } from "../../src/store/schema.ts";
import { desc, eq, getTableColumns, sql } from "../../src/store/sql.ts";
import { type Builder, is, type Store, slots, type Tx } from "../../src/store/store.ts";
import { onEveryStore } from "../helpers/stores.ts";

type Effect = Tables["effects"]["$inferSelect"];
type Came = Tables["inbox"]["$inferSelect"];

type Written = { prepare(name: string): Prepared<unknown> };
type Write = (builder: Builder, tables: Tables) => Written;

/** As the store readies its own statements, of which these are none: so they are not among those it lists. */
const readied =
  (single: boolean) =>
  <P extends object, R>(name: string, write: Write) =>
  (tx: Tx, params: P): Promise<R> =>
    tx.prepare<R>(codedOf(write(tx.builder, tx.tables).prepare(name), single))(params as Params);
const rows = readied(false);
const oneRow = readied(true);

const addEffect = rows<Effect, void>("addEffect", (builder, { effects }) =>
  builder.insert(effects).values(slots(getTableColumns(effects))),
);
const addCame = rows<Came, void>("addCame", (builder, { inbox }) =>
  builder.insert(inbox).values(slots(getTableColumns(inbox))),
);

/** Its parts by name, an expression beside them, and a part that an outer join may leave out. */
const joined = rows<{ id: string }, unknown[]>("joined", (builder, { effects, inbox }) =>
  builder
    .select({ effect: effects, came: inbox, twice: sql<number>`${effects.attempt} * 2` })
    .from(effects)
    .leftJoin(inbox, eq(inbox.externalId, effects.dedupeKey))
    .where(is(effects.id, "id")),
);
const plainlyJoined = (tx: Tx, id: string) => {
  const { effects, inbox } = tx.tables;
  return tx.builder
    .select({ effect: effects, came: inbox, twice: sql<number>`${effects.attempt} * 2` })
    .from(effects)
    .leftJoin(inbox, eq(inbox.externalId, effects.dedupeKey))
    .where(eq(effects.id, id));
};

const unusual = { 'it"s': "", "\\ ${row[0]} `": "", "\u2028\n": "" };
const underUnusualNames = oneRow<Record<keyof typeof unusual, string>, unknown>(
  "unusual",
  (builder, { effects }) =>
    builder
      .select({ 'it"s': effects.id, "\\ ${row[0]} `": effects.lane, "\u2028\n": effects.dueAt })
      .from(effects)
      .where(is(effects.id, 'it"s')),
);
const newest = oneRow<{ lane: string }, Effect | undefined>("newest", (builder, { effects }) =>
  builder.select().from(effects).where(is(effects.lane, "lane")).orderBy(desc(effects.id)).limit(1),
);

const text = fc.oneof(
  fc.constantFrom("", "Ω £1,250.50", `it's "so"`, "null", `\\ $1 ? \${row[0]} \``, "\u2028"),
  fc.string({ unit: "grapheme" }).filter((it) => !it.includes("\0")),
);
const perhaps = <T>(of: fc.Arbitrary<T>) => fc.option(of);
const instant = fc.date({ noInvalidDate: true, min: new Date(0), max: new Date("2100-01-01") });
const count = fc.integer({ min: 0, max: 1_000_000 });
/** No bare text: of that drizzle reads `null` in quotes as nothing. */
const json = fc.oneof(fc.dictionary(fc.constantFrom("a", "b"), perhaps(text)), fc.array(count));
const anEffect = fc.record({
  traderId: perhaps(text),
  lane: text,
  work: json as fc.Arbitrary<unknown> as fc.Arbitrary<Effect["work"]>,
  state: fc.constantFrom("ready", "sending", "done"),
  dueAt: instant,
  attempt: count,
  fence: count,
  leaseUntil: perhaps(instant),
  uncertain: fc.boolean(),
  remoteId: perhaps(text),
  error: perhaps(text),
  createdAt: instant,
  doneAt: perhaps(instant),
  trace: perhaps(text),
}) satisfies fc.Arbitrary<Omit<Effect, "id" | "dedupeKey">>;

onEveryStore((maker) => {
  describe("what drizzle wrote and we run", () => {
    let store: Store;
    afterEach(() => store.close());

    it("codes parameters and rows as drizzle does: every kind of column, nulls, joins and expressions", async () => {
      ({ store } = await maker.open());
      let made = 0;
      const property = fc.asyncProperty(anEffect, fc.boolean(), text, async (fields, came, said) => {
        made += 1;
        const row: Effect = { ...fields, id: `e${made}`, dedupeKey: `d${made}` };
        const event = { id: "1", text: said } as unknown as Came["inbound"];
        await store.transaction(async (tx) => {
          await addEffect(tx, row);
          if (!came) return;
          const n = made;
          const at = row.createdAt;
          const rest = { conversationId: "c", inbound: event, state: "done", n, error: null, receivedAt: at };
          await addCame(tx, { source: "local", externalId: row.dedupeKey, ...rest } as Came);
        });
        await store.read(async (tx) => {
          const plain = await plainlyJoined(tx, row.id);
          expect(plain).toMatchObject([{ effect: row, came: came ? { inbound: event } : null }]);
          expect(await joined(tx, { id: row.id })).toEqual(plain);
        });
      });
      await fc.assert(property, { numRuns: 60 });
    });

    it("answers one row, or undefined, where there can be no more", async () => {
      ({ store } = await maker.open());
      expect(await store.read((tx) => newest(tx, { lane: "none" }))).toBeUndefined();
      await store.transaction(async (tx) => {
        const [row] = fc.sample(anEffect, 1);
        for (const id of ["e1", "e2"])
          await addEffect(tx, { ...(row as Effect), lane: "a", id, dedupeKey: id });
      });
      expect((await store.read((tx) => newest(tx, { lane: "a" })))?.id).toBe("e2");
    });

    it("may name what it finds in any way", async () => {
      ({ store } = await maker.open());
      const [row] = fc.sample(anEffect, 1);
      const effect = { ...(row as Effect), id: "e1", dedupeKey: "d1" };
      await store.transaction((tx) => addEffect(tx, effect));
      const found = await store.read((tx) => underUnusualNames(tx, { ...unusual, 'it"s': "e1" }));
      expect(found).toEqual({
        'it"s': "e1",
        "\\ ${row[0]} `": effect.lane,
        "\u2028\n": effect.dueAt,
      });
    });
  });
});
