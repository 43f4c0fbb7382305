import { type CueRow, cue } from "./cue.ts";

/** Who owes, how a bill stands, what goes out and why, papers. */
export const asking: readonly CueRow[] = [
  // Who owes.
  [`(who|whos|who 's|who all|whose|wha) (still|all|) (owes|owe|owing|owin|hasnt paid|hasnt payed|not paid|
    hasnt|aint paid|has not paid|has not yet paid|hasnt yet paid|is not pay|not pay|did not pay|didnt pay|dont pay|has yet to pay|is behind|needs to pay|still needs to pay|is overdue|is
    late|outstanding|overdue|still to pay|due to pay) (me|us|) (money|anything|what|)`, cue("list-owed", "whole", 9, { query: true })],
  [`(what|how much|hoo much|whats) (am i|are we|is|im|was i|money am i|do i have|have i got|ive got) (still|
    ) (owed|outstanding|overdue|owing|due|due in|coming in|to come in|unpaid) (in total|altogether|overall|)`, cue("list-owed", "whole", 9, { query: true })],
  [`(how much|what|what all|how much money|hoo much|ow much) (does|do|did|is|dis|dus|duz|has|have) * (still|) (owe|owes|
    owing|outstanding|got outstanding|due) (me|us|)`, cue("list-owed", "do", 9, { query: true })],
  ["(whats|what 's|what is) * (due|owing|owe|due to) (me|us)", cue("list-owed", "do", 9, { query: true })],
  ["(how much|what) (has|have|does|do|is) * left to (pay|come)", cue("list-owed", "do", 9, { query: true })],
  ["(show me|tell me|and) (what|how much) * (owes|owe) (me|us|)", cue("list-owed", "do", 9, { query: true })],
  [`(show me|tell me|give me|list|) (whats|what 's|what is|what|anything|is there anything|is anything)
    (still|) (outstanding|overdue|unpaid|owed|owing|due|late|due in) (to me|) (from|this week|next week|
    today|tomorrow|this month|on|by|off|for|)`, cue("list-owed", "do", 9, { query: true })],
  [`(show|list|show me|list me|give me|send me|see|view|check|get|gimme|whats|what are) (all|) (my|the|) (unpaid|overdue|
    outstanding|late|open|owed) (bills|invoices|ones|money|jobs|clients|list|); (any|my|the|all|all my|a list of|list of) (all|) (my|
    the|) (unpaid|overdue|outstanding|late|open|owed) (bills|invoices|ones|money|jobs|clients|list|accounts)`, cue("list-owed", "whole", 8, { query: true })],
  ["(whats|what 's|what is|show|show me) (the|my) oldest (one|bill|invoice|debt)", cue("list-owed", "whole", 9, { query: true })],
  [`(unpaid|overdue|outstanding|debtors|debts|money owed|owed|owes me|aged debtors|who owes; pwy sydd arna
    i|pwy sydd heb dalu|o / s|unpaid bills|overdue bills|outstanding bills|unpaid invoices)`, cue("list-owed", "whole", 5, { query: true, aside: true })],
  [`(any|anyone|anybody|does anyone|does anybody|who) (still|) (owe|owing|owes|else owe) (me|us|) (money|
    anything|)`, cue("list-owed", "whole", 9, { query: true })],
  [`(list|show|show me|see) (me|) (all|) (my|the|) (bills|invoices); (my|all) (bills|invoices); how much
    (money|) is (out|outstanding|owed) (there|to me|)`, cue("list-owed", "whole", 7, { query: true })],
  ["pwy sydd (arna|heb dalu) (i|) (arian|); faint sydd (arna i|ar)", cue("list-owed", "whole", 8, { query: true })],
  [`(has|have|did) (everyone|everybody|anyone|anybody|all of them|they all) (paid|payed|settled|coughed up|
    pay) (me|us|up|yet|)`, cue("list-owed", "whole", 9, { query: true })],
  [`(is|are) * (up to date|square|all square|straight|in arrears|in credit)`, cue("list-owed", "do", 9, { query: true })],
  [`(whats|what 's|what is|show|show me|check) * (balance|total|debt|tab)`, cue("list-owed", "do", 8, { query: true })],
  [`(who are|whos|who 's|who is|show me|list|) (my|the|our) (worst|slowest|late|latest) (payers|payer|customers|customer|
    clients|client)`, cue("list-owed", "whole", 9, { query: true })],
  [`(whats|what 's|what does|what do) (everyone|everybody|people|they all) (owe|owes|owing) (me|us|)`, cue("list-owed", "whole", 9, { query: true })],
  [`(who|whos|who 's|who is) late (paying|with (payment|money)|); who (do|should) i (need to|have to|) chase`, cue("list-owed", "whole", 9, { query: true })],
  // Bills.
  [`(show|show me|view|see|open|open up|bring up|pull up|look at|find|get|details of|whats on|check|check
    on|status of|whats the status of|wheres|where 's|where is|display|preview|what is|whats|what about|read
    me|how is|hows) (the|my|that|this|) (last|latest|) (bill|invoice|last one|one|inv) (for|to|number|no|
    from|)`, cue("show-bill", "do", 8, { query: true })],
  [`(show|view|see|open|check|whats|how about|what about|where is|wheres) (that|it|me that|me it|the last
    one|that one)`, cue("show-bill", "whole", 7, { query: true })],
  ["(did|have|has) (i|we) (already|ever|remember to|) (bill|billed|invoice|invoiced|charge|charged) (for|)", cue("show-bill", "do", 10, { query: true })],
  ["(tell me|let me know|know|check|see|find out) (whether|if) * (has|have|is|hasnt) (paid|paid me|settled|paid up|coughed up|landed|arrived|cleared|come in|come through|gone through|been paid|opened|seen|read|got|received)", cue("show-bill", "do", 9, { query: true })],
  [`(did|has|have) * (get|got|had|have|see|seen|read|open|opened|received|receive) (my|the|that|his|her|their) (email|message|text|
    bill|invoice|reminder)`, cue("show-bill", "do", 10, { query: true })],
  ["(what|how much) did * pay (me|us|) (last|)", cue("show-bill", "do", 9, { query: true })],
  ["(when is|whens|when 's) * due", cue("show-bill", "do", 8, { query: true })],
  ["(show|show me|view|see|open|pull up|bring up) * (bill|invoice|inv)", cue("show-bill", "do", 7, { query: true })],
  ["(has|have|did|is) * (payment|money|remittance|cheque|transfer) (come|arrived|landed|cleared|in)", cue("show-bill", "do", 9, { query: true })],
  [`(has|have|did|is) * (paid|payed|pay|pay me|pay us|paid me|settled|settled up|paid yet|seen|opened|read|
    coughed up|squared up|been paid|come in|come through|cleared)`, cue("show-bill", "do", 8, { query: true })],
  [`(did|has|have|is|was) (the|that|his|her|their|my|a) * (land|landed|come in|come through|arrive|arrived|
    come|clear|cleared|in yet|gone in|hit the bank|hit my account|turn up|turned up|get here)`, cue("show-bill", "do", 9, { query: true, seeks: true })],
  [`(has|have|did|is|any) (anything|owt|any money|money|payment|the money|it|that|a payment|any payment|
    nowt) (come in|come through|arrived|landed|come|been paid|yet|come yet|come in yet|) (from|off)`, cue("show-bill", "do", 8, { query: true })],
  ["(any|) (anything|owt|money) (come in|came in|landed|arrived)", cue("show-bill", "whole", 8, { query: true, seeks: true })],
  ["(owt|anything|nowt|heard|heard anything) (yet|) (from|off|in from) ", cue("show-bill", "do", 8, { query: true })],
  [`(any|anything) (news|word|joy|sign|luck|payment|money|update|updates) (from|off|on|of|with)`, cue("show-bill", "do", 8, { query: true })],
  [`(whats|what 's|what is|hows) (happening|going on|the story|the latest|the score|the news|new|up) (with|
    on)`, cue("show-bill", "do", 9, { query: true })],
  [`(wheres|where 's|where is|where are) * (payment|money|bill|invoice|cash|cheque)`, cue("show-bill", "do", 8, { query: true })],
  [`(when|what day|what date|how) (did|does|do) * (pay|settle|last pay) (me|us|up|)`, cue("show-bill", "do", 8, { query: true })],
  // Plan, reasons.
  [`(whats|what 's|what is|what are you|what are we|what|what reminders are|what will you be|when are you|
    when is|when 's|whens|what have you got|what have i got) (sending|going out|chasing|being sent|the plan|next|the next
    reminder|my next reminder|coming up|lined up|scheduled|happening|the schedule|due to go out|planned|the
    next chase|up next|next chase|next up|going) (for|this week|next|next week|today|tomorrow|to|on|out|)`, cue("show-plan", "do", 9, { query: true })],
  [`(what|whats|which reminders) (goes out|going out|is going out|will go out|are going out) (next|) (today|
    tomorrow|this week|next week|)`, cue("show-plan", "do", 9, { query: true })],
  [`(what|which) (reminders|reminder|chases|chasers|nudges) (go|goes|are|is|will|do i have) (out|going|due|be|there|coming|lined|)
    (next|today|tomorrow|this week|next week|up|)`, cue("show-plan", "do", 9, { query: true })],
  ["what (reminders|chases|chasers|messages|emails) (has|have|did) * (had|got|get|received|been sent)", cue("show-plan", "do", 9, { query: true })],
  ["what (happens|is happening) next (with|for|on|to)", cue("show-plan", "do", 9, { query: true })],
  [`(show|show me|see|view|whats|list|check) (the|my|your|) (plan|chase plan|schedule|reminders|reminder
    plan|upcoming reminders|chasing plan|next reminders|chases|chase schedule) (for|on|)`, cue("show-plan", "do", 9, { query: true })],
  [`(when|how often|who|what|which) (will|are|do|does|would|is) (you|we|it) (be|going to|next|) (chase|chasing|
    remind|send|sending|reminding|nudge|nudging|contact|sent|chased) (next|)`, cue("show-plan", "do", 9, { query: true })],
  [`(when|whens|when 's|what time) (does|is|will|) * (next|) (reminder|chase|nudge|get chased|get a reminder|be chased|
    getting chased|chased|reminded|nudged|due a reminder|due a chase|being chased|up for a chase)`, cue("show-plan", "do", 9, { query: true })],
  [`(why|how come|whats wrong with|what 's wrong with|what is wrong with|whats up with|what 's up with|what
    happened (to|with)|whats the matter with|explain|what went wrong with|whats going on with|what does|what
    is a|whats a|whats going on|what do you mean|what do you mean by|what did you|what have you|reason for|can i charge|
    can we charge|am i allowed to|is it legal to|whats the problem with|what happened)`, cue("explain", "do", 9, { query: true })],
  [`(who|whos|who 's|who all|who has|who have) (has|have|all|) (paid|payed|settled|coughed up|settled up|
    been paid) (me|us|up|) (today|this week|this month|last week|so far|yet|)`, cue("report", "whole", 9, { query: true })],
  [`(how much|what|what is my|whats my) (vat|tax) (do|have|did|will|) (i|we|) (still|) (owe|owed|pay|to pay|need to pay|have to pay|got to pay|
    charged|charge|collected|collect|due|bill) (this|last|) (quarter|month|year|)`, cue("report", "whole", 9, { query: true })],
  ["what (did|have|ive) (i|we|) (do|done|get done|got done|worked on) (for work|) (today|yesterday|this|last|so far)", cue("report", "whole", 9, { query: true })],
  // Papers.
  ["(statement|statements|statement of account|a statement|stmt|statment) (for|of|to|)", cue("statement", "do", 8)],
  [`(send|email|give|do|get|make|whats|show|raise|prepare|print) * (a|an|the|his|her|their|) (statement|
    statement of account|account statement)`, cue("statement", "do", 8)],
  [`(report|reports|monthly report|weekly report|summary|show me a report|give me a report|a report|profit|
    turnover|earnings|takings|my numbers|my figures|figures for|dashboard figures|sales report|hows
    business|how 's business|how is business|how are we doing|how am i doing|how have i done|how did i do|
    hows the month|how did (january|february|march|april|may|june|july|august|september|october|november|december|last month|last week|this month|the month|the week|the year) go|how was (january|february|march|april|may|june|july|august|september|october|november|
    december|last month|last week|this month|the year|this year|last year)|hows it going money wise|whats my
    income|whats my turnover|total for the month|weekly summary|monthly summary|round up|overview)`, cue("report", "whole", 7, { query: true })],
  [`(who are|whos|who 's|who is|show me|list) (my|the|our) (best|quickest|biggest|top) (payers|payer|
    customers|customer|clients|client)`, cue("report", "whole", 9, { query: true })],
  [`(whats|what 's|what is|) (the|my|) (total|totals|income|takings|turnover|earnings|sales|figures|numbers) (for|in|of|this|last) (the|this|last|) (
    january|february|march|april|may|june|july|august|september|october|november|december|week|month|quarter|year|tax year)`, cue("report", "whole", 8, { query: true })],
  ["how many * (have i|did i|have we|did we) (bill|billed|invoice|invoiced|do|done|sell|sold|make|made|finish|finished)", cue("report", "do", 10, { query: true })],
  ["how much money (i|we|do i|did i|have i|do we) (get|got|make|made|have|earn|earned|received|receive)", cue("report", "whole", 10, { query: true })],
  [`(how much|what|how many bills|how many invoices|how many|whats) (have i|did i|have we|did we|do i|ive|i|
    am i|i have) (make|made|earn|earned|earnt|bill|billed|invoice|invoiced|take|taken|took|brought in|bring
    in|turned over|send|sent|collected|collect|get paid|got paid|been paid|earning|making) (in|this|last|so
    far|for|since|today|)`, cue("report", "whole", 9, { query: true })],
  [`(send|email|forward) (everything|it all|the lot|my books|the books|my figures|all my (bills|invoices)) to (my|the|our) (accountant|
    bookkeeper)`, cue("export", "whole", 9)],
  ["send (my|the|our) (accountant|bookkeeper) (everything|it all|the lot|my books|the books|my figures)", cue("export", "whole", 9)],
  [`send me (the|a) list (of (bills|clients|invoices|everything)|) for (my|the) (accountant|bookkeeper|
    books)`, cue("export", "whole", 9)],
  ["(send|give|email) me everything (for|from|in|since)", cue("export", "whole", 8)],
  [`(export|download|csv|spreadsheet|excel|send me the list|send me a list|list for my accountant|for my
    accountant|for the accountant|export everything|export my (bills|data|invoices)|give me all my data|
    backup|back up|pdf of everything|my data)`, cue("export", "whole", 7)],
  [`(open|open up|show|show me|give me|send me|go to|link to|whats|get me|take me to|where is|where 's|
    wheres) (the|my|a|) (link to|) (page|pages|dashboard|website|web page|site|bills page|link|web site|web|
    app|portal|screen|web link|browser)`, cue("open-pages", "whole", 8)],
  ["(show|list|see|open) (me|) (everything|it all|the lot|my clients|all my clients|clients); who are my clients; (list|show) (me|) (all|) (my|the) (clients|customers)", cue("open-pages", "whole", 8)],
  ["(log|sign) (me|) (in|on)", cue("open-pages", "whole", 6)],
  ["(see|view|look at|open) (my|the) (bills|invoices) (online|on the web|in (a|my) browser|on (a|my) computer)", cue("open-pages", "whole", 9)],
  [`open (up|) (my|our|the) (bills|invoices|books|clients|settings); open my bills (page|please)`, cue("open-pages", "whole", 9)],
  [`(dashboard|open pages|open page|my page|my pages|open on the web|open in browser|show on the web|open
    the website)`, cue("open-pages", "whole", 6)],
]; // biome-ignore format: one row a kind of phrase
