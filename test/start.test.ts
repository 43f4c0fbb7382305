import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { delimiter } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { startProduct, tempFolder } from "./helpers/product.ts";

const folder = tempFolder();
afterAll(() => folder.remove());
const env = { DATABASE_URL: `file:${folder.path}/store.db` };
const npmStart = { command: ["npm", "start"] as const, env };

/** The machine's programs without anything that compiles. */
function pathWithoutCompilers(): string {
  const compilers = /^(?:g\+\+|gcc|cc|c\+\+|clang|make|cmake|python3?|node-gyp|cargo)$/;
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return folders
    .filter((it) => {
      const names = it.includes("node_modules") ? [] : readNames(it);
      return !names.some((name) => compilers.test(name)) || names.includes("npm");
    })
    .join(delimiter);
}

function readNames(path: string): readonly string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

/** Runs the product to its end, for settings it should refuse. */
function refuses(settings: Record<string, string>): Promise<{ code: number | null; said: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ["src/main.ts"], { env: { ...process.env, ...env, ...settings } });
    let said = "";
    child.stderr.on("data", (data) => {
      said += String(data);
    });
    child.once("exit", (code) => resolve({ code, said }));
    setTimeout(() => child.kill("SIGKILL"), 60_000).unref();
  });
}

describe("npm start", () => {
  it("runs the product with no account, key, server or compiler, and remembers over a restart", async () => {
    const first = await startProduct({ ...npmStart, env: { ...env, PATH: pathWithoutCompilers() } });
    await first.say("me", "bill Acme £230");
    const billed = await first.until("me", (it) => it.from === "bot");
    // Whatever else is served beside it, the chat's page may run its own scripts, and no others.
    const page = await fetch(first.url);
    expect(page.headers.get("content-security-policy")).toContain("script-src 'self';");
    expect(billed.text).toMatch(/^Billed Acme £230 — bill 1, due \w{3} \d{1,2} \w{3} \d{4}\.$/m);
    await first.stop();

    const second = await startProduct(npmStart);
    expect((await second.items("me")).map((it) => it.n)).toEqual([1, 2]);
    expect(await second.say("me", "who owes me")).toBe(3);
    await second.stop();
  }, 60_000);
});

describe("a running product", () => {
  it("goes on when its standard input ends, and ends cleanly with 0 when told by SIGTERM", async () => {
    const product = await startProduct({ env });
    await product.say("stdin", "hello");
    expect(await product.stop()).toBe(0);
    expect(readdirSync(folder.path).filter((name) => name.endsWith("-wal"))).toEqual([]);
  });
});

describe("a start with wrong settings", () => {
  it.each([
    [{ PORT: "http" }, "PORT"],
    [{ PUBLIC_URL: "https://example.com/path" }, "PUBLIC_URL"],
    [{ DATABASE_URL: "mysql://x" }, "DATABASE_URL"],
    [{ ROLE: "boss" }, "ROLE"],
    [{ ROLE: "web" }, "ROLE"],
    [{ SECRET_KEY: "short" }, "SECRET_KEY"],
    [{ ACCESS: "everyone" }, "ACCESS"],
    [{ XERO_API_URL: "https://api.xero.com/v2" }, "XERO_API_URL"],
    [{ SMTP_URL: "mail.example.com" }, "SMTP_URL"],
    [{ MAIL_BOUNCES: "imap.example.com" }, "MAIL_BOUNCES must be imaps://user:password@host/INBOX"],
    [{ MAIL_BOUNCES: "imaps://jo:pw@imap.example.com" }, "MAIL_FROM"],
    [{ UNDO_SECONDS: "2m" }, "UNDO_SECONDS"],
    [{ LOG_LEVEL: "loud" }, "LOG_LEVEL"],
    [{ LOCAL_CHAT: "yes" }, "LOCAL_CHAT"],
    [{ PUBLIC_URL: "https://bot.example.com" }, "LOCAL_CHAT"],
  ])("%j stops with the name of what is wrong", async (settings, name) => {
    const { code, said } = await refuses(settings as Record<string, string>);
    expect(code).toBe(1);
    expect(said).toContain(name);
  });

  it("takes an empty value for an unset one", async () => {
    const product = await startProduct({ env: { ...env, ACCESS: "", SECRET_KEY: "", XERO_API_URL: "" } });
    expect(await product.stop()).toBe(0);
  });
});
