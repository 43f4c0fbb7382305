import { spawn } from "node:child_process";
import { mkdirSync, readlinkSync, symlinkSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { freeProfile } from "../../../bots/whatsapp-web/profile-lock.ts";
import type { Receive } from "../../../src/ports.ts";
import { until } from "../../helpers/until.ts";
import type { PlayedPerson } from "../../stand-ins/whatsapp-web/library.ts";
import { type Linked, type LinkedOptions, linkPhone } from "./phone.ts";

/** What the library does not report, survived. */
vi.setConfig({ testTimeout: 30_000 });
let linked: Linked;
let anna: PlayedPerson;
const start = async (options: LinkedOptions = {}) => {
  linked = await linkPhone(options);
  anna = linked.phone.person("447700900123");
  if ((options.begins ?? "linked") === "linked") await up();
};
const up = () => until(() => linked.state().kind === "up", "the phone is linked");
const heard = (count: number) => until(() => anna.hears().length === count, `${count} answers`);
const browsers = (count: number) => until(() => linked.phone.browsers.length === count, `${count} browsers`);
afterEach(() => linked.close());

describe("a linked phone", () => {
  it.each([
    ["a page that crashes", () => linked.phone.current().page.emit("error", new Error("Page crashed!"))],
    ["a page that is closed", () => linked.phone.current().page.emit("close")],
    ["a browser that is killed", () => linked.phone.current().browser.emit("disconnected")],
    ["a conflict", () => linked.phone.current().events.emit("disconnected", "CONFLICT")],
    ["a state that nobody knows", () => linked.phone.current().events.emit("disconnected", "SOMETHING_NEW")],
    [
      "an idle code, whose handler is broken",
      () => linked.phone.current().events.emit("change_state", "UNPAIRED_IDLE"),
    ],
    [
      "a call that hangs",
      () => {
        linked.phone.current().hung = true;
      },
    ],
  ])("goes on with a new browser after %s", async (_what, happen) => {
    await start();
    anna.says("bill Acme £230");
    await heard(1);
    const first = linked.phone.current();
    happen();
    await browsers(2);
    await up();
    expect(first.ended).toBe(true);
    anna.says("who owes me");
    await heard(2);
    expect(anna.hears()[1]?.body).toContain("£230");
  });

  it("is pushed where it was linked before we listened, and never says that it is ready", async () => {
    await start({ begins: "silent" });
    await up();
    expect(linked.phone.browsers).toHaveLength(1);
    anna.says("bill Acme £230");
    await heard(1);
  });

  it("gets another browser where it cannot learn whose phone it is, and is not deaf without a word", async () => {
    await start({ begins: "nameless" });
    await browsers(3);
    linked.phone.begins = "linked";
    await browsers(4);
    await up();
    anna.says("bill Acme £230");
    await heard(1);
  });

  it("gets another browser where the push does not help", async () => {
    await start({ begins: "silent" });
    await browsers(1);
    linked.phone.current().events.removeAllListeners("ready");
    linked.phone.begins = "linked";
    await browsers(2);
    await up();
  });

  it("waits with growing pauses while there is no internet", async () => {
    await start({ begins: "broken" });
    await browsers(4);
    linked.phone.begins = "linked";
    await up();
  });

  it("is linked again by its owner after they unlinked it, and they are shown the code once", async () => {
    await start();
    linked.phone.begins = "unlinked";
    linked.phone.current().events.emit("disconnected", "LOGOUT");
    await until(() => linked.state().kind === "pairing");
    linked.phone.current().events.emit("qr", "another,key,identity,secret,1");
    await until(() => linked.state().qr?.startsWith("another") === true);
    expect(linked.shown.filter((it) => it.includes("Scan it"))).toHaveLength(1);
    expect(linked.shown.join()).toContain("may block the number for good");
    linked.phone.current().events.emit("ready");
    await up();
  });

  it.each(["TOS_BLOCK", "DEPRECATED_VERSION", "Max qrcode retries reached"])(
    "stops after %s until a person says so",
    async (reason) => {
      await start();
      linked.phone.current().events.emit("disconnected", reason);
      await until(() => linked.state().kind === "stopped");
      const answer = await fetch(`${linked.page}/again`, { method: "POST", redirect: "manual" });
      expect(answer.status).toBe(302);
      await up();
      expect(linked.phone.browsers).toHaveLength(2);
    },
  );

  it("has what it missed while it was away dealt with once, and nothing from before it was let in", async () => {
    const before = Date.now() - 3_600_000;
    let at = before;
    linked = await linkPhone({ now: () => at });
    await up();
    anna = linked.phone.person("447700900123");
    linked.phone.current().events.removeAllListeners("message_create");
    anna.says("bill Old £1");
    await linked.restart();
    await up();
    at += 60_000;
    anna.says("bill Acme £230");
    await heard(1);
    await linked.stop();
    at += 60_000;
    anna.says("bill Smith £40");
    await linked.restart();
    await heard(2);
    // Found a second time, after another start.
    await linked.restart();
    await up();
    anna.says("who owes me");
    await heard(3);
    expect(anna.hears()[2]?.body).toContain("Total owed: £270");
  });

  it("stores a message again and again until the store takes it: nobody sends it twice", async () => {
    let failures = 2;
    const meddle =
      (receive: Receive): Receive =>
      async (inbound) => {
        failures -= 1;
        if (failures >= 0) throw new Error("the disk is full");
        return await receive(inbound);
      };
    await start({ meddle });
    anna.says("bill Acme £230");
    await heard(1);
    expect(anna.hears()[0]?.body).toContain("Billed Acme £230");
  });

  it("has a message told once by its tag, where its answer was lost", async () => {
    await start();
    linked.phone.current().losesAnswer = true;
    anna.says("bill Acme £230");
    await heard(1);
    const states = () => linked.store.read((tx) => tx.builder.select().from(tx.tables.effects));
    await until(async () => (await states()).every((it) => it.state === "done"));
    expect(anna.hears()).toHaveLength(1);
  });

  it("counts a chat that WhatsApp does not know as gone", async () => {
    await start();
    const nobody = linked.phone.person("00012345");
    nobody.says("hello");
    const dead = () => linked.store.read((tx) => tx.builder.select().from(tx.tables.effects));
    await until(async () => (await dead()).some((it) => it.state === "dead"));
  });

  it("takes the same message twice as one", async () => {
    await start();
    const message = anna.says("bill Acme £230");
    linked.phone.current().events.emit("message_create", message);
    anna.says("who owes me");
    await heard(2);
    expect(anna.hears()[1]?.body).not.toContain("bill 2");
  });

  it("ends in time, even where its browser hangs", async () => {
    await start();
    linked.phone.current().hung = true;
    await linked.stop();
    expect(linked.phone.current().ended).toBe(true);
  });
});

describe("a profile that a killed process left locked", () => {
  it("is freed, its browser ended, and nobody else's", async () => {
    await start();
    const profile = join(linked.folder, "profile");
    mkdirSync(profile);
    const lock = join(profile, "SingletonLock");
    const browser = spawn("sleep", ["60"], { argv0: `sleep --user-data-dir=${profile}` });
    const other = spawn("sleep", ["60"]);
    const ended = new Promise((resolve) => browser.once("exit", (_code, signal) => resolve(signal)));
    symlinkSync(`${hostname()}-${browser.pid}`, lock);
    await freeProfile(profile);
    expect(await ended).toBe("SIGKILL");
    expect(() => readlinkSync(lock)).toThrow("ENOENT");
    symlinkSync(`${hostname()}-${other.pid}`, lock);
    await freeProfile(profile);
    expect(other.exitCode ?? other.signalCode).toBeNull();
    other.kill();
    await freeProfile(profile);
  });
});
