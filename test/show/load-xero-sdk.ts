/** Loads what Xero takes before the product starts, to show what a start is spared. */
import { createRequire } from "node:module";

createRequire(import.meta.url)("xero-node/dist/gen/api/accountingApi.js");
await import("openid-client");
