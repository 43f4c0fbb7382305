import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { expect, it } from "vitest";
import { GatheringSocket } from "../../src/store/gathering-socket.ts";

it("sends in one packet what is written before anything is waited for, and at once what comes after", async () => {
  const packets: string[] = [];
  const server = createServer((peer) => {
    peer.on("data", (data) => {
      packets.push(String(data));
      peer.write("answered");
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const socket = new GatheringSocket();
  socket.connect((server.address() as AddressInfo).port, "127.0.0.1");
  await once(socket, "connect");
  const send = (...parts: readonly string[]) => {
    socket.cork();
    for (const part of parts) socket.write(part);
    socket.uncork();
  };
  send("bind ", "execute ");
  await Promise.resolve();
  send("bind ", "execute ");
  await once(socket, "data");
  send("commit");
  await once(socket, "data");
  expect(packets).toEqual(["bind execute bind execute ", "commit"]);
  socket.destroy();
  server.close();
});
