import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { patiently } from "../../src/store/patience.ts";
import { openSqlite } from "../../src/store/sqlite.ts";
import type { Store } from "../../src/store/store.ts";
import { currentTrace, inTrace, traceOf } from "../../src/trace.ts";
import { tempFolder } from "../helpers/product.ts";

let folder: ReturnType<typeof tempFolder>;
let store: Store;
let happened: string[];
beforeEach(() => {
  folder = tempFolder();
  store = patiently(openSqlite(join(folder.path, "store.db")));
  happened = [];
});
afterEach(async () => {
  await store.close();
  folder.remove();
});

/** A transaction that notes when it is at work and when it is committed. */
async function note(name: string, pace?: "patient"): Promise<void> {
  await store.transaction(async (tx) => {
    happened.push(name);
    tx.afterCommit(() => happened.push(`${name} kept`));
  }, pace);
}

describe("a patient transaction", () => {
  it("goes before the next one, and both are committed at once", async () => {
    const patient = [note("first", "patient"), note("second", "patient")];
    expect(happened).toEqual([]);
    await Promise.all([note("message"), ...patient]);
    expect(happened).toEqual(["first", "second", "message", "first kept", "second kept", "message kept"]);
  });

  it("goes by itself where nothing else comes", async () => {
    await note("alone", "patient");
    expect(happened).toEqual(["alone", "alone kept"]);
  });

  it("is kept where the one that it went with fails, and the other way about", async () => {
    const failing = (pace?: "patient") =>
      store.transaction(() => Promise.reject(new Error("no")), pace).catch(() => happened.push("failed"));
    await Promise.all([note("patient", "patient"), failing()]);
    await Promise.all([failing("patient"), note("message")]);
    expect(happened.filter((it) => it.endsWith("kept"))).toEqual(["patient kept", "message kept"]);
    expect(happened.filter((it) => it === "failed")).toHaveLength(2);
  });

  it("is kept before the store is closed", async () => {
    const patient = note("last", "patient");
    await store.close();
    await patient;
    expect(happened).toEqual(["last", "last kept"]);
    store = openSqlite(join(folder.path, "store.db"));
  });

  it("is part of what its caller does, whoever lets it go", async () => {
    const traces: (string | null)[] = [];
    const look = async () => void traces.push(currentTrace());
    const [one, other] = [traceOf("one"), traceOf("other")];
    const patient = inTrace(one, () => store.transaction(look, "patient"));
    await Promise.all([inTrace(other, () => store.transaction(look)), patient]);
    expect(traces).toEqual([one, other]);
  });
});
