import { Hono } from "hono";
import { compress } from "hono/compress";
import { csrf } from "hono/csrf";
import { html } from "hono/html";
import { undoAction } from "../../desk/undo.ts";
import { limitBody } from "../../limit-body.ts";
import { pages as limits } from "../../limits.ts";
import { firstLine } from "../../log.ts";
import { respond } from "../page/respond.ts";
import { acts } from "./act.ts";
import { billPage, sendBillOrder, sendXeroPress } from "./bill.ts";
import { billsPage } from "./bills.ts";
import {
  clientPage,
  clientStatement,
  newClientPage,
  sendClientChange,
  sendClientOrder,
  sendNewClient,
} from "./client.ts";
import { clientsPage } from "./clients.ts";
import { createDoor } from "./door.ts";
import { exportFile, exportPage } from "./export.ts";
import { textOf } from "./form.ts";
import { helpPage } from "./help.ts";
import { sendIntegration } from "./integrations.ts";
import { newBillPage, sendNewBill } from "./new-bill.ts";
import type { PagesPorts } from "./ports.ts";
import { sendSetting, settingsPage } from "./settings.ts";

/** Where our pages are: what is said of them below holds nowhere else. */
const own = [
  "/open/*",
  "/bills/*",
  "/clients/*",
  "/settings/*",
  "/integrations/*",
  "/export/*",
  "/help/*",
  "/undo",
  "/log-out",
] as const;

/** Where one was, if that is a page of ours. */
function backTo(path: string): string {
  return /^\/(?:bills|clients|settings)(?:\/[\w-]+)?$/.test(path) ? path : "/bills";
}

/** The trader's pages, and the door to them. Everything but the door asks for a session first. */
export function createPages(ports: PagesPorts): Hono {
  const app = new Hono();
  for (const path of own) {
    app.use(path, compress());
    app.use(path, limitBody(limits.formMaxBytes));
    // Browsers say where a form was sent from; the token in the form is the second lock.
    app.use(path, csrf({ origin: (origin) => origin === ports.publicUrl() }));
  }
  app.route("/", createDoor(ports));
  app.get("/bills", billsPage(ports));
  app.get("/bills/new", newBillPage(ports));
  app.post("/bills/new", sendNewBill(ports));
  app.get("/bills/:number", billPage(ports));
  app.post("/bills/:number/xero", sendXeroPress(ports));
  app.post("/bills/:number/:order", sendBillOrder(ports));
  app.get("/clients", clientsPage(ports));
  app.get("/clients/new", newClientPage(ports));
  app.post("/clients/new", sendNewClient(ports));
  app.get("/clients/:id", clientPage(ports));
  app.post("/clients/:id", sendClientChange(ports));
  app.post("/clients/:id/:order", sendClientOrder(ports));
  app.get("/clients/:id/statement.pdf", clientStatement(ports));
  app.get("/settings", settingsPage(ports));
  app.post("/settings/:kind", sendSetting(ports));
  app.post("/integrations/:order", sendIntegration(ports));
  app.get("/export", exportPage(ports));
  app.post("/export/:file", exportFile(ports));
  app.get("/help", helpPage);
  app.get("/help/:task", helpPage);
  app.post(
    "/undo",
    acts(ports, async (_c, _visit, form) => ({
      take: async (turn) => [await undoAction(turn, textOf(form, "action"))],
      next: backTo(textOf(form, "back")),
    })),
  );
  app.onError(async (error, c) => {
    if ("getResponse" in error) return error.getResponse();
    ports.log.error({ path: c.req.routePath, error: firstLine(error) }, "a page failed");
    const body = html`<h1>Something went wrong on our side</h1><p>Nothing was changed. Please go back and try again.</p>`;
    return await respond(c, { title: "Something went wrong", body, narrow: true }, { status: 503 });
  });
  return app;
}
