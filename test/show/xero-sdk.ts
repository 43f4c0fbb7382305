/** `npm run show:xero-sdk`: what Xero's SDK costs in time and memory, and that a start does not pay for it. */
import { execFileSync } from "node:child_process";
import { median, printTable } from "./table.ts";

const rounds = 5;
const ways = {
  "Node alone": "",
  "Node, and a TypeScript file of ours": 'await import("./src/domain/money.ts")',
  "our adapter, before the first call": 'await import("./src/xero/sdk/ledger.ts")',
  "the accounting part, at the first call": 'require("xero-node/dist/gen/api/accountingApi.js")',
  "all of xero-node": 'require("xero-node")',
  "the sign-in client, at the first sign-in": 'await import("openid-client")',
} as const;

function sample(code: string): { readonly ms: number; readonly mb: number } {
  const script = `import { createRequire } from "node:module"; const require = createRequire(process.cwd() + "/src/start.js");
const before = performance.now(); ${code}; const ms = performance.now() - before;
console.log(JSON.stringify({ ms, mb: process.memoryUsage().rss / 1048576 }));`;
  const out = execFileSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" });
  return JSON.parse(out.trim().split("\n").at(-1) ?? "") as { ms: number; mb: number };
}

printTable(
  `Xero's SDK, medians of ${rounds} processes`,
  Object.entries(ways).map(([what, code]) => {
    const samples = Array.from({ length: rounds }, () => sample(code));
    return {
      what,
      "loading, ms": median(samples.map((it) => it.ms)).toFixed(0),
      "memory, MB": median(samples.map((it) => it.mb)).toFixed(0),
    };
  }),
);
