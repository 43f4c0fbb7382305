import { type CueRow, cue } from "./cue.ts";

/** Verb phrases that make a bill. `*` is where the client's name stands. */
export const billing: readonly CueRow[] = [
  [`bill; invoice; invoce; invocie; invioce; invoise; inovice; invoic; biil; billl; bil; inv`, cue("create-bill", "do", 4, { noun: true })],
  [`charge; bil i; anfon bil; anfonwch bil; bilio; biliwch; (invoicing|billing); (invoice|bill) (up|out|for|
    to); (invoise|invocie|invoce) (for|to); re - bill; rebill`, cue("create-bill", "do", 4, { noun: true })],
  [`(send|chuck|sling|lob|bung|raise|do|make|create|write|write up|write out|knock up|knock out|draw up|
    issue|prepare|generate|get|pop|whack|bang|fire|fire off|ping|ping over|whip up|draft|put together|put
    through|put in|sort|sort out|set up|start|drop|shoot|email|text|stick in|stick|rattle off|run up|log|
    give|new|add|enter|sending|raising|doing|gie) (me|us|) (a|an|another|the|one|) (new|quick|wee|small|
    separate|nother|) (bill|invoice|invoce|invocie|inv|one|bil|invoise) (out|off|over|up|through|in|) (for|
    to|tae|fer|fur|till)`, cue("create-bill", "do", 6)],
  [`(send|raise|do|make|create|write|knock up|draw up|issue|prepare|generate|whack|bang|fire off|ping|whip
    up|draft|sort|new|add|pop|get|shoot|email|gie|give|drop|do up) (a|an|another|new|a new|a quick|a wee|)
    (bill|invoice|invoce|invocie|inv)`, cue("create-bill", "do", 5)],
  [`(send|gie|give|do|sort|knock|ping|email|text|shoot|drop|pop|get|bang|hand|write|raise|issue|fire|slap|whack|make|bung|chuck|sling|lob) *
    (a|an|the|his|her|their|another|wan) (new|wee|quick|final|) (bill|invoice|invoce|inv|invocie) (for|of|)`, cue("create-bill", "do", 6)],
  [`(bill|knock|write|draw|whip|make|do|sort) (us|me) up (a|an|wan) (wee|quick|) (bill|invoice) (for|to|tae)`, cue("create-bill", "do", 10)],
  ["(do|sort|raise|make|write up|knock up) the (bill|invoice) (for|to|)", cue("create-bill", "do", 5)],
  ["(put|stick|mark|pencil|set) * down for", cue("create-bill", "do", 6)],
  ["(put|stick|whack|bang|slap|pop|lump) (another|an extra|a further) * on (for|)", cue("edit-bill", "do", 8)],
  ["(put|stick|whack|bang|slap|pop|lump|add|chuck|bung|lob) * (more|extra) (on|to|onto|on to)", cue("edit-bill", "do", 8)],
  [`(put|stick|whack|bang|slap|pop|lump) * (on for|down to|on to|onto|on the bill for|on a bill for|on the
    tab for|on)`, cue("create-bill", "do", 5)],
  ["(hit|sting|tap|tap up|stick) * (up|) for", cue("create-bill", "do", 5, { guessed: true })],
  ["(request|collect|ask for|get|claim) * from", cue("create-bill", "do", 5, { guessed: true })],
  ["ask * for", cue("create-bill", "do", 5, { guessed: true })],
  [`(wants|needs|needing|wanting|want|need|requires|asked for|is asking for|'s asked for|has asked for|have asked for|is due|due|gets|could do with|is to get|to be)
    (invoiced|invoicing|billing|billed|charging|charged|a bill|an invoice|a bill for|an invoice for|
    invoicing for|billing for|a bill sending|a bill sent) (for|)`, cue("create-bill", "did", 5)],
  ["(wants|needs|want|need|waiting for|waiting on) (his|her|their|(a|an) (itemised|proper|separate|new|paper|detailed|vat|final)) (bill|invoice) (for|); (wants|needs|want|need) the (bill|invoice) for", cue("create-bill", "did", 5, { guessed: true })],
  ["get (it|that|this|that one) (off|over|out|across) to", cue("create-bill", "do", 8, { guessed: true })],
  ["(get|have) (it|that|this|this one|that one|that job|him|her|them) (billed|invoiced|charged)", cue("create-bill", "do", 8)],
  ["(send|do|raise|make|give) (him|her|them) (a|another|) (new|fresh|different|) one (for|at|of)", cue("create-bill", "do", 6, { guessed: true })],
  ["(put|stick|ring|run) (it|that|this|them|him|her) through (at|for)", cue("create-bill", "do", 6, { guessed: true })],
  [`(need|want|could do with|id like|i need|i want) (a|an) (bill|invoice) (doing|sending|making|raising|
    writing|sorting|done|sent|raised|) (for|to)`, cue("create-bill", "do", 7)],
  ["(owes|owe|owing|is owing) (me|us|) ; (owes|owe) (me|us) (for|)", cue("owing", "did", 5, { aside: true })],
  ["(is|'s|are) (still|) due (me|us)", cue("owing", "did", 7)],
  ["(has|have|needs|need|must|got|ought) to pay (me|us); must pay (me|us)", cue("owing", "did", 7)],
  ["(draft one|draft) (up|) (for|to)", cue("create-bill", "do", 6, { guessed: true })],
  [`half day for; full day for; half a day for; a day for; half day at; a morning for`, cue("create-bill", "do", 5, { guessed: true })],
]; // biome-ignore format: one row a kind of phrase
