import { type CueRow, cue } from "./cue.ts";

/** Chats, Xero, settings, and the short words that are a message of their own. */
export const setup: readonly CueRow[] = [
  // Set-up.
  [`(link|connect|add|pair|join|hook up|use) (this|my|another|a|the|a new|a second|my other|my wifes|my wife
    's|new) (chat|phone|whatsapp|telegram|device|number|account|mobile|second phone|other phone) (too|as
    well|to this|)`, cue("link-chat", "whole", 8)],
  ["(link|connect|pair) (whatsapp|telegram|phone|chat|a chat|chats)", cue("link-chat", "whole", 8)],
  ["(unlink|disconnect|detach) (this|my|the|) (chat|phone|device|telegram|whatsapp)", cue("link-chat", "whole", 8)],
  [`(connect|link|hook up|set up|setup|plug in|join|integrate|reconnect|re - connect|log in to|log into|
    login to|sign in to|attach|hook|hook me up|use|conect|connect up|add) (to|with|up|me to|my|up to|it to|
    this to|my account to|) (my|) (xero|zero account|xero account|xero org)`, cue("connect-xero", "whole", 9)],
  [`(disconnect|unlink|unhook|remove|detach|disconect|unplug|stop using|log out of|logout of|sign out of|
    delete|drop|ditch|cut off|get rid of|turn off|switch off) (from|my|me from|) (my|) (xero|xero account)`, cue("disconnect-xero", "whole", 9)],
  [`(is|are we|are you|am i|has|have) (xero|connected to xero|linked to xero|it connected to xero|hooked up
    to xero|my xero|everything in xero|xero connected|xero working|xero ok|xero linked|we connected to xero|
    we linked to xero|this connected to xero) (connected|working|ok|linked|down|up|up to date|synced|still
    connected|)`, cue("xero-status", "whole", 9, { query: true })],
  [`(did|has|is|does|are|was|were|have) * (go to|gone to|gone into|go into|make it to|in|made it to|make it
    into|reach|synced to|sync to|on|synced with|got to|get to|get into|in to) xero (ok|yet|)`, cue("xero-status", "do", 9, { query: true })],
  [`(which|what) (ones|one|bills|invoices|bill) (havent|hasnt|didnt|arent|isnt) (synced|sync|synced yet|gone to xero|go to xero|in xero)`, cue("xero-status", "whole", 9, { query: true })],
  ["(has|have|did|is|are) * (synced|sync|syncing) (yet|ok|)", cue("xero-status", "do", 9, { query: true })],
  [`(xero status|status of xero|hows xero|how is xero|check xero|xero sync|sync status|xero ok|xero|whats in
    xero|whats not in xero|what isnt in xero|what hasnt gone to xero|has (it|that|everything) synced|has
    everything gone to xero|xero says)`, cue("xero-status", "do", 6, { query: true })],
  [`(retry|re - try|try again|resync|re - sync|sync|sync again|push again|try xero again|retry xero|retry
    sync|sync now|sync to xero|push it again|resend to xero|sync it|push (it|that|them|everything) (again|to
    xero)|try that again|have another go|give it another go|try the sync again|sync xero)`, cue("retry-sync", "do", 8)],
  [`(push|sync|retry|resync|try pushing|try syncing|re - push) * (again|once more|another go)`, cue("retry-sync", "do", 8)],
  [`(push|put|send|sync|get|shove|resend|try|retry|stick|copy|post) * (to|into|in|with|through to|on) xero
    (again|please|)`, cue("retry-sync", "do", 8)],
  [`(settings|setting|preferences|options|my settings|change settings|change my settings|configure|my
    (terms|payment terms|prices|rates|vat number|bank details|bank|bank account|business name|address|logo|
    hourly rate|day rate|name|email|standard terms|usual terms|default terms|sort code|account number|
    company name|trading name|utr|bank 's|invoices should|bills should|bills are|invoices are|bank has|vat|
    company) (is|are|has|have|changed|to|'s|) (changed|now|)) `, cue("settings", "whole", 8)],
  [`(set|change|update|make|switch|edit) (my|the|our|all my) (default|standard|usual|) (terms|payment terms|
    prices|rates|vat number|vat|vat rate|bank details|bank|bank account|business name|logo|hourly rate|day
    rate|name|trading name|prefix|invoice prefix|bill prefix|tone|default tone|reminder times|reminder time|
    schedule|chase plan|timezone|sort code|hours|quiet hours|account code) (to|for|as|is|)`, cue("settings", "whole", 9)],
  [`(charge|add|put) (20 %|the|) vat (at 20 %|) (on|to) (everything|every bill|every invoice|all (my|our|the|) (bills|invoices|prices))
    (from now on|)`, cue("settings", "whole", 9)],
  [`(stop|dont|no more|quit|start) (sending|send|doing|) (the|any|my|out|) (thank yous|thankyous|thank you messages|thank you emails|
    thank you notes|weekly summaries|summaries)`, cue("settings", "whole", 10)],
  ["no (chasing|reminders|messages) (at|on|over) (weekends|the weekend|weekend|saturdays|sundays|bank holidays|holidays)", cue("settings", "whole", 10)],
  ["(pull|bring|import|get|fetch) (in|) (my|all my|the|) (bills|invoices|contacts|clients) (in|over|) from xero", cue("retry-sync", "whole", 10)],
  ["(im|i am|we are|were) (called|trading as|known as)", cue("settings", "do", 8)],
  [`(im|i am|we are|were|i m) (now|not|) (vat registered|registered for vat|not vat registered|no longer vat
    registered); (use|set) (account|account code|code|nominal) ; (turn|switch) (on|off) (the|) (xero|
    reminders|thank yous|thank you messages|auto chase|autochase|notifications|import|daily summary|weekly
    summary|vat)`, cue("settings", "whole", 8)],
  ["(always|normally|usually|by default) (bill|invoice|give|bill on|invoice on|put) * (days|day terms|days terms|day payment terms|days to pay)", cue("settings", "do", 9)],
  [`(turn|switch) (xero|reminders|notifications|import|vat|thank yous|auto chase) (on|off); (default|
    standard|usual) terms (are|is|to|)`, cue("settings", "whole", 8)],
  // Short words.
  [`(no|no wait|wait|oops|hang on|hold on|sorry|) (undo|undo that|undo it|undo last|undo the last|undo the last one|undo that last one|take that back|take
    it back|reverse that|put (it|that|them) back|bring (it|that|them) back|go back|revert|revert that|roll that back|ctrl z|oops undo|unsend|
    unsend that|undo what you just did|undo the last thing|undo last thing)`, cue("undo", "whole", 9)],
  [`(yes|yeah|yep|yup|aye|y|ye|yh|yea|yes please|yes mate|yeah go on|go on|go on then|go ahead|do it|send
    it|send|confirm|confirmed|approve|approved|correct|thats right|that 's right|spot on|sure|ok|okay|okey
    dokey|okay do it|ok do it|ok send it|fine|sounds good|looks good|perfect|crack on|fire away|go for it|
    please do|yes send it|yes do it|👍|👌|✅|✔|ie|iawn|ydy|k|kk|all good|thats fine|that 's fine|thats it|
    absolutely|definitely|happy with that|yes thats right|yes that 's right|bang on|lovely do it|yep send
    it|too right|ok go|yes go|yes go ahead|thats the one|right|aye go on|aye do it|on you go|yes confirm)`, cue("yes", "whole", 2, { alone: true })],
  [`(no|nope|nah|naw|n|no thanks|no thank you|no ta|no dont|dont|dont do it|do not|cancel|stop that|never
    mind|nevermind|leave it|forget it|👎|na|nae|not now|no way|no mate|hold on no|wrong|thats wrong|that 's
    wrong|nay|not yet|dont send it|dont send|do not send|dont bother|leave that|no leave it|no not that|❌|
    dim diolch|abort|negative|nee)`, cue("no", "whole", 2, { alone: true })],
  [`(help|help me|halp|menu|commands|instructions|what can you do|how do i use this|speak to a human|talk to
    a human|talk to a person|speak to a person|speak to someone|real person|human|agent|support|customer
    service|contact support|i need help|im stuck|how does this work|how do you work|guide|info|talk to
    someone|start|\\/ start|/ start|/ help|get me a human|operator|faq|cymorth|helo help|who are you|what are you|are you (a bot|human|real|a robot)|is this a bot|
    how much (is this|do you cost|does this cost|are you)|what (does this|do you) cost)`, cue("help", "whole", 3, { alone: true })],
  [`(hi|hello|hiya|hey|hey there|hi there|hello there|morning|good morning|afternoon|good afternoon|evening|
    good evening|yo|alright|alright mate|howdy|you there|are you there|anyone there|all right|ay up|ey up|now then|
    wotcha|bore da|shwmae|sut mae|how are you|hows it going|how are things|you ok|whats up|what 's up|helo|hallo|hullo|
    good day|gday|😀|😊|👋)`, cue("greet", "whole", 1, { alone: true })],
  [`(ta|thanks|thank you|thank you very much|thanks mate|thanks very much|cheers|cheers mate|nice one|cheers pal|ta
    love|ta mate|ta very much|ta duck|thanks a lot|many thanks|much appreciated|brilliant|great|lovely|cool|good
    stuff|sweet|nice|top man|legend|good bot|brill|fab|awesome|amazing|diolch|diolch yn fawr|cheerio|bye|goodbye|see
    ya|see you|night|good night|goodnight|thankyou|thx|ty|tysm|nice work|well done|good job|🙏|❤)`, cue("thanks", "whole", 1, { alone: true })],
  ["give; gie; let; leave; wait", cue("hold-chasing", "do", 2, { needsDay: true })],
  ["stop", cue("hold-chasing", "do", 3, { guessed: true })],
]; // biome-ignore format: one row a kind of phrase
