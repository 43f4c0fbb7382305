import { type Context, Hono } from "hono";
import { html } from "hono/html";
import { formatBillNumber } from "../../domain/bill.ts";
import { dayOf } from "../../domain/day.ts";
import type { Clock } from "../../ports.ts";
import { type BillPage, findBillPage } from "../../store/bill-page.ts";
import type { Store } from "../../store/store.ts";
import { respond } from "../page/respond.ts";
import { payPage } from "./page.ts";
import { billPdf } from "./pdf.ts";

export interface PayPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly publicUrl: () => string;
}

/**
 * The page a client gets with a bill, for whoever has its link: found by no search engine, kept by no cache, and read
 * from the books each time, so that it changes as the bill does.
 */
export function createPayRoutes({ store, clock, publicUrl }: PayPorts): Hono {
  const app = new Hono();
  const find = async (c: Context) =>
    await store.read((tx) => findBillPage(tx, c.req.param("publicId") ?? "", clock.now()));
  const urlOf = ({ bill }: BillPage) => `${publicUrl()}/pay/${bill.publicId}`;
  app.use(async (c, next) => {
    await next();
    c.header("x-robots-tag", "noindex, nofollow");
  });
  app.get("/:publicId", async (c) => {
    const page = await find(c);
    if (page === undefined) return await nothing(c);
    if (page.xeroUrl !== null && isXeroPage(page.xeroUrl)) {
      c.header("cache-control", "no-store");
      return c.redirect(page.xeroUrl, 302);
    }
    const returned = c.req.query("by") === "card";
    return await respond(c, payPage({ ...page, today: dayOf(clock.now()), url: urlOf(page), returned }));
  });
  app.get("/:publicId/bill.pdf", async (c) => {
    const page = await find(c);
    if (page === undefined) return await nothing(c);
    const pdf = await billPdf(page, urlOf(page));
    const name = `${formatBillNumber(page.bill.number)}.pdf`;
    return c.body(new Uint8Array(pdf), 200, {
      "content-type": "application/pdf",
      "content-disposition": `inline; filename="${name}"`,
      "cache-control": "no-store",
      "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    });
  });
  return app;
}

/** A client is sent nowhere else, whatever the books hold. A stand-in is on this machine. */
function isXeroPage(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  const here = hostname === "localhost" || hostname === "127.0.0.1";
  return here || (protocol === "https:" && hostname.endsWith(".xero.com"));
}

async function nothing(c: Context): Promise<Response> {
  const body = html`<h1>There is no bill here</h1>
<p>Please check that the link is whole, or ask whoever sent it to you.</p>`;
  return await respond(c, { title: "No such bill", narrow: true, body }, { status: 404 });
}
