import type { Hono } from "hono";
import type { WhatsAppCloudConfig } from "../../src/config-whatsapp.ts";
import { whatsAppCloud as limits } from "../../src/limits.ts";
import type { Channel, Inbound, Receive } from "../../src/ports.ts";
import { createIntake } from "../common/intake.ts";
import type { Log } from "../common/log.ts";
import { createCloudChannel } from "./channel.ts";
import { createClientLine } from "./client-line.ts";
import { notSent } from "./failures.ts";
import { createGraph, type Graph } from "./graph.ts";
import type { Ids, Memory, Receipt } from "./memory.ts";
import { type Arrived, readWebhook } from "./parse.ts";
import { createWebhook } from "./webhook.ts";

type Message = Extract<Arrived, { kind: "message" }>;

export interface CloudSettings extends WhatsAppCloudConfig {
  readonly publicUrl: string;
}

export interface CloudPorts {
  readonly receive: Receive;
  readonly log: Log;
  /** What a client wrote to the trader's own number. Resolves once stored. */
  readonly fromClient: (message: FromClient) => Promise<void>;
  /** A client has another id. Resolves once stored. */
  readonly clientRenamed: (previous: string, current: string) => Promise<void>;
  /** What became of a message to a client. Resolves once stored. */
  readonly clientReceipt: (receipt: Receipt) => Promise<void>;
}

export interface FromClient extends Ids {
  readonly eventId: string;
  /** Null where it is no text. */
  readonly text: string | null;
  readonly at: Date;
}

export interface WhatsAppCloud {
  readonly channel: Channel;
  /** Null where there is no number for clients. */
  readonly clients: ReturnType<typeof createClientLine> | null;
  open(ports: CloudPorts): CloudLine;
}

/** What comes in by the Cloud API, as long as it is open. */
export interface CloudLine {
  /** What answers under /webhooks/whatsapp. */
  readonly webhook: Hono;
  /** Waits for what was begun outside the queue. */
  stop(): Promise<void>;
}

export function createWhatsAppCloud(settings: CloudSettings, memory: Memory, now: () => Date): WhatsAppCloud {
  const graph = createGraph(settings);
  const ownOrigin = new URL(settings.publicUrl).origin;
  const { newsTemplate, phoneNumberId: account, business } = settings;
  return {
    channel: createCloudChannel({ graph, memory, now, ownOrigin, newsTemplate }),
    clients: business === null ? null : createClientLine(graph, business.phoneNumberId, business.template),
    open: ({ receive, log, fromClient, clientRenamed, clientReceipt }) => {
      const intake = createIntake({ receive, log });
      const greeting = new Set<Promise<void>>();
      const greet = (messageId: string) => {
        const done = seen(graph, account, messageId, log).finally(() => greeting.delete(done));
        greeting.add(done);
      };

      async function takeMessage(arrived: Message): Promise<boolean> {
        const chat = await memory.heard(account, arrived.ids, arrived.sentAt ?? now());
        if (arrived.inbound === null) return true;
        const inbound: Inbound = { ...arrived.inbound, address: { ...arrived.inbound.address, chat } };
        // Before it is dealt with: after the answer "typing…" would stand there for nothing.
        greet(arrived.messageId);
        return await intake.store(inbound);
      }

      async function takeOne(arrived: Arrived): Promise<boolean> {
        const to = arrived.kind === "receipt" ? arrived.receipt.account : arrived.account;
        if (to === business?.phoneNumberId) {
          if (arrived.kind === "message") await fromClient(clientMessage(arrived, now()));
          if (arrived.kind === "renamed") await clientRenamed(arrived.previous, arrived.current);
          if (arrived.kind === "receipt") await clientReceipt(arrived.receipt);
          return true;
        }
        // Another number of the same app: nothing of ours.
        if (to !== account) return true;
        if (arrived.kind === "message") return await takeMessage(arrived);
        if (arrived.kind === "renamed") await memory.renamed(account, arrived.previous, arrived.current);
        else await memory.noteReceipt(arrived.receipt);
        return true;
      }

      async function take(raw: unknown): Promise<boolean> {
        let all = true;
        for (const arrived of readWebhook(raw)) {
          try {
            all = (await takeOne(arrived)) && all;
          } catch (error) {
            log.error(
              { kind: arrived.kind, error: error instanceof Error ? error.name : "unknown" },
              "not stored",
            );
            all = false;
          }
        }
        return all;
      }

      const { appSecret, verifyToken } = settings;
      return {
        webhook: createWebhook({ appSecret, verifyToken, take }),
        stop: async () => void (await Promise.all(greeting)),
      };
    },
  };
}

function clientMessage({ ids, messageId, sentAt, inbound }: Message, now: Date): FromClient {
  const text = inbound?.kind === "text" ? inbound.text : null;
  return { eventId: messageId, ...ids, text, at: sentAt ?? now };
}

/** Sets two blue ticks and "typing…". Whether that works matters to nobody's books. */
async function seen(graph: Graph, account: string, messageId: string, log: Log): Promise<void> {
  try {
    const body = {
      messaging_product: "whatsapp",
      status: "read",
      message_id: messageId,
      typing_indicator: { type: "text" },
    };
    await graph.post(`${account}/messages`, body, AbortSignal.timeout(limits.callTimeoutMs));
  } catch (error) {
    log.info({ detail: notSent(error).detail }, "a message was not marked as read");
  }
}
