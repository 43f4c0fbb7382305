import { describe, expect, it } from "vitest";
import { readConfig } from "../../../src/config.ts";

const token = "123456:stand-in_token";

describe("the settings of Telegram", () => {
  it("are none without a token, and poll Telegram's own with nothing but one", () => {
    expect(readConfig({}).telegram).toBeNull();
    expect(readConfig({ TELEGRAM_WEBHOOK_SECRET: "x" }).telegram).toBeNull();
    expect(readConfig({ TELEGRAM_BOT_TOKEN: token })).toMatchObject({
      telegram: { token, apiUrl: null, webhookSecret: null },
      access: "invite",
      localChat: "off",
      practice: false,
    });
  });

  it("are refused where Telegram could not push, with the name of what is wrong", () => {
    const pushed = { TELEGRAM_BOT_TOKEN: token, TELEGRAM_WEBHOOK_SECRET: "open-sesame" };
    expect(() => readConfig(pushed)).toThrow("PUBLIC_URL must begin with https");
    expect(readConfig({ ...pushed, PUBLIC_URL: "https://bot.example" }).telegram?.webhookSecret).toBe(
      "open-sesame",
    );
    // A stand-in on this machine pushes wherever it is told.
    expect(readConfig({ ...pushed, TELEGRAM_API_URL: "http://127.0.0.1:9" }).telegram).not.toBeNull();
  });

  it.each([
    ["TELEGRAM_BOT_TOKEN", "no-colon"],
    ["TELEGRAM_API_URL", "https://api.telegram.org/bot"],
    ["TELEGRAM_WEBHOOK_SECRET", "open sesame"],
  ])("stop the start where %s is %j", (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(name);
  });
});
