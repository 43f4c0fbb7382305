import { Hono } from "hono";
import { html } from "hono/html";
import type { MiddlewareHandler } from "hono/types";
import { limitBody } from "../../src/limit-body.ts";
import type { SessionState } from "./supervisor.ts";

export const warning =
  "This road is unofficial: WhatsApp does not allow it and may block the number for good. Link only a number that you can afford to lose.";

/** Draws what a phone scans: for a terminal, and for a page. */
export interface Drawing {
  terminal(qr: string): Promise<string>;
  image(qr: string): Promise<string>;
}

export async function loadDrawing(): Promise<Drawing> {
  const { default: code } = await import("qrcode");
  return {
    terminal: (qr) => code.toString(qr, { type: "terminal", small: true }),
    image: (qr) => code.toDataURL(qr, { margin: 2, width: 320 }),
  };
}

export interface PairingPorts {
  readonly state: () => SessionState;
  readonly pair: (phone: string) => Promise<string | null>;
  readonly again: () => void;
  readonly drawing: Drawing;
  /** Lets nobody by but the operator: who sees this page can take the phone. */
  readonly guard: MiddlewareHandler;
}

const said: Readonly<Record<SessionState["kind"], string>> = {
  starting: "The browser is starting.",
  pairing: "Scan this with WhatsApp on your phone: Settings, Linked devices, Link a device.",
  up: "Linked, and listening.",
  waiting: "The connection ended. It begins again by itself in a moment.",
  stopped: "It has stopped, and waits for you.",
};

/** The page on which a phone is linked. It has no script: it loads itself again. */
export function createPairingPage({ state, pair, again, drawing, guard }: PairingPorts): Hono {
  const app = new Hono();
  app.use(guard);
  app.use(async (c, next) => {
    await next();
    c.header(
      "content-security-policy",
      "default-src 'none'; img-src data:; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
    );
    c.header("cache-control", "no-store");
  });
  app.get("/", async (c) => {
    const { kind, qr, code, reason } = state();
    const image = kind === "pairing" && qr !== null ? await drawing.image(qr) : null;
    return c.html(page(kind, image, code, reason));
  });
  app.use(limitBody(1024));
  // A form of another site must not link a phone, or stop one.
  app.use(async (c, next) => {
    const site = c.req.header("sec-fetch-site");
    return site === undefined || site === "same-origin" ? await next() : c.text("Not from there.", 403);
  });
  app.post("/code", async (c) => {
    const phone = String((await c.req.parseBody())["phone"] ?? "").replace(/[^\d]/g, "");
    const given = /^0\d{10}$/.test(phone) ? `44${phone.slice(1)}` : phone;
    if (!/^\d{8,15}$/.test(given)) return c.text("Give the whole number, like +44 7700 900123.", 400);
    const code = await pair(given).catch(() => null);
    return code === null ? c.text("Nothing waits to be linked just now.", 409) : c.redirect("/whatsapp");
  });
  app.post("/again", (c) => {
    again();
    return c.redirect("/whatsapp");
  });
  return app;
}

function page(kind: SessionState["kind"], image: string | null, code: string | null, reason: string | null) {
  return html`<!doctype html>
    <html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <meta http-equiv="refresh" content="5" />
        <title>Link a phone</title>
        <style>
          body { font: 16px/1.5 system-ui; max-width: 34rem; margin: 2rem auto; padding: 0 1rem; }
          .warning { border: 2px solid #b00020; padding: 0.75rem; }
          code { font-size: 2rem; letter-spacing: 0.2em; }
        </style>
      </head>
      <body>
        <h1>Link a phone</h1>
        <p class="warning"><strong>Before you do.</strong> ${warning}</p>
        <p>${said[kind]}${reason === null ? "" : html` <small>(${reason})</small>`}</p>
        ${image === null ? "" : html`<p><img src="${image}" alt="The code to scan" width="320" height="320" /></p>`}
        ${code === null ? "" : html`<p>Or type this into your phone: <code>${code}</code></p>`}
        ${
          kind === "pairing"
            ? html`<form method="post" action="/whatsapp/code">
              <label>Your phone's number, to link it by a code instead: <input name="phone" inputmode="tel" autocomplete="tel" required /></label>
              <button>Get a code</button>
            </form>`
            : ""
        }
        ${
          kind === "stopped" || kind === "waiting"
            ? html`<form method="post" action="/whatsapp/again"><button>Begin again</button></form>`
            : ""
        }
      </body>
    </html>`;
}
