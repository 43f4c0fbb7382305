import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseWebhook, readWebhook } from "../../../bots/whatsapp-cloud/parse.ts";
import { spec } from "../../stand-ins/whatsapp-cloud/check.ts";

/** Meta's own examples of what it posts, and what is worse than they are. */
const account = "106540352242922";
const example = (name: string): unknown => spec.webhooks[name];
const base = {
  messaging_product: "whatsapp",
  metadata: { phone_number_id: account, display_phone_number: "1" },
};
const posted = (...values: object[]) => ({
  entry: values.map((value) => ({ id: "1", changes: [{ field: "messages", value: { ...base, ...value } }] })),
});
const text = (id: string, body: string, more: object = {}) => ({
  from: "447700900123",
  id,
  timestamp: "1749416383",
  type: "text",
  text: { body },
  ...more,
});

describe("a webhook of WhatsApp", () => {
  it.each([
    ["Text Message", { kind: "text", text: "Does it come in another color?" }],
    ["Text Message with Context (Product Inquiry)", { kind: "text" }],
    ["Text Message from Click to WhatsApp Ad", { kind: "text" }],
    ["Image Message", { kind: "unsupported", nativeType: "image" }],
    ["Location Message", { kind: "unsupported", nativeType: "location" }],
    ["Contact Sharing Message", { kind: "unsupported", nativeType: "contacts" }],
    ["Unsupported Message", { kind: "unsupported", nativeType: "unsupported" }],
    ["Order Message", { kind: "unsupported", nativeType: "order" }],
    ["Button Message", { kind: "presence", reachable: true }],
    ["Interactive List Reply Message", { kind: "choice", token: "priority_express" }],
    ["Interactive Button Reply Message", { kind: "choice", token: "cancel-button" }],
  ])("as Meta shows it: %s", (name, inbound) => {
    const said = parseWebhook(example(name), account);
    expect(said).toMatchObject([
      { ...inbound, address: { channel: "whatsapp-cloud", account, chat: "16505551234" } },
    ]);
  });

  it.each(["Reaction Message", "Group Create Message", "Group Settings Update", "Group Remove Participants"])(
    "waits for no answer: %s",
    (name) => {
      expect(parseWebhook(example(name), account)).toEqual([]);
    },
  );

  it("tells of a number that was changed", () => {
    expect(readWebhook(example("System Message"))).toEqual([
      { kind: "renamed", account, previous: "16505551234", current: "12195555358" },
    ]);
  });

  it("has every entry, change and message read, and a broken one costs only itself", () => {
    const raw = posted(
      { messages: [text("a", "one"), { type: "text" }, 7, text("b", "two")] },
      { messages: "none" },
      { statuses: [{ id: "x", status: "read", timestamp: "1" }], messages: [text("c", "three")] },
    );
    expect(parseWebhook(raw, account).map((it) => it.eventId)).toEqual(["a", "b", "c"]);
    expect(readWebhook(raw).filter((it) => it.kind === "receipt")).toHaveLength(1);
    expect(parseWebhook(raw, "another")).toEqual([]);
  });

  it("has a forwarded message told from a reply", () => {
    const raw = posted({
      messages: [
        text("a", "x", { context: { forwarded: true } }),
        text("b", "x", { context: { from: "1", id: "wamid.1" } }),
      ],
    });
    expect(parseWebhook(raw, account)).toMatchObject([{ forwarded: true }, { replyTo: "wamid.1" }]);
  });

  it("has statuses read, with what failed and what it means", () => {
    const status = (more: object) => ({ id: "wamid.1", timestamp: "1749416383", ...more });
    const raw = posted({
      statuses: [
        status({ status: "played" }),
        status({ status: "failed", errors: [{ code: 131047 }], biz_opaque_callback_data: "key" }),
        status({ status: "warned" }),
      ],
    });
    expect(readWebhook(raw)).toMatchObject([
      { receipt: { state: "read", failure: null, key: null } },
      { receipt: { state: "failed", key: "key", failure: { code: 131047, why: "window-closed" } } },
    ]);
  });

  it("never throws, whatever it is", () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        readWebhook({ entry: [{ changes: [{ field: "messages", value }] }] });
        readWebhook(posted({ messages: [value], statuses: [value] }));
      }),
    );
  });
});
