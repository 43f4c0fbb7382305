import type { Server } from "node:net";

/** Listens on a free port of this machine, says where as the product does, and ends when it is told to. */
export function announce(server: Server): void {
  server.listen(0, "127.0.0.1", () => {
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    process.stdout.write(`listening on http://localhost:${port}\n`);
  });
  process.on("SIGTERM", () => process.exit(0));
}
