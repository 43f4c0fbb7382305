import { enableCompileCache } from "node:module";

// Compiled code is kept between starts, which halves the time to the first reply; so nothing is imported before this.
enableCompileCache("data/cache");
const { bundleLater, findBundle } = await import("./bundle.js");
const bundle = findBundle();
await (bundle === null ? import("./main.ts") : import(bundle));
if (bundle === null) bundleLater();
