import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { backUpHourly } from "../src/schedule/back-up.ts";
import { createSeal } from "../src/seal.ts";
import { openStore } from "../src/store/open-store.ts";
import { sealedColumns } from "../src/store/sealed-columns.ts";
import { putXeroGrant } from "../src/store/xero-connections.ts";
import { tempFolder } from "./helpers/product.ts";

const key = "a secret key of more than thirty-two characters";
const telegramToken = "123456:ABC-DEF";

let folder: ReturnType<typeof tempFolder>;
/** Telegram, Meta, Xero, Stripe and our own address, which know us or do not. */
let outside: { url: string; knows: boolean; close(): void };
beforeEach(async () => {
  folder = tempFolder();
  const state = { knows: true };
  const app = new Hono();
  app.get(`/bot${telegramToken}/getMe`, (c) =>
    state.knows ? c.json({ ok: true, result: { username: "billing_bot" } }) : c.json({ ok: false }, 401),
  );
  app.get(`/bot${telegramToken}/getWebhookInfo`, (c) => c.json({ ok: true, result: { url: "" } }));
  app.get("/v23.0/100", (c) =>
    state.knows ? c.json({ id: "100" }) : c.json({ error: { message: "Invalid OAuth access token" } }, 401),
  );
  app.post("/connect/token", (c) => c.json({ error: state.knows ? "invalid_grant" : "invalid_client" }, 400));
  app.get("/v1/account", (c) => (state.knows ? c.json({ id: "acct_1" }) : c.json({}, 401)));
  app.get("/health", (c) => (state.knows ? c.json({ status: "ok" }) : c.json({}, 503)));
  const server = serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 });
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as { port: number };
  outside = Object.assign(state, { url: `http://127.0.0.1:${port}`, close: () => void server.close() });
});
afterEach(() => {
  outside.close();
  folder.remove();
});

function settings(): Record<string, string> {
  const { url } = outside;
  return {
    DATABASE_URL: `file:${folder.path}/store.db`,
    SECRET_KEY: key,
    PUBLIC_URL: url,
    TELEGRAM_BOT_TOKEN: telegramToken,
    TELEGRAM_API_URL: url,
    WHATSAPP_TOKEN: "planted-token",
    WHATSAPP_PHONE_NUMBER_ID: "100",
    WHATSAPP_APP_SECRET: "app-secret",
    WHATSAPP_VERIFY_TOKEN: "verify",
    WHATSAPP_API_URL: url,
    WHATSAPP_API_VERSION: "v23.0",
    XERO_CLIENT_ID: "client",
    XERO_CLIENT_SECRET: "planted-secret",
    XERO_WEBHOOK_KEY: "hook",
    XERO_IDENTITY_URL: url,
    STRIPE_SECRET_KEY: "rk_test_planted",
    STRIPE_API_URL: url,
  };
}

async function doctor(env: Record<string, string>): Promise<{ code: number; said: string }> {
  const args = [join(import.meta.dirname, "../src/shell/doctor.ts")];
  const options = { cwd: folder.path, env: { ...process.env, ...env } };
  return await promisify(execFile)(process.execPath, args, options).then(
    ({ stdout }) => ({ code: 0, said: stdout }),
    (error: { code: number; stdout: string }) => ({ code: error.code, said: error.stdout }),
  );
}

async function prepare(): Promise<void> {
  const store = await openStore(`file:${folder.path}/store.db`);
  const seal = createSeal(key, "xero");
  const [at, userId] = [new Date(), "person"];
  const access = seal.seal("access", sealedColumns.access.placeOf(userId));
  const refresh = seal.seal("refresh", sealedColumns.refresh.placeOf(userId));
  const grant = { userId, access, refresh, accessUntil: at, refreshedAt: at, version: 1 };
  await store.transaction((tx) => putXeroGrant(tx, grant));
  await store.close();
  await backUpHourly(`${folder.path}/store.db`, `${folder.path}/backups`, key).run(new Date());
}

describe("npm run doctor", () => {
  it("finds all well where everything knows us, and ends with 0", async () => {
    await prepare();
    const { code, said } = await doctor(settings());
    expect(said).not.toContain("WRONG");
    expect(code).toBe(0);
    for (const what of ["disk", "store", "queue", "secret key", "backup", "clock", "address"])
      expect(said).toMatch(new RegExp(`^ok     ${what}:`, "m"));
    expect(said).toContain("Telegram: knows @billing_bot");
    expect(said).toContain("All is well.");
    expect(said).not.toMatch(/planted/);
  }, 30_000);

  it("names whatever refuses us, and says what to do, without a secret in any line", async () => {
    await prepare();
    outside.knows = false;
    const smtp = {
      SMTP_URL: "smtp://user:planted@127.0.0.1:9",
      MAIL_FROM: "bills@example.com",
      MAIL_BOUNCES: "imap://user:planted@127.0.0.1:9/INBOX",
    };
    const { code, said } = await doctor({ ...settings(), ...smtp, SECRET_KEY: `another ${key}` });
    expect(code).toBe(1);
    for (const what of [
      "secret key",
      "backup",
      "address",
      "Telegram",
      "WhatsApp",
      "Xero",
      "Stripe",
      "mail",
      "returned mail",
    ])
      expect(said).toMatch(new RegExp(`^WRONG  ${what}: .+\\n {9}\\S`, "m"));
    expect(said).not.toMatch(/planted/);
  }, 30_000);

  it("says of a machine where nothing was set or started yet that there is nothing to find", async () => {
    const { said } = await doctor({ DATABASE_URL: `file:${folder.path}/none.db`, PUBLIC_URL: outside.url });
    for (const what of ["store", "Telegram", "WhatsApp", "Xero", "Stripe", "mail"])
      expect(said).toMatch(new RegExp(`^off    ${what}:`, "m"));
  }, 30_000);
});
