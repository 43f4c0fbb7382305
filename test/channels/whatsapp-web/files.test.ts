import { afterEach, expect, it, vi } from "vitest";
import { until } from "../../helpers/until.ts";
import type { PlayedPerson } from "../../stand-ins/whatsapp-web/library.ts";
import { type Linked, linkPhone } from "./phone.ts";

/** Pictures and papers on a linked phone, as the library takes them. */
vi.setConfig({ testTimeout: 30_000 });
let linked: Linked;
let anna: PlayedPerson;
afterEach(() => linked.close());

async function start() {
  linked = await linkPhone();
  await until(() => linked.state().kind === "up");
  anna = linked.phone.person("447700900123");
  for (const [index, name] of ["Acme", "Dave"].entries()) {
    anna.says(`bill ${name} £${index + 1}00`);
    await until(() => anna.hears().length > index);
  }
}
const signal = AbortSignal.timeout(20_000);
const last = () => anna.hears().at(-1);
const address = async () => {
  const rows = await linked.store.read((tx) => tx.builder.select().from(tx.tables.conversations));
  const [row] = rows;
  if (row === undefined) throw new Error("Nobody has written.");
  return { channel: row.channel, account: row.account, chat: row.chat };
};

it("shows who owes what as a picture with the list below it", async () => {
  await start();
  anna.says("who owes me");
  await until(() => anna.hears().length === 3);
  expect(last()).toMatchObject({ type: "image", file: { mimetype: "image/png" } });
  expect(last()?.body).toContain("Total owed: £300");
  expect(
    Buffer.from(last()?.file?.data ?? "", "base64")
      .subarray(1, 4)
      .toString(),
  ).toBe("PNG");
});

it("sends anything else as a document, and finds it after a lost answer", async () => {
  await start();
  const bytes = new TextEncoder().encode("%PDF-1.7");
  const paper = { name: "statement.pdf", mime: "application/pdf", bytes, caption: "Your statement" };
  const to = await address();
  linked.phone.current().losesAnswer = true;
  const lost = await linked.channel.sendFile?.(to, paper, "key-1", signal);
  expect(lost).toMatchObject({ kind: "not-sent", why: "ambiguous" });
  expect(last()).toMatchObject({ type: "document", file: { filename: "statement.pdf" } });
  await until(() => linked.state().kind === "up");
  await until(async () => (await linked.channel.find(to, "key-1", signal)).kind === "found");
  expect(await linked.channel.find(to, "key-2", signal)).toEqual({ kind: "absent" });
});
