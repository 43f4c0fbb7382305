import { join } from "node:path";
import * as z from "zod";

/*
 * The dozen members of whatsapp-web.js that we use. The library is an optional package, loaded only where linking a
 * phone is switched on; it brings no browser of its own.
 */
export interface WebClient {
  on(event: string, listener: (...args: unknown[]) => void): unknown;
  initialize(): Promise<void>;
  destroy(): Promise<void>;
  getState(): Promise<string | null>;
  /** `content`: words, or what `media` made. */
  sendMessage(chat: string, content: unknown, options: object): Promise<unknown>;
  /** A file as the library wants it. */
  media(mime: string, base64: string, name: string): unknown;
  getChatById(chat: string): Promise<WebChat | undefined>;
  getContactLidAndPhone(ids: readonly string[]): Promise<readonly { lid?: string; pn?: string }[]>;
  requestPairingCode(phone: string): Promise<string>;
  readonly info?: { readonly wid: { readonly _serialized: string } };
  readonly pupPage: WebPage | null;
  readonly pupBrowser: WebBrowser | null;
}
export interface WebChat {
  fetchMessages(options: { limit: number; fromMe?: boolean }): Promise<readonly unknown[]>;
  sendStateTyping(): Promise<unknown>;
}
export interface WebPage {
  evaluate(script: string): Promise<unknown>;
  on(event: string, listener: (...args: unknown[]) => void): unknown;
}
export interface WebBrowser {
  on(event: string, listener: () => void): unknown;
  process(): BrowserProcess | null;
}
export interface BrowserProcess {
  readonly exitCode: number | null;
  readonly signalCode: string | null;
  once(event: "exit", listener: () => void): unknown;
  kill(signal: "SIGKILL"): boolean;
}

export interface ClientSettings {
  /** Where the linked session lives. Whoever has this folder is the phone's owner on WhatsApp. */
  readonly folder: string;
  /** Null leaves it to the library, which finds none unless one was downloaded for it. */
  readonly chromiumPath: string | null;
  /** A page of our own in place of WhatsApp's, for tests: `<version>.html` in the folder. */
  readonly page?: { readonly version: string; readonly folder: string };
}

/** The name of the session among those in its folder. */
const clientId = "justpayme";

/** The browser's own folder, which it locks. */
export function profileOf({ folder }: ClientSettings): string {
  return join(folder, `session-${clientId}`);
}

/** Loads the library; rejects with a sentence for the operator where it is not installed. */
export async function loadClient(settings: ClientSettings): Promise<() => WebClient> {
  const library = await import("whatsapp-web.js").catch((error: unknown) => {
    throw new Error("WHATSAPP_WEB=on needs the optional package whatsapp-web.js: npm install it.", {
      cause: error,
    });
  });
  const { Client, LocalAuth, MessageMedia } = library.default;
  const { folder, chromiumPath, page } = settings;
  // Chromium refuses root a sandbox. As anybody else it has one.
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const media: WebClient["media"] = (mime, base64, name) => new MessageMedia(mime, base64, name);
  return () => {
    const client = new Client({
      authStrategy: new LocalAuth({ clientId, dataPath: folder }),
      puppeteer: {
        ...(chromiumPath === null ? {} : { executablePath: chromiumPath }),
        args: page === undefined ? args : [...args, "--host-resolver-rules=MAP * ~NOTFOUND"],
        // We end it ourselves, in order.
        handleSIGINT: false,
        handleSIGTERM: false,
        handleSIGHUP: false,
      },
      qrMaxRetries: 12,
      ...(page === undefined
        ? { webVersionCache: { type: "none" } }
        : {
            webVersion: page.version,
            webVersionCache: { type: "local", path: page.folder, strict: true },
            authTimeoutMs: 10_000,
          }),
    });
    return Object.assign(client, { media }) as unknown as WebClient;
  };
}

const sent = z.object({ id: z.object({ id: z.string().min(1) }) });

/** The id of a message that was sent; null where WhatsApp made no chat for it. */
export function sentIdOf(message: unknown): string | null {
  const result = sent.safeParse(message);
  return result.success ? result.data.id.id : null;
}
