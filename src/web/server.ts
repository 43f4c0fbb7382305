import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { secureHeaders } from "hono/secure-headers";
import { limitBody } from "../limit-body.ts";
import { webBodyMaxBytes } from "../limits.ts";
import { firstLine, type Log } from "../log.ts";
import { isPush, limitAddress } from "./limit-address.ts";
import { answerMetrics, type MetricsPorts } from "./metrics.ts";
import { createStyleRoute } from "./page/style.ts";

export interface WebPorts {
  readonly log: Log;
  /** Rejects while the store cannot be read. */
  readonly probe: () => Promise<void>;
  readonly metrics: MetricsPorts;
  /** What else is served: the path it stands under, and what answers there. */
  readonly routes?: Readonly<Record<string, Hono>>;
  /** The local chat and its page. Null where the local chat is off. */
  readonly local: { readonly api: Hono; readonly page: Hono } | null;
}

export function createApp(ports: WebPorts): Hono {
  const app = new Hono();
  // A page that needs more says so itself, and what it says stands.
  const contentSecurityPolicy = { defaultSrc: ["'none'"], frameAncestors: ["'none'"] };
  const headers = secureHeaders({ contentSecurityPolicy, overwrite: false });
  // What is pushed is answered to a program, in a word.
  app.use((c, next) => (isPush(c) ? next() : headers(c, next)));
  app.use(limitAddress());
  // Pushes have limits of their own, after their signatures; most pages have narrower ones.
  const narrow = limitBody(webBodyMaxBytes);
  app.use((c, next) => (isPush(c) ? next() : narrow(c, next)));
  app.get("/health", async (c) => {
    try {
      await ports.probe();
      return c.json({ status: "ok" });
    } catch (error) {
      ports.log.error({ error: firstLine(error) }, "the store cannot be read");
      return c.json({ status: "the store cannot be read" }, 503);
    }
  });
  app.get("/metrics", (c) => answerMetrics(c, ports.metrics));
  app.route("/", createStyleRoute());
  for (const [path, route] of Object.entries(ports.routes ?? {})) app.route(path, route);
  if (ports.local === null) {
    app.get("/", (c) => c.text("JustPayMe is running. Talk to it where you always do.\n"));
  } else {
    app.route("/", ports.local.page);
    app.route("/local", ports.local.api);
  }
  app.notFound((c) => c.json({ error: "There is nothing here." }, 404));
  app.onError((error, c) => {
    // Nothing was stored: the sender must know, so that it is said again.
    ports.log.error({ path: new URL(c.req.url).pathname, error: firstLine(error) }, "a request failed");
    return c.json({ error: "Not saved. Please try again." }, 503);
  });
  return app;
}

export interface Listening {
  /** The port it got: another than asked for where that was 0. */
  readonly port: number;
  close(): Promise<void>;
}

export function listen(app: Hono, host: string, port: number): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: host, port }, (info) => {
      resolve({
        port: info.port,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            if ("closeIdleConnections" in server) server.closeIdleConnections();
          }),
      });
    });
    server.on("error", reject);
  });
}
