import { createRequire } from "node:module";

/*
 * Packages that few messages need, loaded by the first that does: together they would add a tenth of a second and
 * 20 MB to every start.
 */
const require = createRequire(import.meta.url);
let chrono: typeof import("chrono-node/en") | undefined;
let phones: typeof import("libphonenumber-js/min") | undefined;

export function chronoEnglish(): typeof import("chrono-node/en") {
  chrono ??= require("chrono-node/en") as typeof import("chrono-node/en");
  return chrono;
}

export function phoneNumbers(): typeof import("libphonenumber-js/min") {
  phones ??= require("libphonenumber-js/min") as typeof import("libphonenumber-js/min");
  return phones;
}
