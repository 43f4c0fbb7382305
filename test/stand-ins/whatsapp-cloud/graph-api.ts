import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import type { Body } from "./check.ts";
import { createPerson, type Person } from "./person.ts";
import { createPosting, type Posting } from "./posting.ts";
import { Refusal } from "./rules.ts";
import { takeMessage } from "./sending.ts";
import { type Call, createState, type Settings, type State } from "./state.ts";

/** What may go wrong with the next calls. `times` of them, then all is well again. */
export type Fault =
  /** It is done, and the connection ends before the answer. */
  | { readonly kind: "drop-answer"; readonly times: number }
  | { readonly kind: "slow"; readonly ms: number; readonly times: number }
  /** Nothing is done. A null code answers with a page that is none of Graph's. */
  | {
      readonly kind: "refuse";
      readonly status: number;
      readonly code: number | null;
      readonly times: number;
    };

/** The Cloud API on loopback: it remembers people, refuses what Meta refuses, and plays the people, too. */
export interface GraphApi {
  readonly url: string;
  readonly state: State;
  readonly posting: Posting;
  person(phone: string, name: string): Person;
  /** Has the next messages go wrong. Marks of reading are let off. */
  fault(fault: Fault): void;
  /** What was sent, without marks of reading. */
  sends(): readonly Call[];
  /** As the page for developers does when a webhook is entered: answers whether it was taken. */
  subscribe(url: string): Promise<boolean>;
  close(): Promise<void>;
}

const usual: Settings = {
  token: "EAAstand-in",
  phoneNumberId: "106540352242922",
  appSecret: "app-secret",
  verifyToken: "verify-me",
};
export const newsTemplate = {
  name: "justpayme_news",
  language: "en_GB",
  text: "There is news about your bills. Reply to this message to see it.",
  parameters: 0,
  button: "Show me",
};

export async function startGraphApi(now: () => number = Date.now): Promise<GraphApi> {
  const state = createState(usual, now);
  state.templates.push(newsTemplate);
  const posting = createPosting(state);
  const faults: Fault[] = [];
  const app = new Hono();
  const sockets = new Set<import("node:net").Socket>();

  function takeFault(): Fault | undefined {
    const [fault] = faults;
    if (fault === undefined) return undefined;
    faults.shift();
    if (fault.times > 1) faults.unshift({ ...fault, times: fault.times - 1 });
    return fault;
  }

  app.post("/:version/:number/:what", async (c) => {
    const { number, what } = c.req.param();
    const raw: unknown = what === "media" ? await c.req.raw.formData() : await c.req.json().catch(() => null);
    const call: Call = { path: `${number}/${what}`, body: raw, status: 0, code: null };
    state.calls.push(call);
    const isMark = (raw as Body | null)?.["status"] === "read";
    const fault = isMark ? undefined : takeFault();
    if (fault?.kind === "slow") await pause(fault.ms);
    if (fault?.kind === "refuse") {
      call.status = fault.status;
      call.code = fault.code;
      const body =
        fault.code === null ? "<html>Sorry</html>" : JSON.stringify(failure(fault.code, "scheduled"));
      return c.body(body, fault.status as 500);
    }
    try {
      checkCaller(state, c.req.header("authorization") ?? "", number);
      const result =
        what === "media" ? takeMedia(state, raw as FormData) : takeMessage(state, posting, raw as Body);
      if (fault?.kind === "drop-answer") {
        for (const socket of sockets) socket.destroy();
        return c.body(null);
      }
      call.status = 200;
      return c.json(result);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      state.fired.add(error.rule);
      call.status = error.status;
      call.code = error.code;
      return c.json(failure(error.code, error.message), error.status as 400);
    }
  });

  const server = serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 });
  server.on("connection", (socket: import("node:net").Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    state,
    posting,
    person: (phone, name) => createPerson(state, posting, somebody(phone, name)),
    fault: (fault) => void faults.push(fault),
    sends: () =>
      state.calls.filter((it) => (it.body as Body)["status"] !== "read" && it.path.endsWith("/messages")),
    subscribe: async (url) => {
      state.fired.add("webhook-challenge");
      const query = new URLSearchParams({
        "hub.mode": "subscribe",
        "hub.verify_token": state.verifyToken,
        "hub.challenge": "1158201444",
      });
      const response = await fetch(`${url}?${query.toString()}`);
      const taken = response.ok && (await response.text()) === "1158201444";
      if (taken) posting.setUrl(url);
      return taken;
    },
    close: async () => {
      await posting.stop();
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function somebody(phone: string, name: string): Person["who"] {
  return {
    phone,
    name,
    bsuid: `GB.${Buffer.from(phone).toString("hex")}`,
    showsNumber: true,
    showsId: false,
    heardAtMs: null,
    away: false,
    shown: [],
    read: new Set(),
    sentAtMs: [],
    typing: false,
  };
}

function checkCaller(state: State, authorization: string, number: string): void {
  if (authorization !== `Bearer ${state.token}`) {
    throw new Refusal("wrong-token", 190, "Invalid OAuth access token", 401);
  }
  if (number !== state.phoneNumberId) {
    throw new Refusal("wrong-number", 100, "(#100) Unsupported post request: no such object");
  }
}

function takeMedia(state: State, form: FormData): object {
  const file = form.get("file");
  if (form.get("messaging_product") !== "whatsapp" || !(file instanceof File)) {
    throw new Refusal("missing-parameter", 100, "(#100) messaging_product and file are required");
  }
  const maxBytes = file.type.startsWith("image/") ? 5 * 1024 * 1024 : 100 * 1024 * 1024;
  if (file.size > maxBytes) throw new Refusal("media-size", 131053, "(#131053) the file is too large");
  const id = state.next("media");
  state.media.set(id, { name: file.name, mime: file.type, size: file.size });
  return { id };
}

function failure(code: number, message: string) {
  const error = {
    message,
    type: "OAuthException",
    code,
    error_data: { messaging_product: "whatsapp", details: message },
  };
  return { error: { ...error, fbtrace_id: "A1B2" } };
}
