import type { Attachment } from "../domain/picture.ts";
import { draw } from "./draw.ts";
import { statementPaper } from "./statement-paper.ts";

/** What goes along with a message, as the file it is: a picture as PNG, a paper as PDF. */
export async function render(attachment: Attachment) {
  if ("picture" in attachment) {
    const { picture } = attachment;
    return { name: `${picture.kind}.png`, mime: "image/png", bytes: await draw(picture) };
  }
  const { paper } = attachment;
  const bytes = new Uint8Array(await statementPaper(paper));
  return { name: fileName(`Statement ${paper.client} ${paper.on}.pdf`), mime: "application/pdf", bytes };
}

/** What every system takes as the name of a file. */
export function fileName(text: string): string {
  return text.replace(/[^\p{L}\p{N}. _-]/gu, "").slice(-100);
}
