import { html } from "hono/html";
import type { Tx } from "../../store/store.ts";
import { findXeroConnection } from "../../store/xero-connections.ts";
import { countManaged, countMirrors } from "../../store/xero-mirrors.ts";
import type { Html } from "../page/html.ts";

/** Long work with Xero that is under way, and how far it is. */
export type Progress =
  | { readonly work: "import"; readonly done: number; readonly organisation: string }
  | { readonly work: "push"; readonly done: number; readonly all: number; readonly organisation: string };

/** Fewer bills than this on their way are not worth a bar: they are there in a moment. */
const worthShowing = 5;

/** Null where nothing long is under way. */
export async function findProgress(tx: Tx, traderId: string): Promise<Progress | null> {
  const connection = await findXeroConnection(tx, traderId);
  if (connection?.state !== "on") return null;
  const organisation = connection.organisationName;
  if (connection.importPage !== null)
    return { work: "import", done: await countManaged(tx, traderId), organisation };
  const { all, waiting } = await countMirrors(tx, connection);
  return waiting < worthShowing ? null : { work: "push", done: all - waiting, all, organisation };
}

/** How far it is, in words and as a bar. The page it is on loads itself again until it is done. */
export function progressPart(progress: Progress): Html {
  const number = (n: number) => n.toLocaleString("en-GB");
  if (progress.work === "import")
    return html`<section class="panel stack tight" role="status"><p>Taking over open invoices from ${progress.organisation}: ${number(progress.done)} so far.</p><progress aria-label="Import"></progress></section>`;
  const { done, all, organisation } = progress;
  return html`<section class="panel stack tight" role="status"><p>Putting your bills into ${organisation}: ${number(done)} of ${number(all)}.</p><progress aria-label="Bills put into Xero" value="${done}" max="${all}"></progress></section>`;
}
