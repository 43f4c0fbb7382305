import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { expect } from "vitest";

export interface OpenChat {
  readonly page: Page;
  /** What the browser complained of: broken policies, failed scripts, lost files. */
  readonly complaints: string[];
  say(text: string): Promise<void>;
  close(): Promise<void>;
}

export const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 } };
export const wide: BrowserContextOptions = { viewport: { width: 1280, height: 860 } };

const open: OpenChat[] = [];

/** Closes every page, before the server behind it goes: a page that still polls would keep it. */
export async function closeChats(): Promise<void> {
  for (const chat of open.splice(0)) await chat.close();
}

/** Opens the page as somebody new would, and waits until they may speak. */
export async function openChat(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = phone,
): Promise<OpenChat> {
  const context = await browser.newContext({ locale: "en-GB", ...options });
  context.setDefaultTimeout(8_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    // A request that was refused on purpose is the network's complaint, not the page's.
    if (!["error", "warning"].includes(message.type()) || /Failed to load resource/.test(message.text()))
      return;
    complaints.push(message.text());
  });
  await page.goto(url);
  await page.locator("#state[data-state=here]").waitFor();
  const chat: OpenChat = {
    page,
    complaints,
    say: async (text) => {
      await page.locator("#words").fill(text);
      await page.keyboard.press("Enter");
    },
    close: () => context.close(),
  };
  open.push(chat);
  return chat;
}

/** Every bubble as it reads, in order: `bot: Hello`. */
export async function bubbles(page: Page): Promise<readonly string[]> {
  return await page.locator("#messages .message, #outgoing .message").evaluateAll((all) =>
    all.map((it) => {
      const lines = [...it.querySelectorAll(".line")].map((line) => {
        const copy = line.cloneNode(true);
        copy.querySelector(".room")?.remove();
        return copy.textContent;
      });
      const text = lines.length > 0 ? lines.join("\n") : it.querySelector(".text")?.textContent;
      return `${it.classList.contains("bot") ? "bot" : "trader"}: ${text}`;
    }),
  );
}

export const eventually = { timeout: 8_000 };

/** Waits until the conversation reads so. */
export async function expectBubbles(page: Page, expected: readonly unknown[]): Promise<void> {
  await expect.poll(() => bubbles(page), eventually).toEqual(expected);
}
