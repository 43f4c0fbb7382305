import type { AnyVerb } from "../domain/intent.ts";
import type { Clause } from "./clause.ts";
import type { Draft } from "./draft.ts";
import type { Mark, Reading } from "./mark.ts";
import { businesses } from "./client-index.ts";
import { politeEnd } from "./mood.ts";
import { isKind, lowAt, marksOf, type Scope } from "./scope.ts";
import { moneyIn } from "./slots.ts";
import { tokenise } from "./tokens.ts";
import { countedThings, fillers, workWords } from "./vocabulary.ts";

/*
 * What the gate asks about words: each must be part of the verb, a name, a field, manners, or the work that is billed.
 * The lists say what an order may hold, not what it may not: a word that nobody thought of makes it a guess.
 */

type Kind = Reading["kind"];

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/).filter((word) => word !== ""));
}

interface Allowed {
  /** Fields of such an order: any other mark in it is a word too many. */
  readonly kinds: ReadonlySet<Kind>;
  /** Words that change nothing beside its verb. */
  readonly light: ReadonlySet<string>;
  /** What it was for may be said in free words behind one of these. */
  readonly openers: ReadonlySet<string>;
  /** Whether work may be named without any of them: "boiler repair 85". */
  readonly bare: boolean;
  /** Words that make even what it was for something else: "paid for my lunch". */
  readonly never?: ReadonlySet<string>;
}

const everyOrder: readonly Kind[] = ["client", "amount", "bill", "cue", "fix", "other", "reference"];
const billing: Allowed = {
  kinds: new Set([
    ...everyOrder,
    ...(["day", "vat", "xero", "method", "email", "phone", "address", "each", "tone", "draft", "gap"] as const),
  ]),
  light: words(`
    the a an and & + of to in on with at by from his her their my our your 's as per x @ * = / . , ; : - ( ) " ' # % £ !
    plus total totals totalling altogether all comes come came is be due payable price cost amount sum job bill invoice
    one new client customer please send sent over out up for fer fir tae re regarding about this that thats its each
    apiece account name reference ref email mail number no both day date makes them em him her it quid pound pounds pence p
    exactly remaining agreed done finished completed again time sort code text whatsapp message i erbyn am yr
    children kids
  `),
  openers: words("for fer fir fur fore re regarding - : ( about towards covering"),
  bare: true,
};
const paying: Allowed = {
  kinds: new Set([...everyOrder, ...(["day", "method", "draft"] as const)]),
  light: words(`
    the a an and & of to in on with by from his her their our 's s as . , ; : - ( ) " ' £ ! me us full up off it that
    this one lot bill bills invoice invoices balance rest remainder last final first payment money cash cheque sum amount
    total account all everything whole has have had is was been just finally now already both they he she them him paid
    cleared settled long job owed owing due outstanding against towards for received via who so far too as well also yesterday
    some part instalment installment ref reference more another only short eventually came come arrived landed back i we ive
    weve been got hit quid pound pounds pence p wedi mae am on
  `),
  openers: words("for against towards"),
  bare: false,
  never: words("my our"),
};
const changing: Allowed = {
  kinds: new Set([...everyOrder, ...(["day", "vat", "xero", "method", "email"] as const)]),
  light: words(`
    the a an and & of to in on with at by from for his her their my our 's s as . , ; : - ( ) " ' £ ! it that this one
    last latest new old same bill bills invoice invoices price total amount figure sum cost due date day deadline
    terms vat reference ref job be is was are should have been shouldve meant supposed read say said make making
    not instead rather than down up out back off another more less extra it's its now all whole line please number no
    add added put change changed also too as well into wrong right him her them he she they po order only actually
  `),
  openers: words("for - : ("),
  bare: true,
};
const ending: Allowed = {
  kinds: new Set<Kind>(["client", "bill", "cue", "fix", "amount"]),
  light: words(`
    the a an and & of to on at from for his her their my our 's s . , ; : - ( ) " ' £ ! it that this one last latest whole
    bill bills invoice invoices job rest remainder balance what owes owed due off as bad debt please just all lot both debt
    number no outstanding remaining he she they is remove money them him her entirely completely fully in full out
    have has gone went bust under dead died insolvent
  `),
  openers: words("for"),
  bare: false,
};

const allowed: Partial<Readonly<Record<AnyVerb, Allowed>>> = {
  "create-bill": billing,
  "record-payment": paying,
  "edit-bill": changing,
  "cancel-bill": ending,
  "write-off": ending,
};

/** Words that turn what stands beside them into something else, within the name of a work too. Closed classes. */
const weighty = words(`
  i id ill im ive we weve he hes shes she theyve theyre they it him them me us you who whose whom which what why how where
  if when whenever unless until till once while whether because cos since although though but or than except
  provided providing assuming depending like
  is isnt are arent was wasnt were be been has hasnt have havent had hadnt do does doesnt dont did didnt will wont would
  wouldnt can cant cannot could couldnt should shouldnt may might must shall ought
  not no never neither nor none nothing without
  maybe perhaps probably possibly hopefully apparently allegedly supposedly roughly
  said says saying told asked reckons reckon thinks think thought guess suppose hope hoping wants wanted
  more less most half twice double triple another other others same instead again rather only yet later soon
  half-day already still minus except apart
`);

/** Is every word of a clause accounted for by what was made of it? */
export function everyWord(scope: Scope, clause: Clause, drafts: readonly Draft[]): boolean {
  const verb = drafts[0]?.intent.intent ?? "none";
  const may = allowed[verb];
  if (may === undefined) return true;
  const named = namesOf(drafts);
    return opensPlain(scope, clause, may, named) && goesOnPlain(scope, clause, may, named) && (may !== billing || !partOf(scope, clause));
}

function namesOf(drafts: readonly Draft[]): ReadonlySet<string> {
  return new Set(drafts.flatMap(({ intent }) => tokenise(intent.client?.said ?? "").map(({ low }) => low)));
}

const joints = words("and & + then so also plus but");
/** "just finished at Mrs Patel's, bill her": work that is done, before the order to bill it. */
const reports = words(
  "just done finished completed did been at for in the a an job work today thats that 's all up now off hope hes shes theyre youre you are good well is right there",
);

/** Before the verb of an order stand manners, joints and days; before "paid" whoever paid. */
function opensPlain(scope: Scope, { start, cue }: Clause, may: Allowed, named: ReadonlySet<string>): boolean {
  if (cue === null) return true;
  const telling = may !== billing || cue.is.cue.form === "did";
  for (let at = start; at < cue.start; at += 1) {
    const polite = politeEnd(scope, at);
    if (polite > at && polite <= cue.start) {
      at = polite - 1;
      continue;
    }
    if (marked(scope, at, may) || isName(scope, at, named) || fillers.has(lowAt(scope, at))) continue;
    if (scope.tokens[at]?.kind !== "word" && scope.tokens[at]?.kind !== "number") continue;
    const low = lowAt(scope, at);
    if (telling ? may.light.has(low) : joints.has(low) || reports.has(low) || workWords.has(low)) continue;
    return false;
  }
  return true;
}

function goesOnPlain(
  scope: Scope,
  { start, end, cue }: Clause,
  may: Allowed,
  named: ReadonlySet<string>,
): boolean {
  let open = false;
  let listed = false;
  const money = moneyIn(scope, { start, end });
  /** "for the 2019 transit", "for 6 children": figures within what it was for do not end it. */
  const within = (mark: Mark) =>
    isKind(mark, "amount")
      ? !money.includes(mark) || mark.is.quantity !== 1
      : isKind(mark, "other") || isKind(mark, "client") || (isKind(mark, "day") && mark.is.length);
  for (let at = cue?.start ?? start; at < end; at += 1) {
    const low = lowAt(scope, at);
    if (marked(scope, at, may)) {
      const mark = scope.owner[at];
      open =
        listed || (mark !== undefined && within(mark) && (open || isKind(mark, "amount") || lowAt(scope, mark.start) === "for"));
      continue;
    }
    if (scope.owner[at] !== undefined && !(open && isKind(scope.owner[at], "cue"))) return false;
    if (isName(scope, at, named) || scope.tokens[at]?.kind === "sign") {
      listed ||= low === ":";
      open ||= may.openers.has(low);
      continue;
    }
    const polite = politeAround(scope, at);
    if (polite > at) {
      at = polite - 1;
      continue;
    }
    if (may.never?.has(low) === true) return false;
    if (weighty.has(low) && !may.light.has(low)) {
      if (!ofWork(scope, at)) return false;
      continue;
    }
    if (may.openers.has(low)) open = true;
    else if (!open && !may.light.has(low) && !fillers.has(low)) {
      const run = endOfRun(scope, at, end, may);
      if (!may.bare || !tellsWork(scope, at, run)) return false;
      at = run - 1;
    }
  }
  return true;
}

/** "300 pounds of sand": how much it costs, or how much of it there is? */
function partOf(scope: Scope, { start, end }: Clause): boolean {
  return marksOf(scope, "amount", start, end).some((mark) => lowAt(scope, mark.end) === "of");
}

/** Owned by a mark of a kind that such an order has a field for. */
function marked(scope: Scope, at: number, may: Allowed): boolean {
  const mark = scope.owner[at];
  return mark !== undefined && may.kinds.has(mark.is.kind);
}

function isName(scope: Scope, at: number, named: ReadonlySet<string>): boolean {
  return named.has(lowAt(scope, at)) || businesses.has(lowAt(scope, at));
}

/** Free words in a row: up to the next field, sign or word that opens something. */
function endOfRun(scope: Scope, from: number, end: number, may: Allowed): number {
  let at = from;
  while (
    at < end &&
    (scope.tokens[at]?.kind === "word" || (lowAt(scope, at) === "-" && scope.tokens[at]?.gap === false)) &&
    !may.openers.has(lowAt(scope, at)) &&
    !weighty.has(lowAt(scope, at)) &&
    (scope.owner[at] === undefined || isKind(scope.owner[at], "cue"))
  )
    at += 1;
  return Math.max(at, from + 1);
}

/** "boiler repair 85", said without any "for": one of the words must be known as work. */
function tellsWork(scope: Scope, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) {
    const low = lowAt(scope, at);
    if (workWords.has(low) || countedThings.has(low) || nearlyWork(low)) return true;
  }
  return false;
}

let slips: ReadonlySet<string> | undefined;

/** "windws", "paintin": a letter left out of a word of work. */
function nearlyWork(low: string): boolean {
  if (low.length < 5) return false;
  slips ??= new Set([...workWords].filter((word) => word.length > 5).flatMap(oneLess));
  return slips.has(low) || oneLess(low).some((less) => workWords.has(less));
}

function oneLess(word: string): string[] {
  return Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1));
}

/** "what I did", "the work we agreed", "no 4": whose work it was changes nothing. */
function ofWork(scope: Scope, at: number): boolean {
  const [low, next] = [lowAt(scope, at), lowAt(scope, at + 1)];
  if (["i", "ive", "we", "weve", "what", "that", "did", "had", "have"].includes(low))
    return (
      ["did", "done", "fitted", "fixed", "i", "we", "ive", "weve"].includes(next) ||
      ["i", "we", "ive", "weve"].includes(lowAt(scope, at - 1))
    );
  if (low === "was" || low === "is") return ["done", "finished", "completed", "agreed"].includes(next);
  if (low === "half") return next === "past" || sides.has(lowAt(scope, at - 1));
  // "the front only", "ninety five quid like"
  if (low === "only" || low === "like") return scope.tokens[at + 1]?.kind !== "word";
  return low === "no" && (scope.tokens[at + 1]?.kind === "number" || next === "pence");
}

const sides = words("first second other last front back top bottom left right upper lower");

/** The end of the polite phrase in which a word stands: "any chance you could". */
function politeAround(scope: Scope, at: number): number {
  for (let from = at; from >= Math.max(0, at - 4); from -= 1) {
    const end = politeEnd(scope, from);
    if (end > at) return end;
  }
  return at;
}
