/** `npm run show:letters`: every letter that a client may get, to be read aloud; with `html`, as pages in data/letters. */
import { mkdirSync, writeFileSync } from "node:fs";
import { asHtml } from "../../src/letters/letter-html.ts";
import { asText } from "../../src/letters/letter-text.ts";
import { writeLetter } from "../../src/letters/letters.ts";
import { examples } from "../letters/examples.ts";

const folder = "data/letters";
if (process.argv[2] === "html") mkdirSync(folder, { recursive: true });
for (const [name, facts] of Object.entries(examples)) {
  const letter = writeLetter(facts);
  if (process.argv[2] === "html")
    writeFileSync(`${folder}/${name.replaceAll(/\W+/g, "-")}.html`, asHtml(letter));
  else process.stdout.write(`=== ${name}\nSubject: ${letter.subject}\n\n${asText(letter)}\n`);
}
