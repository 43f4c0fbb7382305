import { realClock } from "../clock.ts";
import type { Config } from "../config.ts";
import { tryMailbox } from "../mail/imap.ts";
import { tryLogin } from "../mail/smtp.ts";
import { createSeal } from "../seal.ts";
import { secretKeysOf } from "../secret-key.ts";
import { listCardAccounts } from "../store/card-accounts.ts";
import { openStore } from "../store/open-store.ts";
import { listLostConnections } from "../store/operator.ts";
import { sealedColumns } from "../store/sealed-columns.ts";
import { ask, type Check, type Finding, field, good, off, wrong } from "./finding.ts";

/** What is elsewhere: each is asked for nothing but whether it knows us. */
export const checkOutside: readonly Check[] = [
  checkClock,
  checkWeb,
  checkTelegram,
  checkWhatsApp,
  checkXero,
  checkStripe,
  checkMail,
  checkReturns,
];

const skewMaxMs = 2 * 60_000;

/** Signatures of pushes are good for five minutes: a clock that is off by more refuses all of them. */
async function checkClock(config: Config): Promise<readonly Finding[]> {
  const origin = config.telegram?.apiUrl ?? config.xero?.apiUrl ?? "https://api.telegram.org";
  const { at } = await ask(origin);
  if (at === null) return [off("clock", `${new URL(origin).hostname} did not say the time`)];
  const offMs = realClock.now().getTime() - at.getTime();
  return Math.abs(offMs) < skewMaxMs
    ? [good("clock", "agrees with others'")]
    : [
        wrong(
          "clock",
          `is off by ${Math.round(offMs / 1000)} seconds`,
          "Switch on NTP (timedatectl set-ntp true).",
        ),
      ];
}

/** Whether the address that others are given leads here. */
async function checkWeb({ publicUrl }: Config): Promise<readonly Finding[]> {
  const { status, body } = await ask(`${publicUrl}/health`);
  if (status === 200) return [good("address", `${publicUrl} leads to a bot that is well`)];
  const says =
    status === 0 ? `${publicUrl} does not answer (${String(body)})` : `${publicUrl} answers ${status}`;
  return [
    wrong(
      "address",
      says,
      "Is the bot running, and does PUBLIC_URL lead to it? Webhooks and pay pages need it.",
    ),
  ];
}

async function checkTelegram({ telegram, publicUrl }: Config): Promise<readonly Finding[]> {
  if (telegram === null) return [off("Telegram", "TELEGRAM_BOT_TOKEN is not set")];
  const base = `${telegram.apiUrl ?? "https://api.telegram.org"}/bot${telegram.token}`;
  const me = await ask(`${base}/getMe`);
  if (me.status !== 200) {
    const says = me.status === 401 || me.status === 404 ? "does not know the token" : `answers ${me.status}`;
    return [wrong("Telegram", says, "Get the token again from @BotFather and set TELEGRAM_BOT_TOKEN.")];
  }
  const name = good("Telegram", `knows @${field(me.body, "result", "username")}`);
  const { body } = await ask(`${base}/getWebhookInfo`);
  const url = field(body, "result", "url");
  const failing = field(body, "result", "last_error_message");
  if (telegram.webhookSecret === null) {
    const polls =
      url === ""
        ? good("Telegram's pushes", "off: the bot polls")
        : wrong(
            "Telegram's pushes",
            `go to ${url}`,
            "Another bot has the token, or TELEGRAM_WEBHOOK_SECRET was unset: restart the bot.",
          );
    return [name, polls];
  }
  const ours = `${publicUrl}/webhooks/telegram`;
  if (url !== ours)
    return [
      name,
      wrong("Telegram's pushes", `go to ${url || "nowhere"}`, `Restart the bot: they belong to ${ours}`),
    ];
  const remedy = "Does that address answer from outside, with a good certificate?";
  return [
    name,
    failing === ""
      ? good("Telegram's pushes", `come to ${ours}`)
      : wrong("Telegram's pushes", failing, remedy),
  ];
}

async function checkWhatsApp({ whatsAppCloud }: Config): Promise<readonly Finding[]> {
  if (whatsAppCloud === null) return [off("WhatsApp", "WHATSAPP_TOKEN is not set")];
  const { apiUrl, apiVersion, phoneNumberId, token } = whatsAppCloud;
  const url = `${apiUrl ?? "https://graph.facebook.com"}/${apiVersion}/${phoneNumberId}`;
  const { status, body } = await ask(url, { headers: { authorization: `Bearer ${token}` } });
  if (status === 200) return [good("WhatsApp", `knows the number ${phoneNumberId}`)];
  const says = field(body, "error", "message") || `answers ${status}`;
  return [
    wrong(
      "WhatsApp",
      says,
      "Make a token of a system user in Meta's Business Manager, and check the number's id.",
    ),
  ];
}

/** Whether Xero knows the app, by asking for what cannot be; and which traders it does not let us in for. */
async function checkXero({ xero, databaseUrl }: Config): Promise<readonly Finding[]> {
  if (xero === null) return [off("Xero", "XERO_CLIENT_ID is not set")];
  const basic = Buffer.from(`${encodeURIComponent(xero.clientId)}:${encodeURIComponent(xero.clientSecret)}`);
  const { status, body } = await ask(`${xero.identityUrl}/connect/token`, {
    method: "POST",
    headers: { authorization: `Basic ${basic.toString("base64")}` },
    body: new URLSearchParams({ grant_type: "refresh_token", refresh_token: "none-of-this-name" }),
  });
  const known = field(body, "error") === "invalid_grant";
  const app = known
    ? good("Xero", "knows the app")
    : wrong(
        "Xero",
        field(body, "error") || `answers ${status}`,
        "Check XERO_CLIENT_ID and XERO_CLIENT_SECRET in Xero's developer portal.",
      );
  const hook =
    xero.webhookKey === null
      ? wrong(
          "Xero's pushes",
          "XERO_WEBHOOK_KEY is not set",
          "Changes are found within five minutes without it, at once with it.",
        )
      : good("Xero's pushes", "have a key");
  const store = await openStore(databaseUrl, "beside").catch(() => null);
  if (store === null) return [app, hook];
  try {
    const lost = await store.read(listLostConnections);
    return [
      app,
      hook,
      ...lost.map(({ traderId, organisationId }) =>
        wrong(
          "Xero",
          `lets us into ${organisationId} no more`,
          `Trader ${traderId} was told to say "connect xero".`,
        ),
      ),
    ];
  } finally {
    await store.close();
  }
}

async function checkStripe(config: Config): Promise<readonly Finding[]> {
  const { stripe, databaseUrl } = config;
  const keys = secretKeysOf(config);
  const seal = createSeal(keys.current, "card-payments", keys.before);
  const store = await openStore(databaseUrl, "beside").catch(() => null);
  const accounts = store === null ? [] : await store.read(listCardAccounts);
  await store?.close();
  const asked = [
    ...(stripe.secretKey === null ? [] : [{ of: "STRIPE_SECRET_KEY", key: stripe.secretKey }]),
    ...accounts.flatMap(({ id, traderId, sealedKey }) =>
      sealedKey === null
        ? []
        : [
            {
              of: `trader ${traderId}`,
              key: seal.open(sealedKey, sealedColumns.cardKey.placeOf(traderId, id)),
            },
          ],
    ),
  ];
  // Keys of practice are the stand-in's, which is asked nothing here.
  if (asked.length === 0 || (config.practice && stripe.secretKey === null))
    return [off("Stripe", "no keys are held")];
  const findings: Finding[] = [];
  for (const { of, key } of asked) {
    const url = `${stripe.apiUrl ?? "https://api.stripe.com"}/v1/account`;
    const { status } = await ask(url, { headers: { authorization: `Bearer ${key}` } });
    const remedy = `Make the key anew in Stripe's dashboard (${of}): "take cards" gives a trader the page for it.`;
    findings.push(
      status === 200
        ? good("Stripe", `knows the key of ${of}`)
        : wrong("Stripe", `refuses the key of ${of} (${status})`, remedy),
    );
  }
  return findings;
}

async function checkMail({ smtp, practice }: Config): Promise<readonly Finding[]> {
  if (smtp === null) return [off("mail", practice ? "it goes to the local mailbox" : "SMTP_URL is not set")];
  const refused = await tryLogin(smtp.url);
  return [
    refused === null
      ? good("mail", "the server takes our login")
      : wrong("mail", refused, "Check SMTP_URL: user, password, host and port."),
  ];
}

/** Whether the mailbox opens to which mail comes back. */
async function checkReturns({ smtp, mailBounces }: Config): Promise<readonly Finding[]> {
  if (mailBounces === null)
    return smtp === null
      ? []
      : [off("returned mail", "MAIL_BOUNCES is not set: what comes back to MAIL_FROM is for you to read")];
  const refused = await tryMailbox(mailBounces);
  return [
    refused === null
      ? good("returned mail", "the mailbox opens")
      : wrong("returned mail", refused, "Check MAIL_BOUNCES: user, password, host and the mailbox's name."),
  ];
}
