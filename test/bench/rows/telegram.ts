/**
 * A message pushed by Telegram, until the answer to it is pushed back: checked, understood, stored, answered. One at a
 * time, with BENCH_BILLS bills in the store (100,000 unless said). The floor is an echo by grammY that keeps nothing.
 */
import { fileURLToPath } from "node:url";
import { startProduct, tempFolder } from "../../helpers/product.ts";
import { fill } from "../fill.ts";
import { orderOf } from "../in-process.ts";
import { startPlainBotApi } from "../plain-bot-api.ts";
import { inTurn, row } from "../row.ts";

const bills = Number(process.env["BENCH_BILLS"] ?? 100_000);
const people = 50;
const perRound = 100;
/** As many as it takes for the code of either to be compiled. */
const warmUpRounds = 10;
const folder = tempFolder();
const path = `${folder.path}/store.db`;
await fill(path, bills);

const [ourApi, floorApi] = [await startPlainBotApi(), await startPlainBotApi()];
const secret = "a-secret-of-the-webhook";
const env = {
  TELEGRAM_BOT_TOKEN: "123456:token",
  TELEGRAM_WEBHOOK_SECRET: secret,
  ACCESS: "open",
  LOG_LEVEL: "info",
  DATABASE_URL: `file:${path}`,
};
const product = await startProduct({ env: { ...env, TELEGRAM_API_URL: ourApi.url } });
const echo = fileURLToPath(new URL("../telegram-echo.ts", import.meta.url));
const floor = await startProduct({
  command: [process.execPath, echo],
  env: { ...env, TELEGRAM_API_URL: floorApi.url },
});

function talk(url: string, api: typeof ourApi) {
  const headers = { "content-type": "application/json", "x-telegram-bot-api-secret-token": secret };
  return inTurn(perRound, async (i) => {
    const id = 1_000 + (i % people);
    const from = { id, is_bot: false, first_name: "Anna" };
    const message = {
      message_id: i + 1,
      date: Math.floor(Date.now() / 1_000),
      chat: { id, type: "private", first_name: "Anna" },
      from,
      text: orderOf(Math.floor(i / people)),
    };
    const answered = api.nextTo(id);
    const body = JSON.stringify({ update_id: i + 1, message });
    const response = await fetch(url, { method: "POST", headers, body });
    if (!response.ok) throw new Error(`${url} answered ${response.status}.`);
    await answered;
  });
}

const ours = talk(`${product.url}/webhooks/telegram`, ourApi);
const least = talk(`${floor.url}/`, floorApi);
for (let round = 0; round < warmUpRounds; round += 1) {
  await ours();
  await least();
}
await row(
  {
    name: `a message by Telegram's webhook, ${bills} bills`,
    floor: "grammY echo by webhook, nothing kept",
    durability: "SQLite, synchronous=FULL",
    goal: { timesAtMost: 2.2, p99AtMostMs: 10 },
  },
  ours,
  least,
);
await product.stop();
await floor.stop();
ourApi.close();
floorApi.close();
folder.remove();
