import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { assertResult, checkCall, type Params } from "./check.ts";
import { createGroup, type Group } from "./group.ts";
import { methods } from "./methods.ts";
import { createPerson, type Person } from "./person.ts";
import { createPolling } from "./polling.ts";
import { createPushing } from "./pushing.ts";
import { Refusal } from "./rules.ts";
import { type Call, createState, type State, tooMany } from "./state.ts";

/** What may go wrong with the next calls of a method. `times` of them, then all is well again. */
export type Fault =
  /** It is done, and the connection ends before the answer. */
  | { readonly kind: "drop-answer"; readonly times: number }
  | { readonly kind: "slow"; readonly ms: number; readonly times: number }
  /** Nothing is done. */
  | { readonly kind: "refuse"; readonly code: number; readonly times: number };

/**
 * A Bot API on loopback that remembers chats and refuses what Telegram refuses: the real client talks to it.
 * It plays the people, too.
 */
export interface BotApi {
  readonly url: string;
  readonly state: State;
  person(id: number, name: string): Person;
  group(id: number, title: string): Group;
  /** Has the next calls of a method go wrong. */
  fault(method: string, fault: Fault): void;
  /** Telegram says "too many" to what is sent to this chat, or with no chat to anything. */
  flood(ms: number, chatId?: number): void;
  /** The next updates are numbered from here. */
  jumpTo(updateId: number): void;
  calls(method: string): readonly Call[];
  close(): Promise<void>;
}

export async function startBotApi(token = "123456:stand-in_token"): Promise<BotApi> {
  const state = createState(token);
  const polling = createPolling(state);
  const pushing = createPushing(state);
  state.added = () => {
    polling.wake();
    pushing.wake();
  };
  const faults = new Map<string, Fault>();

  function takeFault(method: string): Fault | undefined {
    const fault = faults.get(method);
    if (fault === undefined) return undefined;
    if (fault.times <= 1) faults.delete(method);
    else faults.set(method, { ...fault, times: fault.times - 1 });
    return fault;
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, given, method = ""] = /^\/bot([^/]+)\/(\w+)$/.exec(request.url ?? "") ?? [];
    const params = await readParams(request);
    const call: Call = { method, params, status: 0 };
    state.calls.push(call);
    const fault = takeFault(method);
    if (fault?.kind === "slow") await pause(fault.ms);
    if (fault?.kind === "refuse") return reply(call, response, fault.code, failure(fault.code, "scheduled"));
    try {
      if (given !== state.token) throw new Refusal("wrong-token", 401, "Unauthorized");
      checkCall(method, params);
      const waitMs = state.botFloodedUntilMs - Date.now();
      if (waitMs > 0) throw tooMany("flood-whole-bot", waitMs);
      const result =
        method === "getUpdates" ? await polling.poll(params, response) : methods[method]?.(state, params);
      // Updates were held to it when they came; a test may have put in one that no bot knows.
      if (method !== "getUpdates") assertResult(method, result);
      if (fault?.kind === "drop-answer") response.destroy();
      else reply(call, response, 200, { ok: true, result });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      state.fired.add(error.rule);
      reply(call, response, error.code, failure(error.code, error.message, error.parameters));
    }
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      process.stderr.write(`the Bot API stand-in failed: ${String(error)}\n`);
      response.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    state,
    person: (id, name) => createPerson(state, id, name),
    group: (id, title) => createGroup(state, id, title),
    fault: (method, fault) => void faults.set(method, fault),
    flood: (ms, chatId) => {
      const untilMs = Date.now() + ms;
      const chat = chatId === undefined ? undefined : state.chats.get(chatId);
      if (chat === undefined) state.botFloodedUntilMs = untilMs;
      else chat.floodedUntilMs = untilMs;
    },
    jumpTo: (updateId) => {
      state.nextUpdateId = updateId;
      state.fired.add("random-update-id");
    },
    calls: (method) => state.calls.filter((call) => call.method === method),
    close: async () => {
      await pushing.stop();
      polling.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function readParams(request: IncomingMessage): Promise<Params> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const type = request.headers["content-type"] ?? "";
  if (type.startsWith("multipart/form-data")) return await readMultipart(body, type);
  return body.length === 0 ? {} : (JSON.parse(body.toString()) as Params);
}

/** What comes with a file: every value is text, an object as JSON, and a file is named where it belongs. */
async function readMultipart(body: Buffer<ArrayBuffer>, type: string): Promise<Params> {
  const form = await new Response(body, { headers: { "content-type": type } }).formData();
  const params: Record<string, unknown> = {};
  for (const [name, value] of form) {
    if (typeof value !== "string" || form.get(name) !== value) continue;
    const file = value.startsWith("attach://") ? form.get(value.slice("attach://".length)) : null;
    if (file instanceof File) params[name] = Buffer.from(await file.arrayBuffer()).toString("base64");
    else params[name] = /^(?:\[|\{)/.test(value) && name !== "caption" ? JSON.parse(value) : value;
  }
  return params;
}

function failure(code: number, description: string, parameters: object = {}) {
  const more = Object.keys(parameters).length === 0 ? {} : { parameters };
  return { ok: false, error_code: code, description, ...more };
}

function reply(call: Call, response: ServerResponse, status: number, body: object): void {
  call.status = status;
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}
