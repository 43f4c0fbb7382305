import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** The least that answers a bot: everything is fine, and who waits for a chat's next message is told of it. */
export async function startPlainBotApi() {
  const waiting = new Map<number, () => void>();
  let sent = 0;
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const isMessage = request.url?.endsWith("/sendMessage") === true;
      const { chat_id: id = 0 } = isMessage
        ? (JSON.parse(String(Buffer.concat(parts))) as { chat_id: number })
        : {};
      sent += 1;
      const message = {
        message_id: sent,
        date: 0,
        chat: { id: Number(id), type: "private", first_name: "x" },
        text: "x",
      };
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ ok: true, result: isMessage ? message : true }));
      if (isMessage) waiting.get(Number(id))?.();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** Resolves when the chat is next written to. */
    nextTo: (chat: number) => new Promise<void>((resolve) => void waiting.set(chat, resolve)),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
