/** A bot by grammY that is pushed to, answers every message with itself, and keeps nothing. */
import { createServer } from "node:http";
import { Bot, webhookCallback } from "grammy";
import { announce } from "../helpers/announce.ts";

const botInfo = { id: 123456, is_bot: true, first_name: "x", username: "x" } as never;
const bot = new Bot(process.env["TELEGRAM_BOT_TOKEN"] ?? "", {
  botInfo,
  client: { apiRoot: process.env["TELEGRAM_API_URL"] ?? "" },
});
bot.on("message:text", async (ctx) => {
  await ctx.reply(ctx.message.text);
});
const handle = webhookCallback(bot, "http", { secretToken: process.env["TELEGRAM_WEBHOOK_SECRET"] ?? "" });
const server = createServer((request, response) => void handle(request, response));
announce(server);
