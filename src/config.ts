import * as z from "zod";
import {
  readWhatsAppCloud,
  readWhatsAppWeb,
  type WhatsAppCloudConfig,
  type WhatsAppWebConfig,
  whatsAppContradictions,
  whatsAppNames,
} from "./config-whatsapp.ts";
import { isEmail } from "./domain/email.ts";
import { isLoopback, isMailboxUrl, isOrigin } from "./origin.ts";

/** The environment, checked and typed. An empty value is an unset one; a malformed one stops the start by name. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** An origin, without a path. */
  readonly publicUrl: string;
  readonly databaseUrl: string;
  readonly role: "all" | "web" | "worker";
  readonly access: "open" | "invite";
  readonly localChat: "on" | "off" | "container";
  /** Null where there is no token. */
  readonly telegram: TelegramConfig | null;
  /** Null where there is no token. */
  readonly whatsAppCloud: WhatsAppCloudConfig | null;
  /** A linked phone; null where that is off. */
  readonly whatsAppWeb: WhatsAppWebConfig | null;
  /** True while everything outside is a stand-in or on loopback: only then can the clock be moved. */
  readonly practice: boolean;
  /** Null where mail is not sent: then it goes to the local mailbox in practice, and nowhere else. */
  readonly smtp: { readonly url: string; readonly from: string } | null;
  /** The mailbox of `smtp.from`, looked through for mail that came back; null where nobody looks. */
  readonly mailBounces: string | null;
  /** How long a message to a client waits, so that it can be taken back. */
  readonly undoMs: number;
  /** A language model asked where our own reader is lost; null, and nothing asked, unless all three names are set. */
  readonly secondReader: { readonly url: string; readonly key: string; readonly model: string } | null;
  /** Seals tokens at rest. Null: in local mode a key is made once beside the store. */
  readonly secretKey: string | null;
  /** The key of before, while not everything is sealed anew (`npm run rotate-key`). */
  readonly secretKeyBefore: string | null;
  readonly stripe: StripeConfig;
  /** Null where there are no keys: then Xero is the sandbox's, or off. */
  readonly xero: XeroConfig | null;
  readonly operatorToken: string | null;
  /** Who is mailed when something needs a look; nobody unless set, and mail is on. */
  readonly operatorEmail: string | null;
  /** Null: whatever suits where it runs. */
  readonly logLevel: string | null;
}

export interface TelegramConfig {
  readonly token: string;
  /** Null is Telegram's own. */
  readonly apiUrl: string | null;
  /** Null polls; with a secret Telegram pushes. */
  readonly webhookSecret: string | null;
}

/** Xero's own addresses unless said otherwise; all are origins. */
export interface XeroConfig {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Without it Xero's webhooks are refused, and changes are found by polling alone. */
  readonly webhookKey: string | null;
  readonly apiUrl: string;
  readonly identityUrl: string;
  readonly loginUrl: string;
}

export interface StripeConfig {
  /** For an installation with one trader; null where each trader brings a key. */
  readonly secretKey: string | null;
  readonly webhookSecret: string | null;
  /** Null is Stripe's own. */
  readonly apiUrl: string | null;
}

/** What is wrong with the environment, a line for each name. */
export class ConfigError extends Error {}

const text = z.string();
const origin = z.string().refine(isOrigin, "must be an origin such as https://example.com, without a path");
const seconds = z
  .string()
  .regex(/^\d{1,5}$/, "must be a whole number of seconds")
  .transform(Number);

const names = z.object({
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, "must be a port number")
    .transform(Number)
    .refine((port) => port <= 65_535, "must be a port number")
    .default(3000),
  HOST: text.default("127.0.0.1"),
  PUBLIC_URL: origin.optional(),
  DATABASE_URL: z
    .string()
    .regex(/^(?:file:.+|postgres(?:ql)?:\/\/.+)$/, "must be file:<path> or postgres://…")
    .default("file:data/justpayme.db"),
  ROLE: z.enum(["all", "web", "worker"]).default("all"),
  SECRET_KEY: z.string().min(32, "must be 32 or more characters").optional(),
  SECRET_KEY_BEFORE: z.string().min(32, "must be 32 or more characters").optional(),
  ACCESS: z.enum(["invite", "open"]).optional(),
  TELEGRAM_BOT_TOKEN: z
    .string()
    .regex(/^\d+:[\w-]+$/, "must look like 123456:ABC-DEF")
    .optional(),
  TELEGRAM_API_URL: origin.optional(),
  TELEGRAM_WEBHOOK_SECRET: z
    .string()
    .regex(/^[\w-]{1,256}$/, "must be 1 to 256 letters, digits, _ or -")
    .optional(),
  ...whatsAppNames,
  WHATSAPP_API_URL: origin.optional(),
  XERO_CLIENT_ID: text.optional(),
  XERO_CLIENT_SECRET: text.optional(),
  XERO_WEBHOOK_KEY: text.optional(),
  XERO_API_URL: origin.optional(),
  XERO_IDENTITY_URL: origin.optional(),
  XERO_LOGIN_URL: origin.optional(),
  STRIPE_SECRET_KEY: z
    .string()
    .regex(/^[rs]k_/, "must begin with sk_ or rk_")
    .optional(),
  STRIPE_WEBHOOK_SECRET: text.optional(),
  STRIPE_API_URL: origin.optional(),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/.+/, "must be smtp://… or smtps://…")
    .optional(),
  MAIL_BOUNCES: z
    .string()
    .refine(
      isMailboxUrl,
      "must be imaps://user:password@host/INBOX, with %40 for an @ in the user's name, and the like",
    )
    .optional(),
  MAIL_FROM: z.string().refine(isEmail, "must be one email address, such as bills@example.com").optional(),
  LOCAL_CHAT: z.enum(["on", "off", "container"]).optional(),
  UNDO_SECONDS: seconds.default(120),
  OPERATOR_EMAIL: z.string().refine(isEmail, "must be one email address, such as you@example.com").optional(),
  OPERATOR_TOKEN: z.string().min(16, "must be 16 or more characters").optional(),
  LLM_URL: z
    .string()
    .regex(/^https?:\/\/.+/, "must be http://… or https://…")
    .optional(),
  LLM_KEY: text.optional(),
  LLM_MODEL: text.optional(),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).optional(),
});
export const environmentNames: readonly string[] = Object.keys(names.shape);

export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const set = Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== "");
  const parsed = names.safeParse(Object.fromEntries(set));
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map((it) => `${it.path.join(".")} ${it.message}`).join("\n"));
  }
  const env = parsed.data;
  const channelSet = [
    env.TELEGRAM_BOT_TOKEN,
    env.WHATSAPP_TOKEN,
    env.WHATSAPP_WEB === "on" || undefined,
  ].some((value) => value !== undefined);
  const publicUrl = env.PUBLIC_URL ?? `http://localhost:${env.PORT}`;
  const localChat = env.LOCAL_CHAT ?? (channelSet ? "off" : "on");
  const wrong = contradictions(env, { publicUrl, localChat });
  if (wrong.length > 0) throw new ConfigError(wrong.join("\n"));
  return {
    port: env.PORT,
    host: env.HOST,
    publicUrl,
    databaseUrl: env.DATABASE_URL,
    role: env.ROLE,
    access: env.ACCESS ?? (channelSet ? "invite" : "open"),
    localChat,
    telegram: readTelegram(env),
    smtp:
      env.SMTP_URL === undefined || env.MAIL_FROM === undefined
        ? null
        : { url: env.SMTP_URL, from: env.MAIL_FROM },
    mailBounces: env.MAIL_BOUNCES ?? null,
    undoMs: env.UNDO_SECONDS * 1000,
    whatsAppCloud: readWhatsAppCloud(env),
    whatsAppWeb: readWhatsAppWeb(env),
    practice: !channelSet && outsideUrls(env).every(isLoopback),
    secondReader: secondReaderOf(env),
    secretKey: env.SECRET_KEY ?? null,
    secretKeyBefore: env.SECRET_KEY_BEFORE ?? null,
    stripe: {
      secretKey: env.STRIPE_SECRET_KEY ?? null,
      webhookSecret: env.STRIPE_WEBHOOK_SECRET ?? null,
      apiUrl: env.STRIPE_API_URL ?? null,
    },
    xero: readXero(env),
    operatorToken: env.OPERATOR_TOKEN ?? null,
    operatorEmail: env.OPERATOR_EMAIL ?? null,
    logLevel: env.LOG_LEVEL ?? null,
  };
}

type Environment = z.infer<typeof names>;

function readTelegram(env: Environment): TelegramConfig | null {
  if (env.TELEGRAM_BOT_TOKEN === undefined) return null;
  return {
    token: env.TELEGRAM_BOT_TOKEN,
    apiUrl: env.TELEGRAM_API_URL ?? null,
    webhookSecret: env.TELEGRAM_WEBHOOK_SECRET ?? null,
  };
}

function readXero(env: Environment): XeroConfig | null {
  if (env.XERO_CLIENT_ID === undefined || env.XERO_CLIENT_SECRET === undefined) return null;
  return {
    clientId: env.XERO_CLIENT_ID,
    clientSecret: env.XERO_CLIENT_SECRET,
    webhookKey: env.XERO_WEBHOOK_KEY ?? null,
    apiUrl: env.XERO_API_URL ?? "https://api.xero.com",
    identityUrl: env.XERO_IDENTITY_URL ?? "https://identity.xero.com",
    loginUrl: env.XERO_LOGIN_URL ?? "https://login.xero.com",
  };
}

/** Values that are well formed each, and wrong together. */
function contradictions(env: Environment, { publicUrl, localChat }: Pick<Config, "publicUrl" | "localChat">) {
  const wrong: string[] = [];
  if (env.ROLE !== "all" && env.DATABASE_URL.startsWith("file:")) {
    wrong.push(`ROLE must be all with a SQLite file; ${env.ROLE} needs a postgres:// DATABASE_URL`);
  }
  if (localChat === "on" && !isLoopback(publicUrl)) {
    wrong.push("LOCAL_CHAT must be off (or container) where PUBLIC_URL is not localhost: it has no login");
  }
  const llm = [env.LLM_URL, env.LLM_KEY, env.LLM_MODEL];
  if (llm.some((it) => it !== undefined) && llm.includes(undefined)) {
    wrong.push("LLM_URL, LLM_KEY and LLM_MODEL are set together or not at all");
  }
  if ((env.XERO_CLIENT_ID === undefined) !== (env.XERO_CLIENT_SECRET === undefined)) {
    wrong.push("XERO_CLIENT_ID and XERO_CLIENT_SECRET are set together or not at all");
  }
  if (env.XERO_CLIENT_ID !== undefined && localChat === "off" && env.SECRET_KEY === undefined) {
    wrong.push("SECRET_KEY must be set where XERO_CLIENT_ID is: it seals Xero's tokens in the store");
  }
  if (env.OPERATOR_EMAIL !== undefined && env.SMTP_URL === undefined) {
    wrong.push("SMTP_URL must be set where OPERATOR_EMAIL is: alerts go by mail");
  }
  if (env.SECRET_KEY_BEFORE !== undefined && env.SECRET_KEY === undefined) {
    wrong.push("SECRET_KEY must be set where SECRET_KEY_BEFORE is");
  }
  if ((env.SMTP_URL === undefined) !== (env.MAIL_FROM === undefined)) {
    wrong.push("SMTP_URL and MAIL_FROM are set together or not at all");
  }
  if (env.MAIL_BOUNCES !== undefined && env.MAIL_FROM === undefined) {
    wrong.push("MAIL_FROM must be set where MAIL_BOUNCES is: what comes back comes to its mailbox");
  }
  wrong.push(...whatsAppContradictions(env));
  const pushed = env.TELEGRAM_BOT_TOKEN !== undefined && env.TELEGRAM_WEBHOOK_SECRET !== undefined;
  const realTelegram = env.TELEGRAM_API_URL === undefined || !isLoopback(env.TELEGRAM_API_URL);
  if (pushed && realTelegram && !publicUrl.startsWith("https:")) {
    wrong.push(
      "PUBLIC_URL must begin with https where TELEGRAM_WEBHOOK_SECRET is set: Telegram pushes nowhere else",
    );
  }
  return wrong;
}

function secondReaderOf({
  LLM_URL: url,
  LLM_KEY: key,
  LLM_MODEL: model,
}: Environment): Config["secondReader"] {
  return url === undefined || key === undefined || model === undefined ? null : { url, key, model };
}

/** Where we would call. One that is unset with its keys set is the real thing, far from loopback. */
function outsideUrls(env: Environment): readonly string[] {
  const systems: readonly (readonly [key: string | undefined, url: string | undefined])[] = [
    [env.TELEGRAM_BOT_TOKEN, env.TELEGRAM_API_URL],
    [env.WHATSAPP_TOKEN, env.WHATSAPP_API_URL],
    [env.XERO_CLIENT_ID, env.XERO_API_URL],
    [env.XERO_CLIENT_ID, env.XERO_IDENTITY_URL],
    [env.STRIPE_SECRET_KEY, env.STRIPE_API_URL],
    [env.SMTP_URL, env.SMTP_URL],
    [env.MAIL_BOUNCES, env.MAIL_BOUNCES],
  ];
  return systems.filter(([key]) => key !== undefined).map(([, url]) => url ?? "https://outside.example");
}
