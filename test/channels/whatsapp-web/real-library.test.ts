import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterEach, expect, it } from "vitest";
import { clean } from "../../../bots/common/plain-text.ts";
import { loadClient, profileOf, type WebClient } from "../../../bots/whatsapp-web/client.ts";
import { withChromium } from "../../browser/with-chromium.ts";
import { findChromium } from "../../helpers/chromium.ts";
import { until } from "../../helpers/until.ts";
import { type Linked, linkPhone } from "./phone.ts";

/**
 * The real whatsapp-web.js in a real Chromium, against a page of our own that stands where WhatsApp's does. Nothing
 * leaves the machine: every name is unknown to that browser.
 */
const anna = "447700900123@c.us";
const longMs = 60_000;
let linked: Linked | undefined;
let folder = "";
const clients: WebClient[] = [];
afterEach(async () => {
  await linked?.close();
  linked = undefined;
  rmSync(folder, { recursive: true, force: true });
  clients.length = 0;
}, longMs);

async function start(): Promise<Linked> {
  folder = mkdtempSync(join(tmpdir(), "justpayme-real-"));
  const pages = join(folder, "pages");
  mkdirSync(pages);
  copyFileSync(
    fileURLToPath(new URL("../../stand-ins/whatsapp-web/page.html", import.meta.url)),
    join(pages, "played-1.html"),
  );
  const page = { version: "played-1", folder: pages };
  const settings = { folder: join(folder, "session"), chromiumPath: findChromium() ?? null, page };
  const load = await loadClient(settings);
  const make = () => {
    const client = load();
    clients.push(client);
    return client;
  };
  linked = await linkPhone({ real: { settings, make } });
  return linked;
}
const latest = () => {
  const client = clients.at(-1);
  if (client === undefined) throw new Error("There is no browser yet.");
  return client;
};
const play = (script: string) =>
  latest().pupPage?.evaluate(`played.${script}`) ?? Promise.reject(new Error("no page"));
const sent = async () => ((await play(`sentTo("${anna}")`)) as readonly string[]).map(clean);
const up = (it: Linked) => until(() => it.state().kind === "up", "the phone is linked", longMs);
const hears = (text: string) =>
  until(async () => (await sent()).some((it) => it.includes(text)), `the answer "${text}"`, longMs);

withChromium("the real library against our page", () => {
  it("links by its code, hears, answers, and misses nothing over crash, kill and conflict", async () => {
    const it = await start();
    await until(() => it.state().kind === "pairing", "the code to scan", longMs);
    expect(it.state().qr).toContain("ref-initial");
    await play("pair()");
    await up(it);
    await play(`inbound("${anna}", "bill Acme £230", "AAA1")`);
    await play(`inbound("${anna}", "bill Acme £230", "AAA1")`);
    await hears("Billed Acme £230");
    expect(await sent()).toHaveLength(1);
    // What came in the very second in which somebody was let in is not read again.
    await pause(2_000);
    // A message comes while no browser hears, and somebody opens the session elsewhere.
    await play(`inbound("${anna}", "bill Smith £40", "AAA2", true)`);
    // A browser writes down what its page keeps only every few seconds.
    await pause(6_000);
    await play('state("CONFLICT")').catch(() => undefined);
    await until(() => clients.length === 2, "a second browser", longMs);
    // Linked already: this is the session that never says that it is ready.
    await up(it);
    await hears("Billed Smith £40");
    // What a browser that is killed had not written down is gone, with the chats in it: only the linked phone stays.
    latest().pupBrowser?.process()?.kill("SIGKILL");
    await until(() => clients.length === 3, "a third browser", longMs);
    await up(it);
    await play(`inbound("${anna}", "bill Harris £5", "AAA3")`);
    await hears("Billed Harris £5");
    // A page that crashes answers nobody any more, this call among them.
    const page = latest().pupPage as unknown as { goto(url: string): Promise<unknown> };
    page.goto("chrome://crash").catch(() => undefined);
    await until(() => clients.length === 4, "a fourth browser", longMs);
    await up(it);
    await play(`inbound("${anna}", "who owes me", "AAA4")`);
    await hears("Total owed: £275");
    // The list went as the caption of its picture, by the library's own way of sending files.
    expect(await play(`filesTo("${anna}")`)).toMatchObject([{ type: "image" }]);
    expect(it.logged.join("\n")).not.toContain("447700900123");
  }, 240_000);

  it("asks the page for no module that our page does not have", async () => {
    const it = await start();
    await until(() => it.state().kind === "pairing", "the code to scan", longMs);
    const code = await fetch(`${it.page}/code`, {
      method: "POST",
      body: new URLSearchParams({ phone: "07700 900123" }),
      redirect: "manual",
    });
    expect(code.status).toBe(302);
    expect(it.state().code).toBe("ABCD1234");
    await play("pair()");
    await up(it);
    await play(`inbound("${anna}", "hello", "BBB1")`);
    await hears("Tell me who to bill");
    expect(await latest().pupPage?.evaluate("window.__missing ?? []")).toEqual([]);
  }, 120_000);

  it("starts over a profile that a killed process left locked", async () => {
    const it = await start();
    await until(() => it.state().kind === "pairing", "the code to scan", longMs);
    await play("pair()");
    await up(it);
    await it.stop();
    // As after kill -9: a browser of the same profile that nobody ended.
    const left = (
      await loadClient({
        folder: join(folder, "session"),
        chromiumPath: findChromium() ?? null,
        page: { version: "played-1", folder: join(folder, "pages") },
      })
    )();
    await left.initialize();
    expect(profileOf({ folder: join(folder, "session"), chromiumPath: null })).toContain("session-justpayme");
    await it.restart();
    await up(it);
    await play(`inbound("${anna}", "bill Acme £230", "CCC1")`);
    await hears("Billed Acme £230");
  }, 180_000);
});
