import type { Context } from "hono";
import { html } from "hono/html";
import { type Html, joined } from "../page/html.ts";
import { respond } from "../page/respond.ts";
import { wayAround } from "./frame.ts";
import { helpTasks } from "./help-tasks.ts";

/** Help is for everybody: it shows nothing of anybody's books. */
export async function helpPage(c: Context): Promise<Response> {
  const task = helpTasks.find(({ path }) => path === c.req.param("task"));
  return task === undefined ? await contents(c) : await one(c, task.title, task.body);
}

async function contents(c: Context): Promise<Response> {
  const body = joined([
    html`<h1>Help</h1><p>Each page carries one thing through, from start to end.</p>`,
    html`<section class="panel"><ul class="tasks">${helpTasks.map(
      ({ path, title, about }) =>
        html`<li><a href="/help/${path}">${title}</a><span class="muted">${about}</span></li>`,
    )}</ul></section>`,
    html`<p class="muted">Nothing fits? Say <kbd>help</kbd> in your chat, or <kbd>wrong</kbd> after an answer that was: a person reads those.</p>`,
  ]);
  return await respond(c, { title: "Help", body, nav: wayAround("/help"), narrow: true });
}

async function one(c: Context, title: string, body: Html): Promise<Response> {
  const whole = html`<p class="muted"><a href="/help">Help</a></p><h1>${title}</h1><div class="prose">${body}</div>`;
  return await respond(c, { title, body: whole, nav: wayAround("/help"), narrow: true });
}
