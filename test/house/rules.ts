/** Who may import whom, as data: `test/house.test.ts` holds the code to it and `npm run imports` draws it. */
export interface Room {
  /** A folder, or the files directly in `src`. The longest match of a file's path is its room. */
  readonly path: string;
  /** Rooms it may import from, besides itself. */
  readonly rooms: readonly string[];
  /** Packages it may import, besides Node's own modules. */
  readonly packages: readonly string[];
}

const helpers = [
  "src/assert.ts",
  "src/fault.ts",
  "src/keep-latest.ts",
  "src/limits.ts",
  "src/limit-body.ts",
  "src/secret.ts",
];
const bot = ["src/domain", "src/ports.ts", ...helpers];

export const rooms: readonly Room[] = [
  { path: "src/assert.ts", rooms: [], packages: [] },
  { path: "src/fault.ts", rooms: [], packages: [] },
  { path: "src/keep-latest.ts", rooms: [], packages: [] },
  { path: "src/limits.ts", rooms: [], packages: [] },
  { path: "src/limit-body.ts", rooms: [], packages: ["hono"] },
  { path: "src/secret.ts", rooms: [], packages: [] },
  { path: "src/log.ts", rooms: ["src/trace.ts"], packages: ["pino"] },
  { path: "src/trace.ts", rooms: ["src/ports.ts"], packages: [] },
  { path: "src/origin.ts", rooms: [], packages: [] },
  {
    path: "src/config.ts",
    rooms: ["src/config-whatsapp.ts", "src/domain", "src/origin.ts"],
    packages: ["zod"],
  },
  { path: "src/config-whatsapp.ts", rooms: [], packages: ["zod"] },
  { path: "src/seal.ts", rooms: [], packages: [] },
  { path: "src/sealed-file.ts", rooms: [], packages: [] },
  { path: "src/secret-key.ts", rooms: [], packages: [] },
  { path: "src/ports-mail.ts", rooms: [], packages: [] },
  { path: "src/ports-ledger.ts", rooms: ["src/domain"], packages: [] },
  { path: "src/ports.ts", rooms: ["src/domain"], packages: [] },
  { path: "src/random.ts", rooms: ["src/ports.ts"], packages: [] },
  { path: "src/clock.ts", rooms: ["src/ports.ts", "src/store"], packages: [] },
  {
    path: "src/metrics.ts",
    rooms: ["src/limits.ts", "src/ports.ts", "src/store"],
    packages: ["prom-client"],
  },
  { path: "src/domain", rooms: ["src/assert.ts"], packages: [] },
  {
    path: "src/understand",
    rooms: ["src/domain", "src/limits.ts"],
    packages: ["chrono-node", "fuse.js", "libphonenumber-js"],
  },
  {
    path: "src/store",
    rooms: ["src/domain", "src/ports.ts", "src/trace.ts", "src/assert.ts"],
    packages: ["better-sqlite3", "drizzle-kit", "drizzle-orm", "pg"],
  },
  { path: "src/pictures", rooms: ["src/domain", "src/assert.ts"], packages: ["@resvg/resvg-js", "pdfkit"] },
  {
    path: "src/effects",
    rooms: ["src/domain", "src/store", "src/ports.ts", "src/log.ts", "src/trace.ts", ...helpers],
    packages: ["pg-boss"],
  },
  {
    path: "src/desk",
    rooms: [
      "src/domain",
      "src/understand",
      "src/letters",
      "src/store",
      "src/effects/queue.ts",
      "src/ports.ts",
      "src/log.ts",
      "src/trace.ts",
      ...helpers,
    ],
    packages: [],
  },
  {
    path: "src/schedule",
    rooms: [
      "src/domain",
      "src/desk",
      "src/store",
      "src/effects/queue.ts",
      "src/clock.ts",
      "src/ports.ts",
      "src/log.ts",
      "src/sealed-file.ts",
      ...helpers,
    ],
    packages: ["node-cron"],
  },
  {
    path: "src/web",
    rooms: [
      "src/domain",
      "src/desk",
      "src/pictures",
      "src/store",
      "src/ports.ts",
      "src/log.ts",
      "src/trace.ts",
      ...helpers,
    ],
    packages: ["@hono/node-server", "hono", "prom-client", "qrcode", "zod"],
  },
  {
    path: "src/core.ts",
    rooms: [
      "src/desk",
      "src/effects",
      "src/pictures",
      "src/store",
      "src/ports.ts",
      "src/log.ts",
      "src/assert.ts",
    ],
    packages: [],
  },
  {
    path: "src/shell",
    rooms: [
      "src/store",
      "src/desk/invite-code.ts",
      "src/bundle.js",
      "src/clock.ts",
      "src/config.ts",
      "src/log.ts",
      "src/mail",
      "src/random.ts",
      "src/seal.ts",
      "src/sealed-file.ts",
      "src/secret-key.ts",
    ],
    packages: ["esbuild"],
  },
  { path: "bots/common", rooms: [...bot, "src/trace.ts"], packages: [] },
  {
    path: "src/payments",
    rooms: [
      "src/domain",
      "src/ports.ts",
      "src/store",
      "src/desk",
      "src/effects",
      "src/schedule/timetable.ts",
      "src/web/page",
      "src/seal.ts",
      ...helpers,
    ],
    packages: ["hono"],
  },
  {
    path: "src/payments/stripe",
    rooms: ["src/ports.ts", "src/fault.ts", "src/limits.ts"],
    packages: ["stripe"],
  },
  {
    path: "src/sandbox/stripe",
    rooms: ["src/assert.ts", "src/domain", "src/web/page"],
    packages: ["hono", "yaml"],
  },
  {
    path: "src/xero",
    rooms: [
      "src/ports-ledger.ts",
      "src/config.ts",
      "src/schedule/timetable.ts",
      "src/web/page",
      "src/domain",
      "src/ports.ts",
      "src/store",
      "src/desk",
      "src/effects",
      "src/log.ts",
      "src/seal.ts",
      ...helpers,
    ],
    packages: ["hono", "zod"],
  },
  {
    path: "src/xero/sdk",
    rooms: ["src/domain", "src/ports-ledger.ts", ...helpers],
    packages: ["openid-client", "xero-node", "zod"],
  },
  {
    path: "src/letters",
    rooms: ["src/domain", "src/assert.ts"],
    packages: ["hono"],
  },
  {
    path: "src/mail",
    rooms: ["src/domain", "src/origin.ts", "src/ports-mail.ts", "src/ports.ts", ...helpers],
    packages: ["imapflow", "nodemailer", "postal-mime"],
  },
  {
    path: "src/chase",
    rooms: [
      "src/domain",
      "src/desk",
      "src/store",
      "src/letters",
      "src/effects/attempt.ts",
      "src/effects/messages.ts",
      "src/effects/receipts.ts",
      "src/log.ts",
      "src/pictures",
      "src/schedule/chore.ts",
      "src/web/page",
      "src/ports-mail.ts",
      "src/ports.ts",
      ...helpers,
    ],
    packages: ["hono"],
  },
  {
    path: "src/sandbox/mail",
    rooms: ["src/mail", "src/ports-mail.ts", "src/ports.ts"],
    packages: ["postal-mime", "smtp-server"],
  },
  { path: "src/sandbox", rooms: ["src/domain", ...helpers], packages: ["@hono/node-server", "hono"] },
  { path: "bots/local", rooms: bot, packages: ["hono", "zod"] },
  { path: "bots/telegram", rooms: [...bot, "bots/common"], packages: ["grammy", "hono", "zod"] },
  {
    path: "bots/whatsapp-cloud",
    rooms: [...bot, "bots/common", "src/config-whatsapp.ts"],
    packages: ["hono", "zod"],
  },
  {
    path: "bots/whatsapp-web",
    rooms: [...bot, "bots/common", "src/config-whatsapp.ts"],
    packages: ["hono", "qrcode", "whatsapp-web.js", "zod"],
  },
  { path: "src/second-reader", rooms: ["src/domain"], packages: ["zod"] },
  { path: "src/open-queue.ts", rooms: ["src/effects", "src/config.ts", "src/log.ts"], packages: [] },
  { path: "src/open-channels.ts", rooms: ["src", "bots"], packages: ["hono"] },
  {
    path: "src/open-cards.ts",
    rooms: [
      "src/assert.ts",
      "src/config.ts",
      "src/desk/desk.ts",
      "src/payments/open-payments.ts",
      "src/payments/room.ts",
      "src/ports.ts",
      "src/sandbox/stripe",
      "src/seal.ts",
      "src/secret-key.ts",
    ],
    packages: ["hono"],
  },
  {
    path: "src/open-letters.ts",
    rooms: [
      "src/assert.ts",
      "src/chase",
      "src/config.ts",
      "src/desk/desk.ts",
      "src/mail",
      "src/ports-mail.ts",
      "src/ports.ts",
      "src/sandbox/mail",
      "src/schedule/alerts.ts",
      "src/schedule/chore.ts",
      "src/limits.ts",
      "src/store",
    ],
    packages: ["hono"],
  },
  {
    path: "src/open-books.ts",
    rooms: [
      "src/assert.ts",
      "src/config.ts",
      "src/desk/desk.ts",
      "src/store",
      "src/domain",
      "src/effects",
      "src/xero",
      "src/ports.ts",
      "src/sandbox/xero",
      "src/schedule",
      "src/seal.ts",
      "src/secret-key.ts",
    ],
    packages: ["hono"],
  },
  { path: "src/main.ts", rooms: ["src", "bots"], packages: ["hono"] },
  { path: "src/bundle.js", rooms: [], packages: [] },
  { path: "src/start.js", rooms: ["src/bundle.js", "src/main.ts"], packages: [] },
];

/** Only these may ask the machine for the time; everybody else is given `now`. */
export const clockReaders: readonly string[] = [
  "src/clock.ts",
  "src/shell/shell.ts",
  "src/understand/shell.ts",
];

/** Names that others gave, and that must be written as they are. */
export const foreignNames = /xero-tenant-id/g;

/** Words that would give one thing two names, with the word to use. Traders may say them: `understand` reads them. */
export const bannedWords: readonly (readonly [word: RegExp, say: string])[] = [
  [/\bcustomers?\b/i, "client"],
  [/\btenants?\b/i, "trader"],
  [/\bdunning\b/i, "chase"],
];
