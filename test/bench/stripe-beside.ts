/**
 * Stripe on loopback in a process of its own, as the real one is: neither its time nor its memory is the product's. It is
 * told by POST what a client does, and answers when that is done; `/push` has it push something signed to anybody.
 */
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { sign } from "../../src/sandbox/stripe/delivering.ts";
import { openSession, pay } from "../../src/sandbox/stripe/paying.ts";
import { all } from "../../src/sandbox/stripe/state.ts";
import { announce } from "../helpers/announce.ts";
import { startStripe } from "../helpers/stripe.ts";

const now = new Date(process.env["BENCH_NOW"] ?? "");
const stripe = await startStripe(() => now);
const object = JSON.stringify({ object: "checkout.session", filler: "x".repeat(3000) });

const acts: Readonly<Record<string, (said: string) => unknown>> = {
  "/account": () => JSON.stringify({ url: stripe.url, key: stripe.key }),
  "/opens": () => {
    const link = all(stripe.account, "payment_link").findLast((it) => it["active"] === true);
    return openSession(stripe.bank, stripe.account, String(link?.["id"]))["id"];
  },
  "/pays": (session) => void pay(stripe.bank, stripe.account, session, "card"),
  "/settled": () => stripe.delivering.settled(),
  "/push": async (url) => {
    const headers = { "stripe-signature": sign(object, "whsec_floor", 1) };
    await (await fetch(url, { method: "POST", headers, body: object })).text();
  },
  "/read": () => object,
};

announce(
  createServer(async (request, response) => {
    const said = await text(request);
    response.end(String((await acts[request.url ?? ""]?.(said)) ?? ""));
  }),
);
