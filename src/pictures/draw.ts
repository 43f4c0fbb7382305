import { createRequire } from "node:module";
import type { Picture } from "../domain/picture.ts";
import { chart } from "./chart.ts";

const require = createRequire(import.meta.url);
const font = (path: string) => require.resolve(`@expo-google-fonts/figtree/${path}`);

/** Larger than it is meant to be seen at: phones have fine screens. */
const scale = 2.5;

/** Letters that our own font has: Latin with its accents, and signs. Only for others is the machine asked for fonts. */
const ownLetters = /^[\u0020-\u024F\u2010-\u203A\u20AC\u2122]*$/;

/** A picture as PNG. resvg is loaded at the first one: it is a native library of 4 MB. */
export async function draw(picture: Picture): Promise<Uint8Array<ArrayBuffer>> {
  const { Resvg } = await import("@resvg/resvg-js");
  const svg = chart(picture);
  const resvg = new Resvg(svg, {
    fitTo: { mode: "zoom", value: scale },
    font: {
      fontFiles: [font("400Regular/Figtree_400Regular.ttf"), font("700Bold/Figtree_700Bold.ttf")],
      defaultFontFamily: "Figtree",
      loadSystemFonts: !ownLetters.test(svg),
    },
  });
  return new Uint8Array(resvg.render().asPng());
}
