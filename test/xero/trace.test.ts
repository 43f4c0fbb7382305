import { afterEach, expect, it } from "vitest";
import { createLogTo } from "../../src/log.ts";
import { openXeroWorld, type XeroWorld } from "./xero-world.ts";

interface Line {
  readonly trace?: string;
  readonly msg: string;
  readonly [field: string]: unknown;
}

let world: XeroWorld;
afterEach(() => world.close());

/** The product with Xero connected, and what it logs from then on. */
async function openLogged() {
  const lines: Line[] = [];
  const log = createLogTo("info", { write: (line) => lines.push(JSON.parse(line) as Line) });
  world = await openXeroWorld({ log });
  await world.connect("me");
  lines.length = 0;
  return lines;
}

it("one id follows a message from the chat to Xero and back into the chat", async () => {
  const lines = await openLogged();
  await world.say("me", "bill Zebedee £230", "event-1");
  expect(world.invoices()).toHaveLength(1);
  const trace = lines.find(({ msg }) => msg === "heard")?.trace;
  expect(trace).toMatch(/^[\w-]{12}$/);
  const own = lines.filter((line) => line.trace === trace);
  const told = own.filter(({ msg }) => msg === "told").map(({ kind }) => kind);
  expect(own.find(({ msg }) => msg === "took a turn")).toMatchObject({ outcomes: ["billed"] });
  expect(told).toEqual(expect.arrayContaining(["send-message", "push-bill", "edit-message"]));
  const asked = own.filter(({ msg }) => msg === "asked Xero");
  expect(asked).toContainEqual(
    expect.objectContaining({ asked: "invoices", changes: true, organisation: world.organisation.id }),
  );
  // The same message delivered again is found under the same id.
  await world.say("me", "bill Zebedee £230", "event-1");
  expect(lines.at(-1)).toMatchObject({ msg: "heard", repeated: true, trace });
  expect(JSON.stringify(lines)).not.toMatch(/Zebedee|£|Bearer/);
});

it("messages at the same moment, in one commit, keep their own ids", async () => {
  const lines = await openLogged();
  const names = ["Acme", "Dave", "Jo", "Harris"];
  await Promise.all(names.map((name, at) => world.say(`chat-${at}`, `bill ${name} £10`, `e-${at}`)));
  const heard = lines.filter(({ msg }) => msg === "heard").map(({ trace }) => trace);
  expect(new Set(heard).size).toBe(names.length);
  for (const trace of heard) {
    const own = lines.filter((line) => line.trace === trace);
    expect(own.filter(({ msg }) => msg === "took a turn")).toHaveLength(1);
    expect(own.filter(({ msg, kind }) => msg === "told" && kind === "send-message").length).toBeGreaterThan(
      0,
    );
  }
});

it("a failure is logged under the id of the message that waits for it", async () => {
  const lines = await openLogged();
  world.sandbox.faults.add("PUT /Invoices", { kind: "500" });
  await world.say("me", "bill Acme £230");
  const trace = lines.find(({ msg }) => msg === "heard")?.trace;
  expect(lines.find(({ msg }) => msg === "not told")).toMatchObject({ kind: "push-bill", trace });
  const failed = lines.filter(({ msg, failed: it }) => msg === "asked Xero" && it === true);
  expect(failed).toMatchObject([{ asked: "invoices", changes: true, trace }]);
});
