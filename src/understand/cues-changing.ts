import { type CueRow, cue } from "./cue.ts";

/** Changing bills and clients. */
export const changing: readonly CueRow[] = [
  // Cancel and change.
  [`(cancel|void|delete|scrap|bin|remove|get rid of|get shut of|get shot of|tear up|rip up|withdraw|canel|cancle|cxl|rescind) (the|that|
    this|my|his|her|their|last|a|) (last|latest|) ((bill|invoice|inv|one) (number|no|)|number|) (for|to|from|)`, cue("cancel-bill", "do", 7)],
  [`(wants|needs|want|need|should|has|have|can|to) (to|) (be|) (cancelling|canceling|cancelled|canceled|voiding|
    voided|scrapping|scrapped|binning|binned|deleting|deleted)`, cue("cancel-bill", "did", 8)],
  [`(wants|needs|want|need|should) (to|) (be|) (changing|changed|altering|altered|amending|amended|correcting|
    corrected|updating|updated|upping|upped|dropping|dropped) (to|)`, cue("edit-bill", "did", 8)],
  ["(cancel|scrap|bin|delete|void) (what|whatever|the one|the thing) (i|ive|we) (just|) (sent|did|made|billed|said|put in)", cue("cancel-bill", "whole", 9, { guessed: true })],
  [`(scrap|bin|cancel|delete|scratch|kill|forget|void|drop|bin off|get rid of|ditch|lose|remove) (that|it|
    this|that one|this one|the last one|the last|that last one|the last bill|that bill|that invoice|the lot)
    (one|bill|invoice|)`, cue("cancel-bill", "whole", 8)],
  ["(forget|ditch|kill|lose|nuke|scratch) (bill|invoice) (number|no|)", cue("cancel-bill", "do", 7, { guessed: true })],
  [`(ignore|disregard) (that|it|this|that one|this one|the last one|that last one|what i just said|my last
    message|the last message)`, cue("cancel-bill", "whole", 8, { guessed: true })],
  ["(is|was) (a|my|an) (mistake|error|duplicate)", cue("cancel-bill", "did", 7, { guessed: true })],
  [`(didnt|did not|never) (mean|meant) to (send|bill|invoice|do|charge) * (to|for)`, cue("cancel-bill", "do", 9, { guessed: true })],
  [`(didnt|did not|never) (mean|meant) to (send|bill|invoice|do|charge)`, cue("cancel-bill", "do", 8, { guessed: true })],
  [`(make|change|set|amend|edit|update|correct|alter|adjust|bump|put|switch|move|push|extend|increase|raise|
    drop|lower|reduce|up|turn|fix) (the|) (total|amount|price|figure|due date|date|bill|invoice|last one|
    last bill|last invoice|that|it|this|that one|this one|deadline|terms on|vat on|description on|reference
    on) (for|of|on|to|up to|down to|back to|out to|into|is|as|)`, cue("edit-bill", "do", 7)],
  [`(change|amend|edit|update|correct|alter|adjust|bump|extend|increase|reduce|lower|modify|tweak)`, cue("edit-bill", "do", 5)],
  [`(make|put|push|move|swap|drop|bump|set|bring|raise|up|round) * (to|up to|down to|back to|out to|for|up by|down by|
    by|back by|back)`, cue("edit-bill", "do", 5)],
  ["make; set; move; push; shift; put; extend", cue("edit-bill", "do", 2, { needsDay: true })],
  ["(give|gie) * off", cue("edit-bill", "do", 6, { guessed: true })],
  [`(knock|take|lop|shave|drop|chop|deduct|nock|get|cut|whack|bring) * (off|off it|off that|down by|down); (deduct|subtract) * from; (drop|take|knock|remove) * from (the|his|her|their|that|theirs|hers|it)`, cue("edit-bill", "do", 6)],
  [`(add|stick|chuck|pop|whack|put|bung|lob|tack|include) * (to|on|onto|on to) (it|that|the bill|the last
    one|this|bill|the invoice|the|the total|top|my last one|his bill|her bill|their bill)`, cue("edit-bill", "do", 7)],
  ["add (another|an extra|a further|extra|on|on another|)", cue("edit-bill", "do", 4)],
  [`(should|shoulda|supposed to) of (been|said|read); shoulda been`, cue("edit-bill", "did", 7)],
  [`(should|shouldve|should have|was meant to|was supposed to|ought to|needs to|need to|meant to|supposed
    to|has to|must) (be|been|have been|say|read|said)`, cue("edit-bill", "did", 7)],
  [`(wrong|not that) (dave|client|customer|person|name|one|company|acme|bloke|guy|patel|smith|john)`, cue("edit-bill", "do", 6)],
  ["(wants|want|wanted|has got|have got|got|gotta|is meant|was meant|'s meant|'s supposed) (to|) be", cue("edit-bill", "did", 7, { needsDay: true })],
  ["(needs|need|should|has|ought|was meant|is meant|meant) to (go|be sent|be made out|be addressed|have gone) to", cue("edit-bill", "do", 8)],
  ["(should|shouldve|ought to) (only|just|really|actually|now) (be|have been|been|say)", cue("edit-bill", "did", 7)],
  ["(is|'s) (now|actually|really|meant to be|supposed to be)", cue("edit-bill", "did", 3)],
  // Clients.
  [`(add|new|create|save|set up|make|put in|register|onboard|enter) (a|an|another|the following|this|) (new|) (client|customer|
    contact|clients|customers|account) (called|named|for|is|name is|name|his name is|her name is|:|)`, cue("add-client", "do", 9)],
  [`(add|save|put|set|create|register) * (as|to|in) (a|my|the|) (new|) (client|customer|contact|clients|
    customers|contacts|list|phone book|books)`, cue("add-client", "do", 9)],
  [`(change|update|set|edit|amend|add|correct|save|fix) * (email|e - mail|phone|number|mobile|address|tel|
    telephone|contact|details|name|e mail|postcode|phone number|email address|contact details|mob) (address|
    number|) (to|is|as|with|:|)`, cue("edit-client", "do", 8)],
  [`(email|e - mail|phone|number|mobile|address|phone number|email address|contact) (address|number|) (for|of) *
    (is|are|now|:)`, cue("edit-client", "do", 8)],
  ["(prefers|prefer|likes|wants|would rather have|rather have) (whatsapp|emails|email|texts|text|text messages|sms|calls|letters|post)", cue("edit-client", "did", 6)],
  [`(new|) (email|e - mail|phone|number|mobile|address|tel|telephone|phone number|mob|email address|cell|
    contact|whatsapp) (address|number|) (is|now|to|for|has changed to|changed to|is now|:|'s)`, cue("edit-client", "did", 6, { aside: true })],
  [`(has moved|moved|have moved|'s moved|has moved to|moved to|is now at|lives at|is at|are at|are now at|
    have moved to|has changed name to|changed their name to|is now called|'s now called|are now called|now
    called|has a new|have a new|'s got a new|got a new|has got a new) (email|number|phone|address|mobile|to|
    )`, cue("edit-client", "did", 7)],
  ["(address|email|number|phone number|mobile|name) (to be|be|needs to be|wants) (changed|updated|changing|updating) to", cue("edit-client", "did", 8)],
  [`(rename|call|email|emails|text|whatsapp|message|contact|ring) * (not|instead|to|rather than)`, cue("edit-client", "do", 5)],
  [`(text|email|whatsapp|message|ring|phone|call) * (dont|do not|never) (text|email|whatsapp|message|ring|phone|call) (him|her|them|)`, cue("edit-client", "do", 8)],
  [`(show|show me|view|see|open|details for|details on|contact details for|look up|lookup|find|bring up|pull
    up|info on|info for|get me|what have we got for|everything on|everything for|history for|history of|tell
    me about) (the|client|customer|) (client|customer|details for|details of|history for|)`, cue("show-client", "do", 5, { query: true })],
  [`(what have|what 've) (i|we) got (for|on|down for|about|saved for|with)`, cue("show-client", "do", 8, { query: true })],
  [`(need|i need|can i have|could i have|can i get) * (email|number|phone number|address|mobile|contact details) (please|)`, cue("show-client", "do", 8, { query: true })],
  [`(whats|what 's|what is|do you have|have you got|have i got|give me|send me|show me|show) * (email|
    number|phone|address|mobile|details|contact details|phone number|history|contact)`, cue("show-client", "do", 8, { query: true })],
]; // biome-ignore format: one row a kind of phrase
