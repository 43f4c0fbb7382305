import { describe, expect, it } from "vitest";
import { parseUpdate, pressIdOf } from "../../../bots/telegram/parse.ts";

const chat = { id: 1001, type: "private", first_name: "Anna" };
const from = { id: 1001, is_bot: false, first_name: "Anna" };
const message = (more: object) => ({
  update_id: 7,
  message: { message_id: 3, date: 1, chat, from, ...more },
});
const base = { eventId: "7", address: { channel: "telegram", account: "99", chat: "1001" } };
const read = (update: unknown) => parseUpdate(update, "99");

describe("an update from Telegram", () => {
  it("is a text with its own id and the one it answers", () => {
    const update = message({ text: "make that 250", reply_to_message: { message_id: 2, date: 1, chat } });
    expect(read(update)).toEqual([
      { ...base, kind: "text", text: "make that 250", messageId: "3", replyTo: "2" },
    ]);
  });

  it("is a text without what we put into names ourselves", () => {
    expect(read(message({ text: "bill evil.\u2060example £5" }))).toMatchObject([
      { text: "bill evil.example £5" },
    ]);
  });

  it("is a text without what no database would take", () => {
    expect(read(message({ text: "bill \0Acme\ud800 £5" }))).toMatchObject([{ text: "bill Acme\ufffd £5" }]);
  });

  it.each([
    ["/bill Acme £230", "bill Acme £230"],
    ["/BILL@justpayme_bot Acme £230\nboiler", "bill Acme £230\nboiler"],
    ["/owed", "who owes me"],
    ["/undo", "undo"],
    ["/link", "link another chat"],
    ["/show_plan Acme", "show plan Acme"],
    ["/", "/"],
    ["/ bill", "/ bill"],
    ["1/2 a day for Acme", "1/2 a day for Acme"],
  ])("reads the command %j as %j", (text, says) => {
    expect(read(message({ text }))).toMatchObject([{ kind: "text", text: says }]);
  });

  it.each([
    ["/start", null],
    ["/start  ", null],
    ["/start@justpayme_bot abc_DEF-1", "abc_DEF-1"],
  ])("reads %j as a start with the code %j", (text, code) => {
    expect(read(message({ text }))).toEqual([{ ...base, kind: "start", code }]);
  });

  it("marks what was edited, and what somebody else wrote", () => {
    const { message: edited } = message({ text: "bill Acme £250" });
    expect(read({ update_id: 8, edited_message: edited })).toMatchObject([
      { eventId: "8", edited: true, messageId: "3" },
    ]);
    const forward_origin = { type: "user", sender_user: { id: 5 }, date: 1 };
    const forwarded = read(message({ text: "/start abc", forward_origin }));
    expect(forwarded).toEqual([
      { ...base, kind: "text", text: "/start abc", messageId: "3", forwarded: true },
    ]);
  });

  it("is a button's token", () => {
    const press = {
      id: "p1",
      from,
      message: { message_id: 3, date: 0, chat },
      chat_instance: "1",
      data: "token",
    };
    const update = { update_id: 7, callback_query: press };
    expect(read(update)).toEqual([{ ...base, kind: "choice", token: "token", messageId: "3" }]);
    expect(pressIdOf(update)).toBe("p1");
    expect(pressIdOf(message({ text: "p1" }))).toBeNull();
  });

  it.each([
    ["voice", { voice: { file_id: "v" } }],
    ["photo", { photo: [], caption: "bill Acme £230" }],
    ["animation", { animation: {}, document: {} }],
    ["location", { location: {} }],
    ["other", { something_new: {} }],
  ])("is something we cannot read: %s", (nativeType, content) => {
    expect(read(message(content))).toEqual([{ ...base, kind: "unsupported", nativeType }]);
  });

  it("counts an album once", () => {
    const picture = (update_id: number) => ({ ...message({ photo: [], media_group_id: "g" }), update_id });
    const ids = [picture(1), picture(2)].flatMap(read).map((it) => it.eventId);
    expect(ids).toEqual(["album:g", "album:g"]);
  });

  it("notices that the person blocked the bot, and that they are back", () => {
    const change = (status: string) => {
      return { update_id: 7, my_chat_member: { chat, from, date: 1, new_chat_member: { status } } };
    };
    expect(read(change("kicked"))).toEqual([{ ...base, kind: "presence", reachable: false }]);
    expect(read(change("member"))).toEqual([{ ...base, kind: "presence", reachable: true }]);
  });

  it("says only that it comes from a group, whoever speaks there", () => {
    const group = { id: -55, type: "supergroup", title: "Trade" };
    const address = { ...base.address, chat: "-55" };
    const talk = { update_id: 7, message: { message_id: 3, chat: group, from, text: "bill Acme £230" } };
    expect(read(talk)).toEqual([{ eventId: "7", address, kind: "group" }]);
    const press = { id: "p", from, message: { message_id: 3, chat: group }, data: "token" };
    expect(read({ update_id: 7, callback_query: press })).toEqual([]);
    expect(
      read({ update_id: 7, message: { message_id: 3, chat: group, from, new_chat_members: [] } }),
    ).toEqual([]);
    const member = (status: string) => ({ chat: group, from, date: 1, new_chat_member: { status } });
    expect(read({ update_id: 7, my_chat_member: member("member") })).toEqual([
      { eventId: "7", address, kind: "group" },
    ]);
    expect(read({ update_id: 7, my_chat_member: member("left") })).toEqual([]);
  });

  it.each([
    ["another person in the chat", message({ from: { id: 1002, is_bot: false }, text: "hello" })],
    ["nobody", message({ from: undefined, text: "hello" })],
    ["a bot", message({ from: { ...from, is_bot: true }, text: "hello" })],
    ["a name for an id", message({ from: { ...from, id: "1001" }, text: "hello" })],
    ["a channel", message({ chat: { id: -7, type: "channel" }, text: "hello" })],
    ["a notice", message({ pinned_message: {} })],
    ["a shared position that moves", { update_id: 7, edited_message: message({ location: {} }).message }],
    ["a kind we did not ask for", { update_id: 7, poll: {} }],
    ["no number", { message: message({ text: "hello" }).message }],
    ["nothing", null],
  ])("is not taken from %s", (_what, update) => {
    expect(read(update)).toEqual([]);
  });
});
