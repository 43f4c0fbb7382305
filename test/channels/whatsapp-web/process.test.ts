import { execFileSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { clean } from "../../../bots/common/plain-text.ts";
import { withChromium } from "../../browser/with-chromium.ts";
import { freshHome } from "../../helpers/home.ts";
import { descendantsOf, runs } from "../../helpers/processes.ts";
import { type Product, startProduct } from "../../helpers/product.ts";
import { until } from "../../helpers/until.ts";
import { type ServedPage, servePage } from "../../stand-ins/whatsapp-web/served.ts";

/**
 * The README's part on linking a phone, followed by somebody who has read nothing else: its own commands, in a folder
 * where nothing is set. Only WhatsApp is not there: its address leads to our page.
 */
const readme = readFileSync(new URL("../../../README.md", import.meta.url), "utf8");
const part = readme.slice(readme.indexOf("### Link your own phone"));
const [command = ""] = /^WHATSAPP_WEB=on npm start/m.exec(part) ?? [];
const longMs = 60_000;
const anna = "447700900123@c.us";
const own = "447700900000@c.us";

let home: ReturnType<typeof freshHome>;
let page: ServedPage;
let product: Product | undefined;
beforeEach(async () => {
  home = freshHome();
  page = await servePage(home.path);
});
afterEach(async () => {
  await stop();
  await page.close();
  home.remove();
}, longMs);

async function start(shell: string): Promise<Product> {
  const env = { CHROMIUM_PATH: page.chromiumPath };
  product = await startProduct({ command: ["sh", "-c", shell], cwd: home.path, env });
  return product;
}

/** As Ctrl+C does. The shell and npm end first; the product, and its browser, once they are done. */
async function stop(): Promise<void> {
  if (product?.process.pid === undefined) return;
  const all = descendantsOf(product.process.pid);
  await product.stop();
  await until(() => !all.some(runs), "the end of the product and its browser", longMs);
  product = undefined;
}

const play = (script: string) => page.play(join(home.path, "data/whatsapp/session-justpayme"), script);
const invite = () =>
  String(
    execFileSync("npm", ["run", "-s", "invite"], { cwd: home.path, stdio: ["ignore", "pipe", "ignore"] }),
  ).trim();
const said = (text: string) => until(() => product?.output().includes(text) === true, text, longMs);
async function hears(chat: string, text: string): Promise<string> {
  const all = async () => ((await play(`sentTo("${chat}")`)) as readonly string[]).map(clean);
  await until(async () => (await all()).some((it) => it.includes(text)), `the answer "${text}"`, longMs);
  return (await all()).join("\n");
}

withChromium("a phone linked as the README says", () => {
  it("shows the code with its warning, and answers its owner's notes to themselves, and nobody else", async () => {
    const { output, url } = await start(command);
    await said("Scan it");
    const [first = ""] = output().split("Scan it");
    expect(first).toContain("This road is unofficial");
    expect(first).toContain("Link only a number that you can afford to lose");
    // The code itself, drawn of blocks: three corners and all between them.
    await until(() => output().match(/ ▄▄▄▄▄▄▄ /g)?.length === 3, "the code is drawn");
    const shown = await (await fetch(`${url}/whatsapp`)).text();
    expect(shown).toContain("This road is unofficial");
    expect(shown).toContain('alt="The code to scan"');
    const number = new URLSearchParams({ phone: "07700 900000" });
    expect(await (await fetch(`${url}/whatsapp/code`, { method: "POST", body: number })).text()).toContain(
      "Or type this into your phone: <code>ABCD1234</code>",
    );
    await play("pair()");
    await said("WhatsApp: the phone is linked.");
    // Somebody writes to the phone's owner, and the owner to themselves.
    await play(`inbound("${anna}", "hello, when do you come?", "A1")`);
    await play(`note("${invite()}", "N1")`);
    await hears(own, "bill Acme £230");
    await play(`note("bill Acme £230", "N2")`);
    expect(await hears(own, "Billed Acme £230 — bill 1")).toMatch(/^1\. Undo$/m);
    await play('note("1", "N3")');
    await hears(own, "Undone");
    expect(await play(`sentTo("${anna}")`)).toEqual([]);
    // The session is where the README says, and survives kill -9, which leaves its browser running.
    expect(statSync(join(home.path, "data/whatsapp")).isDirectory()).toBe(true);
    // A browser writes down what its page keeps only every few seconds.
    await pause(6_000);
    const left = descendantsOf(product?.process.pid ?? process.pid);
    await product?.kill();
    expect(left.some(runs)).toBe(true);
    await start(command);
    await until(() => !left.some(runs), "the end of the browser that was left", longMs);
    await said("WhatsApp: the phone is linked.");
    await play('note("who owes me", "N4")');
    await hears(own, "Nobody owes you");
  }, 240_000);

  it("is the bot's number where that is said: who brings an invitation talks to it, others are let go", async () => {
    expect(part).toContain("`WHATSAPP_WEB_NUMBER=bot`");
    await start(`WHATSAPP_WEB_NUMBER=bot ${command}`);
    await said("Scan it");
    await play("pair()");
    await said("WhatsApp: the phone is linked.");
    await play('inbound("447700900124@c.us", "bill Acme £1", "E1")');
    await play(`inbound("${anna}", "${invite()}", "A1")`);
    await hears(anna, "bill Acme £230");
    await play(`inbound("${anna}", "bill Acme £230", "A2")`);
    await hears(anna, "Billed Acme £230 — bill 1");
    expect(await play('sentTo("447700900124@c.us")')).toEqual([]);
  }, 240_000);
});
