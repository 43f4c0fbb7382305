import type { Api } from "grammy";

/** One line of the menu that Telegram shows beside the text field. */
export interface MenuEntry {
  readonly command: string;
  readonly description: string;
}

/** grammY's own type of an abort signal; Node's does as well, but is not declared alike. */
export type Signal = Parameters<Api["getMe"]>[0];

/** What a trader would have said instead of the command. One that is not here is its own name. */
const phrases: Readonly<Record<string, string>> = {
  owed: "who owes me",
  link: "link another chat",
  unlink: "unlink this chat",
};

export interface Command {
  readonly name: string;
  readonly rest: string;
  /** The command as the trader would say it. */
  readonly says: string;
}

/** `/bill Acme £230`, also as `/bill@the_bot Acme £230`; null for anything else. */
export function readCommand(text: string): Command | null {
  const found = /^\/([a-z][a-z0-9_]{0,31})(?:@\w{1,64})?(?:\s+([\s\S]*))?$/i.exec(text);
  if (found === null) return null;
  const name = (found[1] ?? "").toLowerCase();
  const rest = (found[2] ?? "").trim();
  const phrase = phrases[name] ?? name.replaceAll("_", " ");
  return { name, rest, says: rest === "" ? phrase : `${phrase} ${rest}` };
}

/** Sets the command menu where it is not what it should be. Setting it at every start would cost a limit. */
export async function setMenu(api: Api, wanted: readonly MenuEntry[], signal: Signal): Promise<boolean> {
  const there = await api.getMyCommands(undefined, signal);
  const plain = (menu: readonly MenuEntry[]) =>
    JSON.stringify(menu.map((it) => [it.command, it.description]));
  if (plain(there) === plain(wanted)) return false;
  await api.setMyCommands([...wanted], undefined, signal);
  return true;
}
