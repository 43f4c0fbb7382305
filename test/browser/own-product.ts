import { type Product, startProduct, tempFolder } from "../helpers/product.ts";

export interface OwnProduct {
  readonly url: string;
  /** Ends the process as a power cut would; what it had committed stays. */
  kill(): Promise<void>;
  /** Starts it again on the same store and the same port. */
  restart(): Promise<void>;
  /** Ends it and takes its store away. */
  remove(): Promise<void>;
}

/** The product on a store and a port of its own, which it finds again after it died. */
export async function startOwnProduct(): Promise<OwnProduct> {
  const folder = tempFolder();
  const env = { DATABASE_URL: `file:${folder.path}/test.db`, LOG_LEVEL: "silent" };
  let running: Product = await startProduct({ env });
  const { url } = running;
  return {
    url,
    kill: () => running.kill(),
    restart: async () => {
      running = await startProduct({ env: { ...env, PORT: new URL(url).port } });
    },
    remove: async () => {
      await running.kill();
      folder.remove();
    },
  };
}
