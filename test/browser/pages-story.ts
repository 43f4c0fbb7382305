import type { Browser, Page } from "playwright-core";
import { heardIn, sayTo } from "./open-pages.ts";

/** A trader's months on the product as it is: bills of every kind for the pages to show. Ends with Xero connected. */
export async function playMonths(url: string, browser: Browser, chat: string): Promise<void> {
  const say = async (...texts: readonly string[]) => {
    for (const text of texts) await sayTo(url, chat, text);
  };
  const wait = async (advance: string) => {
    const headers = { "content-type": "application/json" };
    await fetch(`${url}/local/clock`, { method: "POST", headers, body: JSON.stringify({ advance }) });
  };
  await say(
    "my business is Joe's Plumbing",
    "my name is Joe Smith",
    "my address is 1 High Street, Leeds LS1 4AP",
    "my email is joe@example.com",
    "my bank details are 20-00-00 12345678",
  );
  await pressIn(url, chat, "Change bank details to ••••5678");
  await say(
    "bill Acme Ltd £1,250.50 for boiler repair ref PO-77",
    "Acme's email is accounts@acme.example",
    "bill Dave 340 tiling",
    "Dave's email is dave@example.com",
    "bill Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch Council £2,400",
    "bill Mrs Patel £85 boiler service",
    "Mrs Patel's email is patel@example.com",
  );
  await wait("P19D");
  await say("bill 4 paid", "bill Mrs Patel 120 new tap", "bill Harris 64.20 by card");
  await wait("P33D");
  await say("bill 5 paid", "bill Mrs Patel 60 washer", "bill Acme Ltd labour 200, materials 85.40");
  await wait("P23D");
  await say("bill 7 paid", "got 100 off Dave", "Dave says Friday", "bill Jo Smyth 95 callout", "hold Harris");
  await openXeroLink(url, browser, chat);
  await say("bill Harris £780 for bathroom refit", "bill Mrs Patel £45 due tomorrow");
  await until(async () => (await lastSaid(url, chat)).includes("Mrs Patel"));
}

/** From the link that the chat gives to the saved set-up, in a browser, with the yes in the chat. */
export async function connectXero(url: string, page: Page, chat: string): Promise<void> {
  await page.getByRole("button", { name: "Go on to Xero" }).click();
  await page.getByRole("button", { name: "Allow access" }).click();
  await page.getByText("answer Yes").waitFor();
  await until(async () => (await lastSaid(url, chat)).includes("Connect Practice Books?"));
  await sayTo(url, chat, "yes");
  await until(async () => {
    if (await page.getByRole("button", { name: "Save" }).isVisible()) return true;
    await page.reload();
    return false;
  });
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved.").waitFor();
}

async function openXeroLink(url: string, browser: Browser, chat: string): Promise<void> {
  const page = await browser.newPage();
  await sayTo(url, chat, "connect xero");
  let link = "";
  await until(async () => {
    link = /http:\S+\/connect\/xero\/\S+/.exec(await lastSaid(url, chat))?.[0] ?? "";
    return link !== "";
  });
  await page.goto(link);
  await connectXero(url, page, chat);
  await page.close();
}

/** Presses the newest button of that label in a chat. */
export async function pressIn(url: string, chat: string, label: string): Promise<void> {
  let token = "";
  await until(async () => {
    const choices = (await heardIn(url, chat)).flatMap((item) => item.choices);
    token = (choices.findLast((it) => it.label === label) as { token?: string } | undefined)?.token ?? "";
    return token !== "";
  });
  await fetch(`${url}/local/chats/${chat}/messages`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ choice: token }),
  });
}

async function lastSaid(url: string, chat: string): Promise<string> {
  return (await heardIn(url, chat)).at(-1)?.text ?? "";
}

/** Waits for what is on its way. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 20_000; Date.now() < deadline; ) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("It did not come to that within 20 seconds.");
}
