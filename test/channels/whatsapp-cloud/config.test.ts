import { describe, expect, it } from "vitest";
import { readConfig } from "../../../src/config.ts";

const keys = {
  WHATSAPP_TOKEN: "EAA",
  WHATSAPP_PHONE_NUMBER_ID: "106540352242922",
  WHATSAPP_APP_SECRET: "secret",
  WHATSAPP_VERIFY_TOKEN: "verify",
};

describe("the settings of WhatsApp's Cloud API", () => {
  it("are none without its keys, and Meta's own with nothing else", () => {
    expect(readConfig({}).whatsAppCloud).toBeNull();
    expect(readConfig(keys)).toMatchObject({
      whatsAppCloud: { token: "EAA", apiUrl: null, apiVersion: "v23.0", newsTemplate: null },
      access: "invite",
      localChat: "off",
      practice: false,
    });
  });

  it("are needed all together, with the names of those that lack", () => {
    const { WHATSAPP_APP_SECRET, ...some } = keys;
    expect(WHATSAPP_APP_SECRET).toBe("secret");
    expect(() => readConfig(some)).toThrow("WHATSAPP_APP_SECRET must be set, too");
  });

  it.each([
    ["WHATSAPP_PHONE_NUMBER_ID", "+447700900123"],
    ["WHATSAPP_API_VERSION", "23"],
    ["WHATSAPP_API_URL", "https://graph.facebook.com/v23.0"],
    ["WHATSAPP_NEWS_TEMPLATE", "News of bills"],
  ])("stop the start where %s is %j", (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(name);
  });
});
