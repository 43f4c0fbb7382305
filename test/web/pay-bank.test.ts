import { Hono } from "hono";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createPayRoutes } from "../../src/web/pay/routes.ts";
import { openWorld, type World } from "../helpers/world.ts";

let world: World;
let path: string;
let app: Hono;
beforeEach(async () => {
  world = await openWorld();
  app = new Hono().route("/pay", createPayRoutes({ ...world, publicUrl: () => "http://localhost:3000" }));
  await world.say("me", "bill Acme £230");
  await world.say("me", "show bill 1");
  const text = (await world.transcript("me")).findLast((it) => it.text.includes("Pay page"))?.text ?? "";
  path = /Pay page: http:\/\/localhost:3000(\S+)/.exec(text)?.[1] ?? "";
});
afterEach(() => world.close());

async function bank(digits: string): Promise<void> {
  await world.say("me", `my bank details are 20-00-00 ${digits}`);
  await world.press("me", await world.button("me", `Change bank details to ••••${digits.slice(-4)}`));
}

/** The account that a client is told to pay into. */
async function shown(): Promise<string | undefined> {
  return /<code class="copy">(\d{8})<\/code>/.exec(await (await app.request(path)).text())?.[1];
}

const hours = (count: number) => world.clock.advanceMs(count * 3_600_000);

it("shows the first bank details at once, and changed ones after a day", async () => {
  await bank("12345678");
  expect(await shown()).toBe("12345678");
  await bank("87654321");
  expect(await shown()).toBe("12345678");
  hours(23);
  expect(await shown()).toBe("12345678");
  hours(1);
  expect(await shown()).toBe("87654321");
});

it("starts the day again at every change, and never shows what was changed in between", async () => {
  await bank("12345678");
  await bank("11111111");
  hours(20);
  await bank("87654321");
  hours(20);
  expect(await shown()).toBe("12345678");
  hours(4);
  expect(await shown()).toBe("87654321");
});

it("puts the old details back at once", async () => {
  await bank("12345678");
  await bank("87654321");
  await world.say("me", "undo");
  hours(24);
  expect(await shown()).toBe("12345678");
});
