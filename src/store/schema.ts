import type { Columns } from "./columns.ts";
import { access } from "./schema/access.ts";
import { audit } from "./schema/audit.ts";
import { books } from "./schema/books.ts";
import { chase } from "./schema/chase.ts";
import { chores } from "./schema/chores.ts";
import { clientChat } from "./schema/client-chat.ts";
import { links } from "./schema/links.ts";
import { pages } from "./schema/pages.ts";
import { cardPayments } from "./schema/payments.ts";
import { people } from "./schema/people.ts";
import { talk } from "./schema/talk.ts";
import { whatsApp } from "./schema/whatsapp.ts";
import { work } from "./schema/work.ts";
import { xero } from "./schema/xero.ts";

/**
 * The tables, once for both dialects. A trader's rows have the trader's id first in their key, and refer
 * to each other by both ids, so that no row of one trader can point at another's.
 */
export function defineTables(c: Columns) {
  const who = people(c);
  const money = books(c, who);
  return {
    ...who,
    ...money,
    ...talk(c, who, money),
    ...work(c),
    ...access(c, who),
    ...cardPayments(c, who, money),
    ...chase(c, who, money),
    ...xero(c, who, money),
    ...links(c, who),
    ...pages(c, who),
    ...chores(c),
    ...audit(c),
    ...whatsApp(c),
    ...clientChat(c, who),
  };
}
export type Tables = ReturnType<typeof defineTables>;
