import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { until } from "../../helpers/until.ts";
import { type GraphApi, startGraphApi } from "./graph-api.ts";
import type { Person } from "./person.ts";
import { type Rule, rules } from "./rules.ts";

/** Plain HTTP against the stand-in, a case for each rule. */
let api: GraphApi;
let anna: Person;
let hook: Hook;
let at = Date.parse("2026-11-22T09:00:00Z");

beforeEach(async () => {
  api = await startGraphApi(() => at);
  anna = api.person("447700900123", "Anna");
  hook = await listen();
  anna.says("hello");
});
afterEach(async () => {
  await api.close();
  await hook.close();
});

interface Hook {
  readonly url: string;
  readonly posts: { readonly body: string; readonly signature: string }[];
  refuses: number;
  close(): Promise<void>;
}

/** A webhook that takes everything, but for the first so many. */
async function listen(): Promise<Hook> {
  const posts: Hook["posts"] = [];
  const server = createServer((request: IncomingMessage, response) => {
    void (async () => {
      let body = "";
      for await (const chunk of request) body += String(chunk);
      const query = new URL(request.url ?? "", "http://x").searchParams;
      if (request.method === "GET") return response.end(query.get("hub.challenge"));
      posts.push({ body, signature: String(request.headers["x-hub-signature-256"]) });
      made.refuses -= 1;
      response.statusCode = made.refuses >= 0 ? 500 : 200;
      return response.end();
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const made: Hook = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    posts,
    refuses: 0,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return made;
}

const base = { messaging_product: "whatsapp", recipient_type: "individual", to: "447700900123" };
const text = (body: string) => ({ ...base, type: "text", text: { body } });
const button = (id: string, title: string) => ({ type: "reply", reply: { id, title } });
const interactive = (more: object) => ({
  ...base,
  type: "interactive",
  interactive: { body: { text: "x" }, ...more },
});
const buttons = (...them: object[]) => interactive({ type: "button", action: { buttons: them } });
const list = (...sections: object[][]) =>
  interactive({
    type: "list",
    action: { button: "Choose", sections: sections.map((rows) => ({ rows, title: "x" })) },
  });
const rows = (count: number, from = 0) =>
  Array.from({ length: count }, (_, i) => ({ id: `${from + i}`, title: "row" }));
const template = (name: string, ...components: object[]) => ({
  ...base,
  type: "template",
  template: {
    name,
    language: { policy: "deterministic", code: "en_GB" },
    ...(components.length > 0 ? { components } : {}),
  },
});

/** `200`, or the code of the refusal. */
async function post(
  body: object,
  { token = api.state.token, number = api.state.phoneNumberId } = {},
): Promise<number> {
  const response = await fetch(`${api.url}/v23.0/${number}/messages`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as { error?: { code: number } };
  return answer.error?.code ?? response.status;
}
async function upload(bytes: number, type: string): Promise<number> {
  const form = new FormData();
  form.set("messaging_product", "whatsapp");
  form.set("file", new Blob([new Uint8Array(bytes)], { type }), "x");
  const headers = { authorization: `Bearer ${api.state.token}` };
  const url = `${api.url}/v23.0/${api.state.phoneNumberId}/media`;
  const response = await fetch(url, { method: "POST", headers, body: form });
  return ((await response.json()) as { error?: { code: number } }).error?.code ?? 200;
}
const statuses = () =>
  hook.posts
    .flatMap(({ body }) => (JSON.parse(body) as Posted).entry)
    .flatMap((it) => it.changes)
    .flatMap((it) => it.value.statuses ?? []);
interface Posted {
  readonly entry: readonly { readonly changes: readonly { readonly value: Value }[] }[];
}
interface Value {
  readonly statuses?: readonly {
    status: string;
    errors?: readonly { code: number }[];
    biz_opaque_callback_data?: string;
  }[];
  readonly messages?: readonly { from?: string; from_user_id?: string; id: string }[];
}
const heard = () =>
  hook.posts
    .flatMap(({ body }) => (JSON.parse(body) as Posted).entry)
    .flatMap((it) => it.changes)
    .flatMap((it) => it.value.messages ?? []);
const subscribed = async () => {
  await api.subscribe(hook.url);
  await until(() => api.posting.pending() === 0);
};

const cases: Readonly<Record<Rule, () => Promise<void>>> = {
  "wrong-token": async () => {
    expect(await post(text("x"), { token: "another" })).toBe(190);
  },
  "wrong-number": async () => {
    expect(await post(text("x"), { number: "1" })).toBe(100);
  },
  "missing-parameter": async () => {
    expect(await post({ ...base, type: "text" })).toBe(100);
    expect(await post(text(""))).toBe(100);
    expect(await post({ ...text("x"), messaging_product: undefined })).toBe(100);
  },
  "mistyped-parameter": async () => {
    expect(await post({ ...base, type: "text", text: { body: 7 } })).toBe(100);
    expect(await post({ ...base, type: "telegram" })).toBe(100);
    expect(await post({ ...text("x"), recipient_type: "everybody" })).toBe(100);
  },
  "unknown-parameter": async () => {
    expect(await post({ ...text("x"), parse_mode: "HTML" })).toBe(100);
    expect(await post({ ...base, type: "text", text: { body: "x", bold: true } })).toBe(100);
  },
  "too-long": async () => {
    expect(await post(text("£".repeat(4_096)))).toBe(200);
    expect(await post(text("£".repeat(4_097)))).toBe(100);
    expect(await post(buttons(button("a", "x".repeat(21))))).toBe(100);
  },
  "too-many": async () => {
    expect(await post(buttons(button("a", "A"), button("b", "B"), button("c", "C")))).toBe(200);
    expect(await post(buttons(button("a", "A"), button("b", "B"), button("c", "C"), button("d", "D")))).toBe(
      131009,
    );
  },
  "rows-in-all": async () => {
    expect(await post(list(rows(10)))).toBe(200);
    expect(await post(list(rows(6), rows(5, 6)))).toBe(131009);
  },
  "button-title": async () => {
    expect(await post(buttons(button("a", "Yes"), button("b", "Yes")))).toBe(131009);
    expect(await post(buttons(button("a", " ")))).toBe(131009);
  },
  "button-id": async () => {
    expect(await post(buttons(button(" a", "Yes")))).toBe(131009);
    expect(await post(buttons(button("a", "Yes"), button("a", "No")))).toBe(131009);
  },
  "no-addressee": async () => {
    expect(await post({ ...text("x"), to: undefined })).toBe(100);
    expect(await post({ ...text("x"), to: undefined, recipient: anna.who.bsuid })).toBe(200);
  },
  "own-id": async () => {
    expect(await post({ ...text("x"), to: anna.who.bsuid })).toBe(100);
  },
  "window-closed": async () => {
    at += 24 * 3_600_000 - 1;
    expect(await post(text("x"))).toBe(200);
    at += 1;
    expect(await post(text("x"))).toBe(131047);
    expect(await post(template("justpayme_news"))).toBe(200);
    anna.says("hello");
    expect(await post(text("x"))).toBe(200);
  },
  "window-closed-later": async () => {
    api.state.closesLater = true;
    at += 25 * 3_600_000;
    expect(await post(text("x"))).toBe(200);
    await subscribed();
    expect(statuses().at(-1)).toMatchObject({ status: "failed", errors: [{ code: 131047 }] });
    expect(anna.hears()).toEqual([]);
  },
  "unknown-template": async () => {
    expect(await post(template("another"))).toBe(132001);
  },
  "template-parameters": async () => {
    const body = (value: string) => ({ type: "body", parameters: [{ type: "text", text: value }] });
    expect(await post(template("justpayme_news", body("x")))).toBe(132000);
    api.state.templates.push({
      name: "one",
      language: "en_GB",
      text: "News: {{1}}",
      parameters: 1,
      button: null,
    });
    expect(await post(template("one", body("Acme paid")))).toBe(200);
    expect(anna.hears().at(-1)).toBe("News: Acme paid");
    expect(await post(template("one", body("two\nlines")))).toBe(132000);
  },
  "pair-rate": async () => {
    for (let n = 0; n < api.state.burst; n += 1) expect(await post(text("x"))).toBe(200);
    expect(await post(text("x"))).toBe(131056);
    const bob = api.person("447700900456", "Bob");
    bob.says("hello");
    expect(await post({ ...text("x"), to: bob.who.phone })).toBe(200);
    at += 6_000 * api.state.burst;
    expect(await post(text("x"))).toBe(200);
  },
  "number-rate": async () => {
    api.state.floodedUntilMs = at + 1_000;
    expect(await post(text("x"))).toBe(130429);
    at += 1_000;
    expect(await post(text("x"))).toBe(200);
  },
  undeliverable: async () => {
    anna.goesAway();
    expect(await post(text("x"))).toBe(200);
    expect(await post({ ...text("x"), to: "447000000000" })).toBe(200);
    await subscribed();
    expect(statuses()).toMatchObject([{ errors: [{ code: 131026 }] }, { errors: [{ code: 131026 }] }]);
  },
  "unknown-media": async () => {
    expect(await post({ ...base, type: "document", document: { id: "404" } })).toBe(131053);
  },
  "media-size": async () => {
    expect(await upload(5 * 1024 * 1024, "image/png")).toBe(200);
    expect(await upload(5 * 1024 * 1024 + 1, "image/png")).toBe(131053);
    expect(await upload(5 * 1024 * 1024 + 1, "application/pdf")).toBe(200);
  },
  "mark-unknown": async () => {
    const mark = { messaging_product: "whatsapp", status: "read", typing_indicator: { type: "text" } };
    expect(await post({ ...mark, message_id: anna.sees()[0]?.id })).toBe(200);
    expect(anna.who.typing).toBe(true);
    expect(await post({ ...mark, message_id: "wamid.another" })).toBe(100);
  },
  "key-comes-back": async () => {
    await post({ ...text("x"), biz_opaque_callback_data: "effect-1" });
    await subscribed();
    expect(statuses().every((it) => it.biz_opaque_callback_data === "effect-1")).toBe(true);
  },
  "delivered-may-lack": async () => {
    await post(text("x"));
    await post(text("x"));
    await subscribed();
    const said = statuses().map((it) => it.status);
    expect(said.filter((it) => it === "read")).toHaveLength(2);
    expect(said.filter((it) => it === "delivered")).toHaveLength(1);
  },
  "webhook-signed": async () => {
    anna.says("£5 😀");
    await subscribed();
    const { body, signature } = hook.posts.at(-1) ?? { body: "", signature: "" };
    const { createHmac } = await import("node:crypto");
    expect(signature).toBe(`sha256=${createHmac("sha256", api.state.appSecret).update(body).digest("hex")}`);
    expect(body).toContain("\\u00a35 \\ud83d\\ude00");
  },
  "webhook-challenge": async () => {
    expect(await api.subscribe(hook.url)).toBe(true);
    // A webhook that does not echo it is not taken.
    expect(await api.subscribe(`${api.url}/`)).toBe(false);
  },
  "webhook-redelivers": async () => {
    hook.refuses = 2;
    await subscribed();
    expect(hook.posts).toHaveLength(3);
    expect(new Set(hook.posts.map((it) => it.body)).size).toBe(1);
  },
  "webhook-batches": async () => {
    api.posting.manner.batch = true;
    anna.says("two");
    await post(text("x"));
    await subscribed();
    expect(hook.posts).toHaveLength(1);
    expect(heard()).toHaveLength(2);
  },
  "webhook-disorder": async () => {
    api.posting.manner.backwards = true;
    api.posting.manner.batch = true;
    const id = anna.says("two");
    await subscribed();
    expect(heard()[0]?.id).toBe(id);
  },
  "webhook-doubles": async () => {
    api.posting.manner.twice = true;
    await subscribed();
    expect(heard()).toHaveLength(2);
  },
  "number-hidden": async () => {
    anna.hidesNumber();
    anna.says("two");
    await subscribed();
    expect(heard().at(-1)).toMatchObject({ from_user_id: anna.who.bsuid });
    expect(heard().at(-1)).not.toHaveProperty("from");
  },
  "id-changes": async () => {
    anna.getsId("GB.new");
    await subscribed();
    expect(hook.posts.at(-1)?.body).toContain('"field":"user_id_update"');
  },
  "number-changes": async () => {
    anna.changesNumber("447700900999");
    await subscribed();
    expect(hook.posts.at(-1)?.body).toContain("user_changed_number");
    expect(await post({ ...text("x"), to: "447700900999" })).toBe(200);
  },
};

describe("the stand-in for the Cloud API", () => {
  it.each(Object.entries(cases))("%s", async (rule, run) => {
    await run();
    expect(api.state.fired).toContain(rule);
  });

  it("has a case for every rule", () => {
    expect(new Set(Object.keys(cases))).toEqual(new Set(Object.keys(rules)));
  });
});
