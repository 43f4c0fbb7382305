import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { findChromium } from "../../helpers/chromium.ts";
import { evaluateIn } from "../../helpers/devtools.ts";
import { selfSigned } from "./certificate.ts";

/** Our page at WhatsApp's own address, for a product that is started like any and knows of no other. */
export interface ServedPage {
  /** A Chromium that finds WhatsApp here and nobody else anywhere. */
  readonly chromiumPath: string;
  /** Does it with the page in the browser of this profile, as the person with the phone. */
  play(profile: string, script: string): Promise<unknown>;
  close(): Promise<void>;
}

const host = "web.whatsapp.com";

/** `folder`: where the browser's command is written. */
export async function servePage(folder: string): Promise<ServedPage> {
  const page = readFileSync(new URL("page.html", import.meta.url));
  const server = createServer(selfSigned(host), (_, response) => {
    response.setHeader("content-type", "text/html");
    response.end(page);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const chromiumPath = join(folder, "chromium");
  const rules = `MAP ${host}:443 127.0.0.1:${port}, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1`;
  const args = `--host-resolver-rules="${rules}" --ignore-certificate-errors`;
  writeFileSync(chromiumPath, `#!/bin/sh\nexec ${findChromium()} ${args} "$@"\n`);
  chmodSync(chromiumPath, 0o755);
  return {
    chromiumPath,
    play: (profile, script) => {
      const [devtools = ""] = readFileSync(join(profile, "DevToolsActivePort"), "utf8").split("\n");
      return evaluateIn(Number(devtools), `played.${script}`, (url) => url.startsWith(`https://${host}/`));
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
