import { type CueRow, cue } from "./cue.ts";

/** Nothing of ours: money going out, another's bill, a bill already made. */
export const outgoing: readonly CueRow[] = [
  [`(i|we|ive|weve|i have|we have|ive just|just|i just|i already|already|we already) (billed|invoiced|
    charged|sent * the bill|sent * the invoice|sent * a bill|sent * an invoice|sent * his bill)`, cue("nothing", "whole", 9)],
  ["(billed|invoiced|charged|invoicing went|overcharged|undercharged)", cue("nothing", "whole", 7)],
  [`(billed|invoiced|charged|bills|charges|charging|invoices|billing|invoicing|overcharged|bill|invoice|
    charge) (me|us); (sent|gave|given|sends|emailed) (me|us) (a|an|the|his|her|their|another) (bill|invoice|
    quote); (wants|want|asked|asking|expects|is after) * (off|from) me`, cue("nothing", "whole", 9)],
  [`(bill|invoice|bills|invoices) (came|arrived|turned up|has come|is in|came in|has arrived|landed|just
    came|just arrived|came through|dropped)`, cue("nothing", "whole", 9)],
  [`(got|had|received|have|have got|theres|there 's|getting|get) (a|an|another|the|my|our|his|her|their) *
    (bill|invoice) (from|off|for|of|today|this morning|)`, cue("nothing", "whole", 8)],
  [`(got|had|received|have|have got|theres|there 's|there is|heres) (a|an|another|the|my|our) (massive|huge|
    big|) (bill|invoice) (from|off|of|for|)`, cue("nothing", "whole", 9)],
  [`(i|we) (still|) owe; owe (him|her|them) ; i owe; we owe; ive got to pay; i (need|have|got|ought|want) to
    pay; need to pay; must pay; remember to pay; have to pay; gotta pay; ill pay; i will pay; im paying; i
    am paying; we (need|have) to pay; dont forget to pay`, cue("nothing", "whole", 8)],
  [`(i|we|ive|weve|i have|we have|i just|ive just|we just|i already|ive already|i only|mum|dad|the wife|the
    missus|my wife|my husband) paid`, cue("nothing", "whole", 8)],
  ["(lend|loan|donate|offered (me|us)|offers (me|us)|offering (me|us)|worth)", cue("nothing", "whole", 7)],
  [`(spent|bought|ordered|spend|cost me|costs me|cost us|it cost|picked up|purchased|splashed|forked out|
    shelled out|overpaid|lent|loaned|borrowed|donated|tipped)`, cue("nothing", "whole", 7)],
  [`(gas|electric|electricity|water|phone|broadband|council tax|tax|utility|energy|vet|vets|garage|heating|
    internet|mobile|hotel|restaurant|bar|supplier|suppliers) (bill|bills|invoice)`, cue("nothing", "whole", 7)],
  [`(took|takes|taken|nicked|docked|knocked|want|wants) * off (me|us); (invoice|bill) * (came in|has come
    in|just came in|turned up|arrived|has arrived|came through) (for|)`, cue("nothing", "whole", 9)],
  ["(cancel|delete|remove|drop|scrap) * (appointment|booking|lesson|lessons|slot|visit|session|class|subscription|membership|contract|insurance|policy|direct debit|standing order|order|quote|viewing)", cue("nothing", "whole", 9)],
  ["(delete|remove|cancel|drop) (the|) (client|customer|contact)", cue("nothing", "whole", 9)],
  ["(got|had|took|gets|takes|nicked|robbed) * (off|from|out of) (me|us)", cue("nothing", "whole", 9)],
  [`(pushed|sodded|buggered) off; topped up; settled (in|down); paid (me|us|) (a|) (visit|call|compliment|compliments|attention|lip
    service|heed); (sent|gave) (me|us|) (his|her|their) (regards|love|best|apologies|sympathies)`, cue("nothing", "whole", 9)],
  ["(wants|want|is after|asked|asking) * for (my|our)", cue("nothing", "whole", 9)],
  ["(dropped|picked) (me|us) (off|up); (dropped|picked) (me|us) * from", cue("nothing", "whole", 9)],
  ["(put|stick|mark|sign|pencil|count) (me|us) (down|in|up|out)", cue("nothing", "whole", 9)],
  ["(charge|charging) (my|the|your|our|this|his|her) (phone|laptop|tablet|battery|batteries|van|car|drill|ipad|watch|speaker)", cue("nothing", "whole", 9)],
  ["(cancel|undo|remove|delete|reverse|void) * (payment|payments)", cue("nothing", "whole", 9)],
  ["(invoice|bill) (template|templates|example|layout|design|number format)", cue("nothing", "whole", 8)],
  ["(cheque|check|payment|money|cash|it) (is|was|'s) in the post; in the post", cue("nothing", "whole", 8)],
  ["(wants|needs|want|need) paying", cue("nothing", "whole", 8)],
  ["pay (the|my|our|a|this|these|that|for|him|her|them|back|)", cue("nothing", "whole", 5)],
  ["(got|have|need|ive) to give; (had|got|spent) * on the (phone|line|blower)", cue("nothing", "whole", 8)],
  ["(sent|sends|brought|took) back", cue("nothing", "whole", 7)],
  ["give * (his|her|their|the|) money back", cue("nothing", "whole", 3)],
  ["(refunded|refunding|pay back|paid back|reimburse|reimbursed)", cue("nothing", "whole", 3)],
  ["remind me (to|about|that|when|of|in|on|at|tomorrow|)", cue("nothing", "whole", 8)],
  ["(set|make|put|add|create|leave) (me|myself|) (a|an|another) (reminder|alarm|note|alert|timer|task) (to|for me to|)", cue("nothing", "whole", 8)],
  [`(how do|how can|how would) (i|we|you) (bill|invoice|charge|chase|send|add|make|raise|cancel|edit|change|
    connect|create|use); (can|could) i (talk|speak) to (a person|a human|someone|somebody|a real person); how does (this|it|that) work; what can (you|i) do; what (do|can) (you|i) (do|say|
    type|ask); (whats|what 's|what is) your (number|email|name|address|phone number)`, cue("help", "whole", 9)],
]; // biome-ignore format: one row a kind of phrase

/** Money that came in. */
export const paying: readonly CueRow[] = [
  ["cleared off", cue("record-payment", "did", 7, { guessed: true })],
  [`(paid|payed|peyed|has paid|have paid|'s paid|just paid|has just paid|'s just paid|finally paid|has finally
    paid|'s finally paid|paid up|settled|has settled|'s settled|settled up|have settled|coughed up|has
    coughed up|'s coughed up|stumped up|squared up|squared me up|squared me|paid me|paid us|has paid me|'s paid me|'s
    paid up|has paid up|paid in full|has payed|'s payed|now paid|cleared|has cleared|cleared up|finally
    settled|sorted me out|sorted up|have now paid|has now paid|already paid|has already paid|'s already
    paid|did pay|paid it|paid it off|paid off|paid that|have just paid|have finally paid|actually paid|payd|
    piad|apid|pd) (me|us|in full|up|the lot|it all|off|)`, cue("record-payment", "did", 6)],
  [`(gave|has given|'s given|sent|has sent|'s sent|transferred|has transferred|'s transferred|handed|handed
    over|dropped|dropped off|bunged|slipped|slung|pinged|lobbed|chipped in|wired|bacsed|chucked|put in|coughed|has paid in|paid in|paid
    into) (me|us|over|across|through|round|)`, cue("record-payment", "did", 5)],
  ["(put|popped|chucked|has put|'s put|stuck) * (in|into|through) (my|the|our) (account|bank|letterbox|letter box|door)", cue("record-payment", "did", 8)],
  [`(money|payment|cash|cheque|funds|bank transfer) (is in|'s in|in|came in|has come in|came|arrived|has
    arrived|received|cleared|landed|has landed|just landed|came through|has come through|turned up|just came
    in|through|hit the account) (from|off|) `, cue("record-payment", "do", 6)],
  [`(got|had|received|took|just got|just had|ive got|ive had|i got|i had|ive received|ive just had|ive just
    got|have received|have had|we got|we had|we received|i received|just received|picked up|collected|
    banked|got in|ive been given|been given|i took) * (off|from|off of|frae|gan|in from|cash from|cash off|
    back from|back off)`, cue("record-payment", "do", 7)],
  [`(got|had|received|took|just got|just had|ive got|ive had|i got|i had|banked|picked up|collected) (a|the|
    some|my|his|her|their|) (cheque|money|payment|cash|dosh|transfer|part payment) (off|from|off of|frae|
    back from)`, cue("record-payment", "do", 8)],
  [`(been|got|getting|i have been|we have been|ive been|ive got|i got|i was|was|weve been|just been|just got|finally got|finally
    been) paid (by|from|off) `, cue("record-payment", "do", 7)],
  [`(been|got|just got|finally got|i have been|we have been|ive been|just been|was|i got) paid * (by|from|off)`, cue("record-payment", "do", 7)],
  ["(wrote|written|writes) (me|us|out|me out) (a|the|his|her|) (cheque|check) (for|of|)", cue("record-payment", "did", 8)],
  [`(popped|came|dropped|called|stopped|swung) (round|by|in|over|up) with; (did|done|made|has done|has made) (me|us|)
    (a|the|) (bank transfer|transfer|bacs|bacs payment|payment|faster payment) (of|for|)`, cue("record-payment", "did", 8, { guessed: true })],
  ["(dropped|popped|brought|put) (the|his|her|their) (money|cash|cheque) (in|off|round|over|through|)", cue("record-payment", "did", 7)],
  ["(give|gie|gied|gimme|gi) (me|us)", cue("record-payment", "did", 5, { guessed: true })],
  ["(transferred|bacsed|wired|pinged) (it|the lot|it all) (over|across|)", cue("record-payment", "did", 6)],
  ["(he|she|they) (pay|give|send) (me|us)", cue("record-payment", "did", 6, { guessed: true })],
  ["(left|leaves) (me|us); (left|leaves) * (under|in|on|with) (the|my|a|our)", cue("record-payment", "did", 5, { guessed: true })],
  ["(left|leaves) (me|) (the|some|my|a|) (money|cash|cheque|envelope)", cue("record-payment", "did", 6, { guessed: true })],
  ["(got|had|received|banked) * (money|payment|cheque|dosh)", cue("record-payment", "do", 6, { guessed: true })],
  [`(just|has just|) (landed|came in|came through|come in|come through|dropped in|has landed|has come in)
    (from|off)`, cue("record-payment", "do", 7, { guessed: true })],
  [`paid (by|from); payment (from|received from|in from|by|of * from|for|of); (payment|part payment|cash|
    cheque|transfer|deposit|money|bacs) (from|off); received from`, cue("record-payment", "do", 6)],
  [`(landed|has landed|just landed|came in|has come in|came through|has come through|just came in|cleared|arrived|has
    arrived|in the bank|hit the bank|hit my account|turned up|received|recieved|rcvd|recd)`, cue("record-payment", "did", 5, { guessed: true, aside: true })],
  ["(record|log|note|enter) * from", cue("record-payment", "do", 7)],
  ["(put|set|use|take) * (towards|against) (bill|invoice|the bill|the invoice|his bill|her bill|their bill)", cue("record-payment", "do", 8, { guessed: true })],
  ["(mark|set|put|log|record|flag|class|tick) * (as|down as|to|off as|) paid", cue("record-payment", "do", 8)],
  [`(mark|set|tick) (as|off|) paid; (record|log|add|enter|note|book) (a|the|) (payment|part payment|cash
    payment) (of|from|by|for|); wedi talu; (its|it 's|thats|that 's|that one 's|that is|that has|that 's
    been|its been) (been|) (paid|settled)`, cue("record-payment", "did", 7)],
  [`(is|has been|'s been|was|been|are|have been) (all|) (paid|settled|squared up|paid off|cleared|paid in
    full)`, cue("record-payment", "did", 6)],
  [`(payment|money|cheque|transfer) (has|'s|have) (come through|come in|arrived|landed|cleared|come)`, cue("record-payment", "did", 7)],
  ["and (so|as) (did|has|have); (so|as) (did|has|have); same for; ditto for", cue("record-payment", "do", 6)],
  [`(half|part|some|most|all|a bit|the rest|a third) of * (bill|invoice|money) (has|have|'s|) (come in|come
    through|come|been paid|arrived|landed|cleared|in|through)`, cue("record-payment", "do", 10, { guessed: true })],
  [`(half|part|some|most|all|a bit|the rest|a third) of (bill|invoice) * (has|have|'s|) (came in|come in|came
    through|come through|been paid|arrived|landed|cleared)`, cue("record-payment", "do", 10, { guessed: true })],
  [`(cheque|payment|transfer) (for|of) * (came|came in|came through|has come|arrived|has arrived|landed|has
    landed|turned up|cleared|has cleared|is in|dropped)`, cue("record-payment", "did", 7)],
  [`(half paid|part paid|paid half|paid some|paid part|short paid|underpaid|paid a bit|paid most|paid most
    of it|paid half of it|paid something)`, cue("record-payment", "did", 7)],
]; // biome-ignore format: one row a kind of phrase
