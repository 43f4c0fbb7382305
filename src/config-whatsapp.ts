import * as z from "zod";

/** WhatsApp's names in the environment, by both of its roads. */
const text = z.string();
const template = text.regex(/^[a-z0-9_]{1,512}$/, "must be the template's name: small letters, digits and _");
const digits = text.regex(/^\d+$/, "must be digits");

export const whatsAppNames = {
  WHATSAPP_TOKEN: text.optional(),
  WHATSAPP_PHONE_NUMBER_ID: digits.optional(),
  WHATSAPP_APP_SECRET: text.optional(),
  WHATSAPP_VERIFY_TOKEN: text.optional(),
  WHATSAPP_API_VERSION: text.regex(/^v\d+\.\d+$/, "must look like v23.0").optional(),
  WHATSAPP_NEWS_TEMPLATE: template.optional(),
  WHATSAPP_BUSINESS_PHONE_NUMBER_ID: digits.optional(),
  WHATSAPP_BUSINESS_NUMBER: text
    .regex(/^\+[1-9]\d{7,14}$/, "must be the number as clients dial it: + and digits")
    .optional(),
  WHATSAPP_REMINDER_TEMPLATE: template.optional(),
  WHATSAPP_WEB: z.enum(["on", "off"]).optional(),
  WHATSAPP_WEB_NUMBER: z.enum(["own", "bot"]).default("own"),
  CHROMIUM_PATH: text.optional(),
};
type Environment = z.infer<z.ZodObject<typeof whatsAppNames>> & {
  readonly WHATSAPP_API_URL?: string | undefined;
};

export interface WhatsAppCloudConfig {
  readonly token: string;
  /** The number that traders write to. */
  readonly phoneNumberId: string;
  readonly appSecret: string;
  readonly verifyToken: string;
  /** Null is Meta's own. */
  readonly apiUrl: string | null;
  readonly apiVersion: string;
  /** The approved template that says there is news; null, and nothing is sent, outside the 24 hours. */
  readonly newsTemplate: string | null;
  /** A number of the one trader's own, from which clients who opted in are written to; null where there is none. */
  readonly business: BusinessNumber | null;
}

export interface BusinessNumber {
  readonly phoneNumberId: string;
  readonly template: string;
  /** Digits, as a link to it wants them; null, and clients are not shown how to begin. */
  readonly number: string | null;
}

/** Whose number a linked phone has. */
export type WhoseNumber =
  /** The trader's own: only what they write to themselves is looked at. */
  | "own"
  /** One that serves as the bot's: chats of linked traders, and invitations. */
  | "bot";

export interface WhatsAppWebConfig {
  readonly whose: WhoseNumber;
  /** Null looks where Chromium usually is. */
  readonly chromiumPath: string | null;
}

export function readWhatsAppCloud(env: Environment): WhatsAppCloudConfig | null {
  const {
    WHATSAPP_TOKEN: token,
    WHATSAPP_PHONE_NUMBER_ID: phoneNumberId,
    WHATSAPP_APP_SECRET: appSecret,
    WHATSAPP_VERIFY_TOKEN: verifyToken,
    WHATSAPP_BUSINESS_PHONE_NUMBER_ID: business,
  } = env;
  if (!token || !phoneNumberId || !appSecret || !verifyToken) return null;
  const reminder = env.WHATSAPP_REMINDER_TEMPLATE ?? "justpayme_reminder";
  return {
    token,
    phoneNumberId,
    appSecret,
    verifyToken,
    apiUrl: env.WHATSAPP_API_URL ?? null,
    apiVersion: env.WHATSAPP_API_VERSION ?? "v23.0",
    newsTemplate: env.WHATSAPP_NEWS_TEMPLATE ?? null,
    business:
      business === undefined
        ? null
        : {
            phoneNumberId: business,
            template: reminder,
            number: env.WHATSAPP_BUSINESS_NUMBER?.slice(1) ?? null,
          },
  };
}

export function readWhatsAppWeb(env: Environment): WhatsAppWebConfig | null {
  if (env.WHATSAPP_WEB !== "on") return null;
  return { whose: env.WHATSAPP_WEB_NUMBER, chromiumPath: env.CHROMIUM_PATH ?? null };
}

/** Values that are well formed each, and wrong together. */
export function whatsAppContradictions(env: Environment): readonly string[] {
  const wrong: string[] = [];
  const keys = [
    "WHATSAPP_TOKEN",
    "WHATSAPP_PHONE_NUMBER_ID",
    "WHATSAPP_APP_SECRET",
    "WHATSAPP_VERIFY_TOKEN",
  ] as const;
  const unset = keys.filter((name) => env[name] === undefined);
  if (unset.length > 0 && unset.length < keys.length) {
    wrong.push(`${unset.join(", ")} must be set, too: WhatsApp's Cloud API needs all of ${keys.join(", ")}`);
  }
  const { WHATSAPP_BUSINESS_PHONE_NUMBER_ID: business, WHATSAPP_PHONE_NUMBER_ID: shared } = env;
  if (business !== undefined && (shared === undefined || business === shared)) {
    wrong.push("WHATSAPP_BUSINESS_PHONE_NUMBER_ID must be another number than WHATSAPP_PHONE_NUMBER_ID");
  }
  return wrong;
}
