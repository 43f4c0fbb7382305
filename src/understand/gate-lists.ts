import type { AnyVerb } from "../domain/intent.ts";
import type { Kind } from "./mark.ts";
import { type WordList, words } from "./words.ts";

/* What each order on the books may hold. A new harmless word is a word more here. */

export interface Allowed {
  readonly verb: AnyVerb;
  /** Fields of such an order: any other mark in it is a word too many. */
  readonly kinds: ReadonlySet<Kind>;
  /** Words that change nothing beside its verb. */
  readonly light: WordList;
  /** What it was for may be said in free words behind one of these. */
  readonly openers: WordList;
  /** Whether work may be named without any of them: "boiler repair 85". */
  readonly bare: boolean;
  /** Words that make even what it was for something else: "paid for my lunch". */
  readonly never?: WordList;
}

const everyOrder: readonly Kind[] = ["client", "amount", "bill", "cue", "fix", "other", "reference"];
export const billing: Allowed = {
  verb: "create-bill",
  kinds: new Set([
    ...everyOrder,
    ...([
      "day",
      "vat",
      "xero",
      "method",
      "email",
      "phone",
      "address",
      "each",
      "tone",
      "draft",
      "gap",
    ] as const),
  ]),
  light: words(`
    the a an and & + of to in on with at by from his her their my our your 's as per x @ * = / . , ; : - ( ) " ' # % £ !
    plus total totals totalling altogether all comes come came is be due payable price cost amount sum job bill invoice
    one new client customer please send sent over out up for fer fir tae re regarding about this that thats its each
    apiece account name reference ref email mail number both day date makes them em him her it quid pound pounds pence p
    exactly remaining agreed discussed quoted arranged done finished completed again time sort code text whatsapp message i erbyn am yr
    children kids
  `),
  openers: words("for fer fir fur fore re regarding - : ( about towards covering"),
  bare: true,
};
const paying: Allowed = {
  verb: "record-payment",
  kinds: new Set([...everyOrder, ...(["day", "method", "draft", "tone"] as const)]),
  light: words(`
    the a an and & of to in on with by from his her their our 's s as . , ; : - ( ) " ' £ ! me us full up off it that
    this one lot inv bill bills invoice invoices balance rest remainder last final first payment money cash cheque sum amount
    total account all everything whole has have had is was been just finally now already both they he she them him paid
    cleared settled long job owed owing due outstanding against towards for received via who so far too as well also yesterday
    some part instalment installment ref reference more another only short eventually came come arrived landed back good great news seen early late i we ive
    weve been got hit quid pound pounds pence p wedi mae am on
  `),
  openers: words("for against towards"),
  bare: false,
  never: words("my our"),
};
const changing: Allowed = {
  verb: "edit-bill",
  kinds: new Set([...everyOrder, ...(["day", "vat", "xero", "method", "email", "tone"] as const)]),
  light: words(`
    the a an and & of to in on with at by from for his her their my our 's s as . , ; : - ( ) " ' £ ! it that this one
    last latest new old same bill bills invoice invoices price total amount figure sum cost due date day deadline
    terms vat reference ref job be is was are should have been shouldve meant supposed read say said make making
    not instead rather than go goes down up onto top out back off another more less extra it's its now all whole line please number
    add added put change changed also too as well into wrong right him her them he she they po order only actually
  `),
  openers: words("for - :"),
  bare: true,
};
const ending: Omit<Allowed, "verb"> = {
  kinds: new Set<Kind>(["client", "bill", "cue", "fix", "amount"]),
  light: words(`
    the a an and & of to on at from for his her their my our 's s . , ; : - ( ) " ' £ ! it that this one last latest whole
    bill bills invoice invoices rest remainder balance what owes owed due off as bad debt please just all lot both debt
    number outstanding remaining he she they is remove money them him her entirely completely fully in full out
    have has gone went bust under dead died insolvent ceased trading debtor
  `),
  openers: words("for"),
  bare: false,
};

export const allowed: Partial<Readonly<Record<AnyVerb, Allowed>>> = {
  "create-bill": billing,
  "record-payment": paying,
  "edit-bill": changing,
  "cancel-bill": { ...ending, verb: "cancel-bill" },
  "write-off": { ...ending, verb: "write-off" },
};

export const joints = words("and & + then so also plus but next finally lastly firstly");
/** "just finished at Mrs Patel's, bill her": work that is done, before the order to bill it. */
export const reports = words(
  "just done finished completed did been at for in the a an job work today thats that 's all up now off hope hes shes theyre youre you are good well is right there",
);

export const sides = words("first second other last front back top bottom left right upper lower");
