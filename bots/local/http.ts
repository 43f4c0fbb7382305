import { type Context, Hono } from "hono";
import * as z from "zod";
import type { Choice } from "../../src/domain/channel.ts";
import { limitBody } from "../../src/limit-body.ts";
import type { OutgoingFile, Receive } from "../../src/ports.ts";
import { localAccount, localChannel } from "./channel.ts";
import { onlyThisMachine } from "./guard.ts";

/** One message of the transcript, as `GET …/messages` answers it. */
export interface LocalMessage {
  readonly n: number;
  readonly from: "trader" | "bot";
  readonly text: string;
  readonly choices: readonly Choice[];
  readonly replaces: number | null;
  readonly at: string;
  /** Only where it went with a picture: where that is, and what it shows. */
  readonly image?: { readonly url: string; readonly alt: string };
  /** Only where it went with a paper: where that is, and what it holds. */
  readonly file?: { readonly url: string; readonly alt: string };
}

export interface LocalMail {
  readonly to: string;
  readonly from: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly at: string;
}

export interface LocalPorts {
  readonly receive: Receive;
  readonly newEventId: () => string;
  readonly bodyMaxBytes: number;
  readonly transcript: (chat: string, after: number) => Promise<readonly LocalMessage[]>;
  /** The picture or paper that a message went with. */
  readonly file: (chat: string, n: number) => Promise<Omit<OutgoingFile, "caption"> | null>;
  readonly mailbox: () => Promise<readonly LocalMail[]>;
  /** Null where something outside is real: the clock then cannot be moved. */
  readonly moveClock: ((move: ClockMove) => Promise<Date | null>) | null;
}
export type ClockMove = { readonly advance: string } | { readonly to: string };

const message = z.union([z.strictObject({ text: z.string() }), z.strictObject({ choice: z.string() })]);
const clockMove = z.union([z.strictObject({ advance: z.string() }), z.strictObject({ to: z.string() })]);
const chatMaxChars = 200;

/** A mail's own page: its styles, nothing that acts or is fetched, and shown beside the chat alone. */
const mailPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'";

/** The HTTP face of the local chat, for people and programs on this machine only. */
export function createLocalRoutes(ports: LocalPorts): Hono {
  const app = new Hono();
  app.use(onlyThisMachine);
  app.use(limitBody(ports.bodyMaxBytes, (c) => refuse(c, 413, "At most 64 kB, please.")));

  app.post("/chats/:chat/messages", async (c) => {
    const chat = c.req.param("chat");
    const body = message.safeParse(await readJson(c));
    if (!body.success) return refuse(c, 400, 'Send {"text":"…"} or {"choice":"<token>"} as JSON.');
    if (chat.length > chatMaxChars)
      return refuse(c, 400, `A chat's name has at most ${chatMaxChars} characters.`);
    const event = eventId(chat, c.req.header("idempotency-key"), ports.newEventId);
    if (event === null) return refuse(c, 400, "An Idempotency-Key is 16 to 64 letters, digits or hyphens.");
    const [inbound] = localChannel.parse({ chat, event, ...body.data }, localAccount);
    if (inbound === undefined) return refuse(c, 400, "That is no message.");
    const { n } = await ports.receive(inbound);
    return c.json({ n }, 202);
  });

  app.get("/chats/:chat/messages", async (c) => {
    const after = c.req.query("after") ?? "0";
    if (!/^\d{1,10}$/.test(after)) return refuse(c, 400, "`after` is the number of a message.");
    return c.json(await ports.transcript(c.req.param("chat"), Number(after)));
  });

  app.get("/chats/:chat/messages/:n/:what{picture|file}", async (c) => {
    const n = c.req.param("n");
    const file = /^\d{1,10}$/.test(n) ? await ports.file(c.req.param("chat"), Number(n)) : null;
    if (file === null) return c.notFound();
    return c.body(file.bytes, 200, {
      "content-type": file.mime,
      "content-disposition": `inline; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      // What was said does not change.
      "cache-control": "private, max-age=86400",
    });
  });

  app.get("/mailbox", async (c) => c.json(await ports.mailbox()));

  app.get("/mailbox/:index/page", async (c) => {
    const index = c.req.param("index");
    const mail = /^\d{1,6}$/.test(index) ? (await ports.mailbox())[Number(index)] : undefined;
    if (mail === undefined || mail.html === "") return c.notFound();
    c.header("content-security-policy", mailPolicy);
    // A link in a mail opens a page of its own, as in a mail program.
    return c.html(mail.html.replace("<head>", '<head><base target="_blank">'));
  });

  app.post("/clock", async (c) => {
    if (ports.moveClock === null) return c.notFound();
    const body = clockMove.safeParse(await readJson(c));
    const now = body.success ? await ports.moveClock(body.data) : null;
    if (now === null) {
      return refuse(
        c,
        400,
        'Send {"advance":"P3D"} or {"to":"<instant>"}, ahead of now and within two years.',
      );
    }
    return c.json({ now: now.toISOString() });
  });
  return app;
}

/**
 * A sender who does not know whether a message arrived sends it again under the same key, and it counts once.
 * Without a key every message is a new one.
 */
function eventId(chat: string, key: string | undefined, newEventId: () => string): string | null {
  if (key === undefined) return newEventId();
  return /^[\w-]{16,64}$/.test(key) ? `${key}@${chat}` : null;
}

/** The body, if it says it is JSON and is; a form or plain text from a foreign page does not. */
async function readJson(c: Context): Promise<unknown> {
  if (!/^application\/json\b/i.test(c.req.header("content-type") ?? "")) return undefined;
  return await c.req.json().catch(() => undefined);
}

function refuse(c: Context, status: 400 | 403 | 413, error: string) {
  return c.json({ error }, status);
}
