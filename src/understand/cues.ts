import type { Cue } from "./cue.ts";
import { moreCues } from "./cues-more.ts";
import { compile, type Phrases } from "./phrases.ts";

type Row = readonly [string, Cue];

/** Verb phrases that make a bill. `*` is where the client's name stands. */
const billing: readonly Row[] = [
  ["bill; invoice; invoce; invocie; invioce; invoise; inovice; invoic; biil; billl; bil; inv", { effect: "create-bill", form: "do", weight: 4, noun: true }],
  ["charge; bil i; anfon bil; anfonwch bil; bilio; biliwch; (invoicing|billing); (invoice|bill) (up|out|for|to); (invoise|invocie|invoce) (for|to); re - bill; rebill", { effect: "create-bill", form: "do", weight: 4, noun: true }],
  ["(send|chuck|sling|lob|bung|raise|do|make|create|write|write up|write out|knock up|knock out|draw up|issue|prepare|generate|get|pop|whack|bang|fire|fire off|ping|ping over|whip up|draft|put together|put through|put in|sort|sort out|set up|start|drop|shoot|email|text|stick in|stick|rattle off|run up|log|give|new|add|enter|sending|raising|doing|gie) (me|us|) (a|an|another|the|one|) (new|quick|wee|small|separate|nother|) (bill|invoice|invoce|invocie|inv|one|bil|invoise) (out|off|over|up|through|in|) (for|to|tae|fer|fur|till)", { effect: "create-bill", form: "do", weight: 6 }],
  ["(send|raise|do|make|create|write|knock up|draw up|issue|prepare|generate|whack|bang|fire off|ping|whip up|draft|sort|new|add|pop|get|shoot|email|gie|give|drop|do up) (a|an|another|new|a new|a quick|a wee|) (bill|invoice|invoce|invocie|inv)", { effect: "create-bill", form: "do", weight: 5 }],
  ["(send|gie|give|do|ping|email|text|shoot|drop|pop|get|bang|hand|write|raise|issue|fire|slap|whack|make) * (a|an|the|his|her|their|another|wan) (new|wee|quick|final|) (bill|invoice|invoce|inv|invocie) (for|of|)", { effect: "create-bill", form: "do", weight: 6 }],
  ["(bill|knock|write|draw|whip|make|do|sort) (us|me) up (a|an|wan) (wee|quick|) (bill|invoice) (for|to|tae)", { effect: "create-bill", form: "do", weight: 10 }],
  ["(put|stick|mark|pencil|set) * down for", { effect: "create-bill", form: "do", weight: 6 }],
  ["(put|stick|whack|bang|slap|pop|lump) (another|an extra|a further) * on (for|)", { effect: "edit-bill", form: "do", weight: 8 }],
  ["(put|stick|whack|bang|slap|pop|lump) * (on for|down to|on to|onto|on the bill for|on a bill for|on the tab for|on)", { effect: "create-bill", form: "do", weight: 5 }],
  ["(hit|sting|tap|tap up|stick) * (up|) for", { effect: "create-bill", form: "do", weight: 5, guessed: true }],
  ["(request|collect|ask for|get|claim) * from", { effect: "create-bill", form: "do", weight: 5, guessed: true }],
  ["ask * for", { effect: "create-bill", form: "do", weight: 5, guessed: true }],
  ["(wants|needs|needing|wanting|want|need|requires|is due|due|gets|could do with|is to get|to be) (invoiced|invoicing|billing|billed|charging|charged|a bill|an invoice|a bill for|an invoice for|invoicing for|billing for|a bill sending|a bill sent) (for|)", { effect: "create-bill", form: "did", weight: 5 }],
  ["(owes|owe|owing|is owing) (me|us|) ; (owes|owe) (me|us) (for|)", { effect: "owing", form: "did", weight: 5, aside: true }],
  ["(draft one|draft) (up|) (for|to)", { effect: "create-bill", form: "do", weight: 6, guessed: true }],
  ["half day for; full day for; half a day for; a day for; half day at; a morning for", { effect: "create-bill", form: "do", weight: 5, guessed: true }],
]; // biome-ignore format: one row a kind of phrase

/** Nothing of ours: money going out, another's bill, a bill already made. */
const outgoing: readonly Row[] = [
  ["(i|we|ive|weve|i have|we have|ive just|just|i just|i already|already|we already) (billed|invoiced|charged|sent * the bill|sent * the invoice|sent * a bill|sent * an invoice|sent * his bill)", { effect: "nothing", form: "whole", weight: 9 }],
  ["(billed|invoiced|charged|invoicing went|overcharged|undercharged)", { effect: "nothing", form: "whole", weight: 7 }],
  ["(billed|invoiced|charged|bills|charges|charging|invoices|billing|invoicing|overcharged|bill|invoice|charge) (me|us); (sent|gave|given|sends|emailed) (me|us) (a|an|the|his|her|their|another) (bill|invoice|quote); (wants|want|asked|asking|expects|is after) * (off|from) me", { effect: "nothing", form: "whole", weight: 9 }],
  ["(bill|invoice|bills|invoices) (came|arrived|turned up|has come|is in|came in|has arrived|landed|just came|just arrived|came through|dropped)", { effect: "nothing", form: "whole", weight: 9 }],
  ["(got|had|received|have|have got|theres|there 's|getting|get) (a|an|another|the|my|our|his|her|their) * (bill|invoice) (from|off|for|of|today|this morning|)", { effect: "nothing", form: "whole", weight: 7 }],
  ["(got|had|received|have|have got|theres|there 's|there is|heres) (a|an|another|the|my|our) (massive|huge|big|) (bill|invoice) (from|off|of|for|)", { effect: "nothing", form: "whole", weight: 9 }],
  ["(i|we) (still|) owe; owe (him|her|them) ; i owe; we owe; ive got to pay; i (need|have|got|ought|want) to pay; need to pay; must pay; remember to pay; have to pay; gotta pay; ill pay; i will pay; im paying; i am paying; we (need|have) to pay; dont forget to pay", { effect: "nothing", form: "whole", weight: 8 }],
  ["(i|we|ive|weve|i have|we have|i just|ive just|we just|i already|ive already|i only|mum|dad|the wife|the missus|my wife|my husband) paid", { effect: "nothing", form: "whole", weight: 8 }],
  ["(lend|loan|donate|offered (me|us)|offers (me|us)|offering (me|us)|worth)", { effect: "nothing", form: "whole", weight: 7 }],
  ["(spent|bought|ordered|spend|cost me|costs me|cost us|it cost|picked up|purchased|splashed|forked out|shelled out|overpaid|lent|loaned|borrowed|donated|tipped)", { effect: "nothing", form: "whole", weight: 7 }],
  ["(gas|electric|electricity|water|phone|broadband|council tax|tax|utility|energy|vet|vets|garage|heating|internet|mobile|hotel|restaurant|bar|supplier|suppliers) (bill|bills|invoice)", { effect: "nothing", form: "whole", weight: 7 }],
  ["(took|takes|taken|nicked|docked|knocked|want|wants) * off (me|us); (invoice|bill) * (came in|has come in|just came in|turned up|arrived|has arrived|came through) (for|)", { effect: "nothing", form: "whole", weight: 9 }],
  ["(invoice|bill) (template|templates|example|layout|design|number format)", { effect: "nothing", form: "whole", weight: 8 }],
  ["(cheque|check|payment|money|cash|it) (is|was|'s) in the post; in the post", { effect: "nothing", form: "whole", weight: 8 }],
  ["(wants|needs|want|need) paying", { effect: "nothing", form: "whole", weight: 8 }],
  ["pay (the|my|our|a|this|these|that|for|him|her|them|back|)", { effect: "nothing", form: "whole", weight: 5 }],
  ["give * (his|her|their|the|) money back", { effect: "nothing", form: "whole", weight: 3 }],
  ["(refunded|refunding|pay back|paid back|reimburse|reimbursed)", { effect: "nothing", form: "whole", weight: 3 }],
  ["remind me (to|about|that|when|of|in|on|at|tomorrow|)", { effect: "nothing", form: "whole", weight: 8 }],
  ["(how do|how can|how would) (i|we|you) (bill|invoice|charge|chase|send|add|make|raise|cancel|edit|change|connect|create|use); how does (this|it|that) work; what can (you|i) do; what (do|can) (you|i) (do|say|type|ask)", { effect: "help", form: "whole", weight: 9 }],
]; // biome-ignore format: one row a kind of phrase

/** Money that came in. */
const paying: readonly Row[] = [
  ["(paid|payed|has paid|have paid|'s paid|just paid|has just paid|'s just paid|finally paid|has finally paid|'s finally paid|paid up|settled|has settled|'s settled|settled up|have settled|coughed up|has coughed up|'s coughed up|stumped up|squared up|squared me up|paid me|paid us|has paid me|'s paid me|'s paid up|has paid up|paid in full|has payed|'s payed|now paid|cleared|has cleared|cleared up|finally settled|sorted me out|sorted up|have now paid|has now paid|already paid|has already paid|'s already paid|did pay|paid it|paid it off|paid off|paid that|have just paid|have finally paid|actually paid|payd|piad|apid|pd) (me|us|in full|up|the lot|it all|off|)", { effect: "record-payment", form: "did", weight: 6 }],
  ["(gave|has given|'s given|sent|has sent|'s sent|transferred|has transferred|'s transferred|handed|handed over|dropped|dropped off|bunged|slipped|wired|bacsed|chucked|put in|coughed|has paid in|paid in|paid into) (me|us|over|across|through|round|)", { effect: "record-payment", form: "did", weight: 5, guessed: false }],
  ["(money|payment|cash|cheque|funds|bank transfer) (is in|'s in|in|came in|has come in|came|arrived|has arrived|received|cleared|landed|has landed|just landed|came through|has come through|turned up|just came in|through|hit the account) (from|off|) ", { effect: "record-payment", form: "do", weight: 6 }],
  ["(got|had|received|took|just got|just had|ive got|ive had|i got|i had|ive received|ive just had|ive just got|have received|have had|we got|we had|we received|i received|just received|picked up|collected|banked|got in|ive been given|been given|i took) * (off|from|off of|frae|gan|in from|cash from|cash off|back from|back off)", { effect: "record-payment", form: "do", weight: 7 }],
  ["(been|got|getting|ive been|ive got|i got|i was|was|weve been|just been|just got|finally got|finally been) paid (by|from|off) ", { effect: "record-payment", form: "do", weight: 7 }],
  ["(been|got|just got|finally got|ive been|just been|was|i got) paid * (by|from|off)", { effect: "record-payment", form: "do", weight: 7 }],
  ["(got|had|received|banked) * (money|payment|cheque|dosh)", { effect: "record-payment", form: "do", weight: 6, guessed: true }],
  ["(just|has just|) (landed|came in|came through|come in|come through|dropped in|has landed|has come in) (from|off)", { effect: "record-payment", form: "do", weight: 7, guessed: true }],
  ["paid (by|from); payment (from|received from|in from|by|of * from|for|of); (payment|part payment|cash|cheque|transfer|deposit|money|bacs) (from|off); received from", { effect: "record-payment", form: "do", weight: 6 }],
  ["(record|log|note|enter) * from", { effect: "record-payment", form: "do", weight: 7 }],
  ["(mark|set|put|log|record|flag|class|tick) * (as|down as|to|off as|) paid", { effect: "record-payment", form: "do", weight: 8 }],
  ["(mark|set|tick) (as|off|) paid; (record|log|add|enter|note|book) (a|the|) (payment|part payment|cash payment) (of|from|by|for|); wedi talu; (its|it 's|thats|that 's|that one 's|that is|that has|that 's been|its been) (been|) (paid|settled)", { effect: "record-payment", form: "did", weight: 7 }],
  ["(is|has been|'s been|was|been|are|have been) (all|) (paid|settled|squared up|paid off|cleared|paid in full)", { effect: "record-payment", form: "did", weight: 6 }],
  ["(payment|money|cheque|transfer) (has|'s|have) (come through|come in|arrived|landed|cleared|come)", { effect: "record-payment", form: "did", weight: 7 }],
  ["and (so|as) (did|has|have); (so|as) (did|has|have); same for; ditto for", { effect: "record-payment", form: "do", weight: 6 }],
  ["(half|part|some|most|all|a bit|the rest|a third) of * (bill|invoice|money) (has|have|'s|) (come in|come through|come|been paid|arrived|landed|cleared|in|through)", { effect: "record-payment", form: "do", weight: 10, guessed: true }],
  ["(half paid|part paid|paid half|paid some|paid part|short paid|underpaid|paid a bit|paid most|paid most of it|paid half of it|paid something)", { effect: "record-payment", form: "did", weight: 7 }],
]; // biome-ignore format: one row a kind of phrase

const all = [...billing, ...outgoing, ...paying, ...moreCues];
export const cues: Phrases<Cue> = compile<Cue>(all.filter(([, cue]) => cue.alone !== true));
/** Short words that are a message of their own. */
export const aloneCues: Phrases<Cue> = compile<Cue>(all.filter(([, cue]) => cue.alone === true));
