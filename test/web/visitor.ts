import { createPages } from "../../src/web/pages/routes.ts";
import type { World } from "../helpers/world.ts";

/** Somebody with a browser: keeps cookies, follows redirects, sends the forms that are on a page. */
export interface Visitor {
  get(path: string): Promise<Seen>;
  /** Sends the form of a page whose action is `action`, with these fields changed. */
  send(page: Seen, action: string, fields?: Readonly<Record<string, string | null>>): Promise<Seen>;
  post(
    path: string,
    fields: Readonly<Record<string, string>>,
    headers?: Record<string, string>,
  ): Promise<Seen>;
  /** The token in the cookie, as a thief would have it. */
  cookie: string | null;
  /** The header that brought it. */
  cookieLine: string;
}

export interface Seen {
  readonly status: number;
  readonly path: string;
  readonly html: string;
  /** As it reads. */
  readonly text: string;
  readonly headers: Headers;
}

export function createVisitor(world: World, origin = "http://localhost:3000"): Visitor {
  const app = createPages({
    store: world.store,
    clock: world.clock,
    random: world.desk.random,
    desk: world.desk,
    publicUrl: () => origin,
    log: world.desk.log,
  });
  const visitor: Visitor = { cookie: null, cookieLine: "", get, send, post };

  async function ask(path: string, init: RequestInit = {}): Promise<Seen> {
    const headers = new Headers(init.headers);
    if (visitor.cookie !== null)
      headers.set("cookie", `${origin.startsWith("https:") ? "__Host-" : ""}justpayme=${visitor.cookie}`);
    const response = await app.request(origin + path, { ...init, headers });
    const line = response.headers.get("set-cookie") ?? "";
    const given = /justpayme=([^;]*)/.exec(line)?.[1];
    if (given !== undefined) {
      visitor.cookie = given === "" ? null : given;
      visitor.cookieLine = line;
    }
    await world.settle();
    const location = response.headers.get("location");
    if (location !== null) return await ask(location.replace(origin, ""));
    const html = await response.text();
    return { status: response.status, path, html, text: readable(html), headers: response.headers };
  }
  function get(path: string): Promise<Seen> {
    return ask(path);
  }
  function post(
    path: string,
    fields: Readonly<Record<string, string>>,
    headers: Record<string, string> = {},
  ) {
    return ask(path, { method: "POST", body: new URLSearchParams(fields), headers: { origin, ...headers } });
  }
  function send(page: Seen, action: string, fields: Readonly<Record<string, string | null>> = {}) {
    const filled = { ...formOn(page, action), ...fields };
    const sent = Object.entries(filled).filter((it): it is [string, string] => it[1] !== null);
    return post(action, Object.fromEntries(sent));
  }
  return visitor;
}

/** Comes in by the link that the chat gives. */
export async function signIn(world: World, visitor: Visitor, chat = "me"): Promise<Seen> {
  const link = await askForLink(world, chat);
  const door = await visitor.get(link);
  return await visitor.send(door, link);
}

/** The path of a fresh link from the chat. */
export async function askForLink(world: World, chat = "me"): Promise<string> {
  await world.say(chat, "open my bills");
  const text = (await world.transcript(chat)).at(-1)?.text ?? "";
  const path = /http:\/\/localhost:3000(\/open\/\S+)/.exec(text)?.[1];
  if (path === undefined) throw new Error(`There is no link in: ${text}`);
  return path;
}

/** The fields of a form as a browser would send them. */
export function formOn({ html, path }: Seen, action: string): Record<string, string> {
  const form = html
    .split("<form ")
    .slice(1)
    .map((part) => part.slice(0, part.indexOf("</form>")))
    .find((part) => part.includes(`action="${action}"`) || (path === action && !/^[^>]*action=/.test(part)));
  if (form === undefined) throw new Error(`There is no form to ${action} on ${path}.`);
  const fields: Record<string, string> = {};
  for (const [input] of form.matchAll(/<input[^>]*>/g)) {
    const name = attributeOf(input, "name");
    const unchecked = /type="(?:checkbox|radio)"/.test(input) && !/ checked/.test(input);
    if (name !== null && !unchecked) fields[name] = asText(attributeOf(input, "value") ?? "");
  }
  for (const [select, name] of form.matchAll(/<select[^>]*name="([^"]*)"[^>]*>[\s\S]*?<\/select>/g)) {
    const chosen = /<option value="([^"]*)" selected/.exec(select) ?? /<option value="([^"]*)"/.exec(select);
    if (name !== undefined) fields[name] = asText(chosen?.[1] ?? "");
  }
  return fields;
}

function attributeOf(tag: string, name: string): string | null {
  return new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? null;
}

function readable(html: string): string {
  const body = html.replace(/<head>[\s\S]*<\/head>/, "").replace(/<(?:input|option)[^>]*>/g, "");
  return asText(body.replace(/<[^>]+>/g, " "))
    .replace(/\s+/g, " ")
    .trim();
}

function asText(text: string): string {
  return text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
}
