import type { PaymentMethod, Tone, VatSaid } from "../domain/intent.ts";
import { gaps } from "./gaps.ts";
import { claim, type Mark, type Reading } from "./mark.ts";
import { titles } from "./names.ts";
import { compile, longest, type Phrases, startsOf } from "./phrases.ts";
import type { Scope } from "./scope.ts";
import { mayBegin, type Token, tokenAt, wordIn } from "./tokens.ts";
import { begins, learnWords, WordMap, words } from "./words.ts";

/** Null: VAT was spoken of, but in a way that can be read twice. */
const vats = compile<{ vat: VatSaid | null }>([
  [`(plus|+|and|add|adding|ex|exc|excl|excluding|exclusive of|before|net of|not including|not inc|then)
    (the|) (20 %|20|) (vat|v a t|vta|v . a . t|v . a . t .)`, { vat: "plus" }],
  [`(plus|+|and|add) (20 %|20 percent) (vat|); (20 %|20 percent|) (vat|v a t) (on top|extra|to add|added|to be added|excl|exc|
    exclusive|not included|not inc|excluded)`, { vat: "plus" }],
  ["none of (them|these|those|it) (plus|with|) (vat|v a t)", { vat: "none" }],
  ["(put|stick|add|whack) (the|) vat on (it|that|top|); exvat; plusvat; (+|plus) v; ex v a t", { vat: "plus" }],
  [`(inc|incl|including|inclusive|inclusive of|included|includes|including the|inc of|inc.) (the|) (20 %|20|
    ) (vat|v a t)`, { vat: "included" }],
  ["(inc|incl) . (20 %|) vat", { vat: "included" }],
  ["(exc|excl|ex) . (20 %|) vat", { vat: "plus" }],
  ["(w / o|w / out) (the|any|) vat", { vat: "none" }],
  [`vat (inc|incl|included|inclusive|including|is included|is in it); (with|) vat (already|) in (it|the
    price|there|) ; all in; gross`, { vat: "included" }],
  [`(no|without|without any|minus the|not|aint no|exempt from|dont add|do not add|not charging|dont charge|
    never) (the|any|) vat (on it|on this one|on this|on that|on top|for this|); (take|knock|leave|get) (the|
    ) vat off; vat (free|exempt|exempted); (get rid of|lose|drop) the vat; no tax; tax free; outside (the|) scope (of vat|); non vat; (exempt|not vatable|no
    vatable|novat|vatfree)`, { vat: "none" }],
  [`(plus|at|with|inc|including|+|) (5 %|5|five percent|five per cent|5 percent|reduced|reduced rate|reduced
    rate of|the reduced rate of) vat (rate|); (plus|inc|including|with|add|+|) vat (at|@|of|) (5 %|five percent|5 percent|reduced rate|
    reduced|the reduced rate|the lower rate); (at|) (the|) (reduced|lower) (rate|rate of|) vat; at (the|) (reduced|lower) rate; reduced rate`, { vat: "reduced" }],
  [`(plus|at|) (zero rated|zero - rated|zero rate|zero rating|zerorated) (vat|for vat|); (zero|0 %|0|zero
    percent|nil|nil rate) (rate|rated|) (of|) vat; vat (at|@|) (zero|0 %|0|zero rate|zero rated|nil); (zero
    rated|zero - rated)`, { vat: "zero" }],
  [`(plus|and|+|) (the|) vat (man|inspector|return|bill|number|registration)`, { vat: null }],
  [`(vat|v a t); (20 %|at 20 %|20 percent) vat; vat (at|@|of|) (20 %|20|20 percent|standard rate|standard|
    17.5 %); vatable; (standard|full) rate vat; vat registered price; with (the|) vat`, { vat: null }],
]); // biome-ignore format: one row a meaning

const xeros = compile<{ to: boolean }>([
  [`(not|but not|and not|(dont|do not) (put|run|push|send|pass) (it|this|that|this one|that one|them)|never|keep it
    out|keep this out|leave it out|keep it off|leave it off|keep off|stay out|dont sync it|dont
    add it|dont) (in|into|to|of|on|through|via|with|) xero; (no|without|skip|minus|off|except|bypass|outside) xero; not (for|
    through|via) xero; xero off; off the books`, { to: false }],
  [`(and|) (also|) (put it|push it|put this|push this|add it|sync it|send it|stick it|create it|raise it|
    save it|record it|pop it|bang it|and|also|) (in|into|to|on|through|via) xero (too|as well|also|); with
    xero; (xero too|xero as well)`, { to: true }],
]); // biome-ignore format: one row a meaning

const methods = compile<{ method: PaymentMethod }>([
  [`(to be paid|to pay|payable|be paid|to be settled|payment) (by|via|with|in) (bank transfer|bacs|bank|
    transfer|faster payment|online); (to be paid|to pay|payable|payment) (into|to) (the|my) (bank|account)`, { method: "bank" }],
  ["(to be paid|to pay|payable|be paid|payment) (by|in|with) cash", { method: "cash" }],
  ["(to be paid|to pay|payable|be paid|payment) (by|with) (cheque|check)", { method: "cheque" }],
  ["(to be paid|to pay|payable|be paid|payment|paying) (by|with|on) card", { method: "card" }],
  ["(in|by|with|as|) cash (in hand|)", { method: "cash" }],
  [`(by|via|with|) (bank transfer|bacs|bank|transfer|faster payment|faster payments|bank payment|direct
    transfer|online banking|standing order|bt|online); (straight|) (into|in|to) (the|my|our) (bank|account|
    bank account)`, { method: "bank" }],
  [`(by|with|on|via|over) (the|his|her|their|my|) (card|debit card|credit card|card machine|sumup|stripe|zettle|contactless|
    card reader|apple pay); card payment`, { method: "card" }],
  ["(by|with|via|in|) (a|) (cheque|chq|cheq); (by|with|via|in|a|in a|by a) check", { method: "cheque" }],
]); // biome-ignore format: one row a meaning

const tones = compile<{ tone: Tone }>([
  [`(gently|nicely|friendly|politely|softly|kindly|casually|lightly|gentle|soft|nice|polite); (keep it|be|in
    a|nothing too|make it) (nice|friendly|gentle|light|polite|soft); nothing (heavy|nasty|too heavy|
    aggressive); not (too|so|) (hard|heavy|firm|firmly|harsh|strong|strict|stern|aggressive|pushy); (go|nice and) (easy|gently); (friendly|gentle|polite|soft|nice|little|quick|wee) (nudge|reminder|poke|message|one|chase|
    prod|word)`, { tone: "friendly" }],
  [`(formally|formal|professionally|officially|properly); (formal|proper|official|professional) (reminder|
    letter|message|one|chase|tone)`, { tone: "formal" }],
  [`(firmly|firm|sternly|hard|strongly|harshly|stern|strict|seriously|tough); (final|last|stern|strong|firm|
    harsh|serious|stiff|strongly worded|angry) (reminder|warning|notice|demand|letter|message|chase|one|
    word); get tough; get heavy; no more (mr|) nice (guy|)`, { tone: "firm" }],
]); // biome-ignore format: one row a meaning

const fixes = compile<true>([
  [`(no|nah|naw|nope|oops|whoops|sorry|soz|ah) (sorry|wait|meant|i mean|i meant|make it|make that|actually|hang on|
    hold on|scrap that|scratch that|not that|its|it 's|thats wrong|rather|no)`, true],
  [`(sorry|wait|actually|oops|whoops|correction|typo|i mean|i meant|i meant to say|hang on|hold on|scratch that|
    on second thoughts|second thoughts|on reflection|or rather|tell a lie|my mistake|no|nope|nah|make that|make it|call it|strike that|delete that|my bad|i tell a
    lie|well actually|should be|edit)`, true],
  [`(sorry|wait|actually|oops) (no|i mean|i meant|make it|make that|its|it 's|thats|should be|should have
    been|not that)`, true],
  [`(no|actually|sorry|wait) (sorry|no|) (i|) (mean|meant|meant to say) ; (sorry|no) (no|) (its|it 's|it
    should be|that should be) ; no (no|sorry) wait; (hang on|hold on|wait) (no|sorry|a sec|a minute|a
    second) (no|sorry|) `, true],
]); // biome-ignore format: one row a shape

const drafts = compile<true>([
  [
    "(but|and|just|) (dont|do not|not|no|please dont) (to|) (send|sending|email|issue) (it|this|that) (out|yet|to (him|her|them)|until i say|just yet|for now|) (yet|); (but|and|just|) (dont|do not|not) (to|) (send|issue) (out|) (yet|just yet); (as|just|only|save as|save it as|leave it as|keep it as) (a|) draft; hold it for now; but (hold|hang) (fire|your horses); (in|to) draft(s|); save for later; not yet; (but|and|) hold (it|that|this); keep it back; wait for (me|my ok|my say so|my go ahead|confirmation) (to confirm|to say|) ; (until|till|before) i (say|confirm|tell you|check); (actually|no|oh|nah) (leave it|leave that); (actually|) (forget it|never mind|nevermind|forget that); pending; tbc; tba; (to be|tb) confirmed; subject to; provisional; provisionally; est; estimated; on (account|finance|credit|tick|the slate|hire purchase|hp|the never never|sale or return)",
    true,
  ],
]);

const eaches = compile<true>([
  [
    "each; apiece; (a|per) (piece|pop|head|person|client|customer); ea; both; the pair of them; respectively; yr un",
    true,
  ],
]);

type Table = readonly [Phrases<never>, (value: never) => Reading];

function row<T>(phrases: Phrases<T>, make: (value: T) => Reading): Table {
  return [phrases as unknown as Phrases<never>, make as unknown as (value: never) => Reading];
}

const tables: readonly Table[] = [
  row(vats, ({ vat }) => ({ kind: "vat", vat })),
  row(xeros, ({ to }) => ({ kind: "xero", to })),
  row(methods, ({ method }) => ({ kind: "method", method })),
  row(tones, ({ tone }) => ({ kind: "tone", tone })),
  row(gaps, (gap) => ({ kind: "gap", gap })),
  row(drafts, () => ({ kind: "draft" })),
  row(fixes, () => ({ kind: "fix" })),
  row(eaches, () => ({ kind: "each" })),
];

/** How it was paid, wherever it is said: "cash from Terry" is one phrase with its verb. */
export function methodIn({ tokens, owner }: Scope, start: number, end: number): PaymentMethod | null {
  for (let at = start; at < end; at += 1) {
    // "Sunny Bank paid"
    const mark = owner[at];
    if (mark?.kind === "client") continue;
    if (mark?.kind === "method") return mark.is.method;
    const found = longest(methods, tokens, at);
    if (found !== null) return found.value.method;
  }
  return null;
}

/** How to ask, wherever it is said: "a final reminder" is one phrase with its verb. */
export function toneIn(tokens: readonly Token[], start: number, end: number): Tone | null {
  for (let at = start; at < end; at += 1) {
    const found = longest(tones, tokens, at);
    if (found !== null) return found.value.tone;
  }
  return null;
}

/** Which tables have anything that starts with a word: all other words are passed over at once. */
const openers = new WordMap<readonly number[]>(
  tables.reduce((known, [phrases], index) => {
    for (const word of new Set(startsOf(phrases))) known.set(word, [...(known.get(word) ?? []), index]);
    return known;
  }, new Map<string, number[]>()),
);

/** VAT, Xero, how it was paid, how to ask, what we cannot do yet, and slips of the tongue. */
export function readExtras(tokens: readonly Token[]): Mark[] {
  const marks: Mark[] = [];
  const free: number[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    if (!mayBegin(tokens, at, begins.extra)) continue;
    const word = wordIn(tokens, at);
    if (tokens[at]?.low === "*" && starred(tokens, at)) marks.push(claim(at, at + 1, { kind: "fix" }));
    const bare = bareWords.get(word);
    if (bare !== undefined && standsBare(tokens, at)) marks.push(claim(at, at + 1, bare));
    for (const index of openers.get(word) ?? []) {
      const table = tables[index];
      if (table === undefined || at < (free[index] ?? 0)) continue;
      const [phrases, make] = table;
      const found = longest(phrases, tokens, at);
      // "Mr Cash" is a man.
      if (found === null || (found.end === at + 1 && titles.has(wordIn(tokens, at - 1)))) continue;
      marks.push(claim(at, found.end, make(found.value)));
      free[index] = found.end;
    }
  }
  return marks;
}

/** "bill Ali 40 *45": as chats put a slip right. */
function starred(tokens: readonly Token[], at: number): boolean {
  const closed = tokens.some(({ low }, other) => other !== at && low === "*");
  return tokens[at]?.gap === true && tokens[at + 1]?.gap === false && at > 0 && !closed;
}

/** Words that mean something only right behind the figures: "£230 inc", "£60 card". */
const bareWords = new WordMap<Reading>([
  ["inc", { kind: "vat", vat: "included" }],
  ["incl", { kind: "vat", vat: "included" }],
  ["inclusive", { kind: "vat", vat: "included" }],
  ["ex", { kind: "vat", vat: "plus" }],
  ["exc", { kind: "vat", vat: "plus" }],
  ["excl", { kind: "vat", vat: "plus" }],
  ["card", { kind: "method", method: "card" }],
]);

learnWords(["*", ...openers.keys(), ...bareWords.keys()], begins.extra);

const nextOrders = words("due please pls ta thanks cheers mate for by and to on");

/** Only where nothing else follows. */
function standsBare(tokens: readonly Token[], at: number): boolean {
  const before = tokenAt(tokens, at - 1);
  const next = tokens[at + 1];
  const priced = before?.kind === "number" || ["quid", "pounds", "k"].includes(before?.low ?? "");
  const ends =
    next === undefined || next.kind === "break" || next.kind === "sign" || nextOrders.has(next.word);
  return priced && ends;
}
