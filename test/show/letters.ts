/**
 * `npm run show:letters`: every letter that a client may get, to be read aloud. With `pictures`, also as pages and as a
 * phone's mail program shows them, by day and by night, in data/letters.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { asHtml } from "../../src/letters/letter-html.ts";
import { asText } from "../../src/letters/letter-text.ts";
import { writeLetter } from "../../src/letters/letters.ts";
import { launchChromium } from "../helpers/chromium.ts";
import { examples } from "../letters/examples.ts";

const folder = "data/letters";
const letters = Object.entries(examples).map(([name, facts]) => ({ name, letter: writeLetter(facts) }));
for (const { name, letter } of letters)
  process.stdout.write(`=== ${name}\nSubject: ${letter.subject}\n\n${asText(letter)}\n`);
if (process.argv[2] === "pictures") await takePictures();

async function takePictures(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const browser = await launchChromium();
  try {
    for (const colorScheme of ["light", "dark"] as const) {
      const phone = { viewport: { width: 375, height: 667 }, deviceScaleFactor: 2, colorScheme };
      const page = await (await browser.newContext(phone)).newPage();
      for (const { name, letter } of letters) {
        const file = `${folder}/${name.replaceAll(/\W+/g, "-")}`;
        writeFileSync(`${file}.html`, asHtml(letter));
        await page.goto(pathToFileURL(`${file}.html`).href);
        await page.screenshot({ path: `${file}-${colorScheme}.png`, fullPage: true });
      }
    }
  } finally {
    await browser.close();
  }
}
