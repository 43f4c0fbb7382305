import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const require = createRequire(import.meta.url);

/** Says something to the product's local chat. */
export async function sayTo(url: string, chat: string, text: string): Promise<void> {
  const response = await fetch(`${url}/local/chats/${chat}/messages`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ text }),
  });
  if (response.status !== 202) throw new Error(`${response.status}: ${await response.text()}`);
}

interface Item {
  readonly text: string;
  readonly choices: readonly { readonly label: string; readonly url?: string }[];
}

export async function heardIn(url: string, chat: string): Promise<readonly Item[]> {
  return (await (await fetch(`${url}/local/chats/${chat}/messages`)).json()) as readonly Item[];
}

/** A fresh link to a person's pages, as the chat gives it. */
export async function linkFor(url: string, chat: string): Promise<string> {
  const before = (await heardIn(url, chat)).length;
  await sayTo(url, chat, "open my bills");
  for (const deadline = Date.now() + 20_000; Date.now() < deadline; ) {
    const link = (await heardIn(url, chat))
      .slice(before)
      .flatMap(({ choices }) => choices)
      .find((choice) => choice.url !== undefined)?.url;
    if (link !== undefined) return link;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  throw new Error("No link came.");
}

/** Comes in by a link from the chat, and stands on the list of bills. */
export async function comeIn(page: Page, url: string, chat: string): Promise<void> {
  await page.goto(await linkFor(url, chat));
  await page.getByRole("button", { name: "Open my bills" }).click();
  await page.getByRole("heading", { name: "Bills", level: 1 }).waitFor();
}

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string | null;
    readonly help: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds wrong with a page, everything opened: a line each. Rules of WCAG 2.2 A and AA, and good practice. */
export async function axeFindings(page: Page): Promise<readonly string[]> {
  await page.evaluate("document.querySelectorAll('details').forEach((it) => { it.open = true; })");
  await page.evaluate(axe);
  const { violations } = (await page.evaluate(
    "axe.run(document, { resultTypes: ['violations'] })",
  )) as AxeResult;
  return violations.map(
    ({ id, impact, help, nodes }) => `${impact} ${id}: ${help}: ${nodes[0]?.html.slice(0, 160)}`,
  );
}

/** What sticks out of the page to the side. The chips scroll along by themselves. */
export async function sticksOut(page: Page): Promise<unknown> {
  return await page.evaluate(`(() => {
    const wide = document.documentElement.clientWidth;
    return [...document.querySelectorAll("body *")]
      .filter((it) => it.checkVisibility() && it.closest(".sr, .skip, thead, .chips li") === null && it.tagName !== "OPTION")
      .filter((it) => it.getBoundingClientRect().right > wide + 0.5)
      .map((it) => it.outerHTML.slice(0, 120));
  })()`);
}
