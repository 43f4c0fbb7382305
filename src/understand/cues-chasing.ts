import { type CueRow, cue } from "./cue.ts";

/** Chasing and its plan, holding and starting again, what a client said about it. */
export const chasing: readonly CueRow[] = [
  // Chase.
  [`(chase|chace|chse|chsae|chaase|nudge|remind|hassle|poke|prod|badger|pester|gee up|follow up with|follow
    up on|follow up|get on to|get onto|get after|nag|dun|rattle|bug|hound|press|chase up|chase up on|jog|
    hurry up|hurry along|ping a reminder to|send a nudge to|harass)`, cue("chase", "do", 6)],
  [`(send|gie|give|drop|ping|shoot|fire|pop|text|email|do|throw|get|run|bung|lob) * (a|an|another|the|wan|one more|some|
    his|her|their) (friendly|gentle|wee|quick|polite|final|firm|last|formal|little|stern|second|soft|nice|
    stiff|proper|stronger|strong|official|first|third|) (nudge|reminder|kick|poke|prod|shout|chase|chaser|
    push|bump|buzz|gentle reminder|kick up the bum|kick up the backside|kick up the arse|hurry up|rocket|
    jab|grief|warning|demand|statement of intent)`, cue("chase", "do", 7)],
  [`(send|drop|fire|fire off|ping|pop|do|issue|email|shoot) (a|an|another|the|out a|off a|) (friendly|
    gentle|wee|quick|polite|final|firm|last|formal|little|stern|second|soft|nice|stiff|proper|stronger|
    strong|official|first|) (nudge|reminder|poke|prod|chase|chaser|warning|demand|reminders) (to|for|about|
    off to|out to|); (you|) mind (chasing|chasing up|reminding|nudging)`, cue("chase", "do", 7)],
  [`(a|another|one more|) (final|last|first|second|gentle|friendly|firm|quick|polite|stern|formal) (reminder|
    reminders|nudge|chaser|chase|warning|demand) (to|for) `, cue("chase", "do", 7)],
  ["ask * (again|) about (the|that|his|her|their|my) (bill|invoice|money|payment)", cue("chase", "do", 7)],
  ["(tell|remind) * (is|are|was|'s) (now|still|) (overdue|late|outstanding|unpaid)", cue("chase", "do", 8)],
  ["(tell|remind) * (its|thats|theyre|hes|shes) (now|still|) (overdue|late|outstanding|unpaid)", cue("chase", "do", 8)],
  ["(tell|remind) * (is|are|was|'s|its|thats) (now|still|) due", cue("chase", "do", 7)],
  ["tell * (i|we) (want|need) (paying|paid|my money|our money)", cue("chase", "do", 8)],
  ["tell * (he|she|they|he 's|they 've) (still|) (owes|owe|overdue|late|due|owing) (me|us|)", cue("chase", "do", 7)],
  [`(have a word with|lean on|hurry * up|gee * up|chase * up|put the squeeze on|turn the screws on|jog *
    memory|get * to pay|make * pay|ask * to pay|tell * to pay|ask * (when|where)|ask * for (my|the|our)
    money|ask * for (payment|what)|get (my|the|our) money (from|off|out of)|chase (everyone|everybody|all|them all|the lot))`, cue("chase", "do", 7)],
  [`(wants|needs|want|need|should|could do with) (to|) (be|) (chasing|chased|chasing up|chased up|nudging|nudged|
    reminding|reminded|a nudge|a reminder|a chase|a kick up the bum|a kick)`, cue("chase", "did", 8)],
  // When and how to chase: a plan for all, or for one client, and no order to chase now.
  ["(chase|remind|nudge|hassle|follow up|follow up with) * on the (due|) (day|date)", cue("plan", "do", 9)],
  ["(chase|remind|nudge|follow up|follow up with) on the (due|) (day|date)", cue("plan", "do", 9)],
  [`(chase|remind|nudge|send reminders|follow up) * (days|weeks|day|week|working days) (before|after|late|
    overdue|past)`, cue("plan", "do", 9)],
  [`(reminders|reminder|chases|chase plan|reminder plan|chasing plan|my chase plan|my reminder plan|chase
    schedule) (on|at|for|is|should be|should go|to go|go|going|should go out|go out) * (days|weeks|day|week|
    working days) (before|after|late|overdue|past)`, cue("plan", "do", 10)],
  [`(set|make|change) (my|the) (chasing|reminders|chase plan|reminder plan|chasing plan|plan) (to|as|at|for) * (days|weeks|day|week)
    (before|after|late|overdue|past)`, cue("plan", "do", 10)],
  ["(usual|standard|normal|default) (reminders|plan|chasing|tone|chase plan) (for|with)", cue("plan", "do", 9)],
  ["(chase|remind|nudge) * (twice|three times|once) (a|per|every) (week|fortnight|month)", cue("plan", "do", 9)],
  [`(chase|remind|nudge) * every (day|week|other day|other week|fortnight|month|few days|monday|friday)`, cue("plan", "do", 9)],
  [`(be|go|get|stay|play|keep|keep it|play it|lets be|) (gentle|nice|soft|friendly|polite|kind|firm|tough|
    strict|hard|formal|stern|firmer|gentler|tougher|softer) (with|on|to|towards)`, cue("plan", "do", 7)],
  [`(all|) (the|my|) (reminders|messages|chasers) (should be|to be|need to be) (gentle|nice|soft|friendly|polite|kind|firm|tough|strict|formal|
    stern)`, cue("plan", "do", 9)],
  ["(be|go|get) (gentler|firmer|tougher|softer|nicer) (with|on|to|towards)", cue("plan", "do", 8)],
  // Stop chasing.
  ["(dont|do not|never|stop) (send|sending|give|giving) * (any more|any|more|another) (reminders|reminder|chasers|nudges|emails|messages)", cue("hold-chasing", "do", 9)],
  ["no (more|) (reminders|reminder|nudges|chasers|chasing) (to|for)", cue("hold-chasing", "do", 9)],
  [`(stop|quit|pause|halt|cease|hold|suspend|freeze|no more|skip|leave off|lay off|hold off|cancel|turn off|
    dont send|dont do|dont send any|dont send any more|stop sending|stop all|pause all|cancel all|cancel
    the|stop the|pause the|stop any|hold the|hold all|switch off|kill|kill the) (all|the|any|more|any more|)
    (chasing|chase|chases|chasin|reminders|reminder|nudges|nagging|hassling|pestering|reminding|bothering|
    badgering|hounding|messages|messaging|nudging|chasers|emailing|texting|bugging|harassing|annoying) (to|
    for|on|at|of|from|)`, cue("hold-chasing", "do", 8)],
  [`(dont|do not|dinnae|dinna|never|please dont|no need to|not to|no point|stop) (chase|nudge|remind|hassle|
    poke|prod|pester|bother|badger|chasing|contact|message|nag|chase up|email|text|harass|trouble|disturb|hound) `, cue("hold-chasing", "do", 9)],
  [`(hold off|hold off on|hold fire on|hold fire with|lay off|back off|back off from|leave off|ease off|ease
    off on|go easy on|pause|put on hold|park|hold|freeze|snooze)`, cue("hold-chasing", "do", 6)],
  [`(leave|let|give|cut|put|hold) * (alone|be|in peace|a break|some space|some slack|a rest|on hold|more
    time|a bit more time|extra time|some time|some more time|time|slack|off for now|for now|breathing space|
    a bit longer|a bit of time)`, cue("hold-chasing", "do", 7)],
  [`(needs|wants|asks for|asked for|asking for|is asking for|has asked for|'s asked for|wants|could do with|
    begging for) (more time|a bit more time|a bit longer|longer|some time|time|an extension|a few more days|
    a few days more)`, cue("hold-chasing", "did", 8, { guessed: true })],
  [`(needs|wants|asked for|is asking for|has asked for|'s asked for|could do with)`, cue("hold-chasing", "did", 2, { guessed: true, needsDay: true })],
  [`(pause|stop|hold|halt|freeze|suspend|park) (everything|all|everyone|everybody|all chasing|all reminders|
    the lot|all of them|the reminders|chasing everyone|all the reminders|chasing|reminders)`, cue("hold-chasing", "whole", 8, { all: true })],
  [`(cancel|bin|scrap|delete|remove|skip|drop|hold) * (reminder|reminders|chaser|chasers|nudge) (to|for)`, cue("hold-chasing", "do", 8)],
  [`(stop|pause|no more|cancel|turn off|kill) * (chasing|reminders|chase|nudges|reminder|chases)`, cue("hold-chasing", "do", 7)],
  // Start again.
  ["(resume|restart|unpause|turn on|turn back on|switch on) (all|the|all the|) (reminders|chasing)", cue("resume-chasing", "whole", 8.5, { all: true })],
  [`(turn|switch) (them|it|it all|everything) back on; back to normal; im back (from holiday|from my holidays|at work|)`, cue("resume-chasing", "whole", 8, { all: true, guessed: true })],
  ["(chase|remind|nudge) * (as|like) (normal|usual)", cue("resume-chasing", "do", 9)],
  [`(resume|unpause|un - pause|restart|re - start|reinstate|reactivate|take * off hold|unfreeze|turn back
    on|switch back on|unsnooze|uphold) (the|all|) (chasing|reminders|chase|chasing of|everything|) (for|to|
    on|of|)`, cue("resume-chasing", "do", 8)],
  ["(take|remove|lift|end|drop|cancel) (the|) (hold|pause) (on|off|for|from|)", cue("resume-chasing", "do", 8)],
  [`(start|carry on|keep|keep on|go back to|get back to|begin|back to|ok to start|continue|can start)
    (chasing|reminding|nudging|hassling|with the reminders|with reminders|the reminders|reminders|pestering|
    the chasing) (to|for|)`, cue("resume-chasing", "do", 8)],
  ["(take|turn|switch|put) * (off hold|back on|reminders on|reminders back on)", cue("resume-chasing", "do", 8)],
  // Promises.
  [`(promised|promises|has promised|'s promised|swears|swore|has sworn|vowed|pledged|guaranteed|assures me|
    assured me) (me|us|) (to pay|payment|it|hed pay|hell pay|shell pay|theyll pay|he will pay|she will pay|
    they will pay|he would pay|she would pay|they would pay|the money|that hell pay|its coming|he 'll pay|to
    settle|to settle up|) (me|us|)`, cue("promise", "did", 7)],
  [`(will|is going to|going to|gonna|is gonna|'s gonna|'s going to|is gunna|gunna|is about to|has agreed to|
    agreed to|is happy to|can|can only|hopes to|aims to|is due to|plans to|intends to|are going to|are
    gonna|ll|should) (pay|settle|settle up|send it|transfer|transfer it|send the money|have it|have the
    money|bacs it|bank it|wire it|clear it|square up|sort it|cough up|sort me out|bring it|drop it off|drop it round|get it to me|do
    it|be paying) (me|us|up|it|by|in|over|the rest|the lot|in full|)`, cue("promise", "did", 7)],
  [`(will|ll|is going to|going to|gonna|is gonna|'s gonna|'s going to|are going to) (send|transfer|bring|give|wire|bacs|drop|pop)
    (me|us|over|round|)`, cue("promise", "did", 6)],
  [`(is|'s|are|am|reckons hes|says hes|says shes|says theyre) (paying|settling|settling up|sending it|
    transferring|transferring it|sorting it|going to be paying|dropping it off) (me|us|up|it|)`, cue("promise", "did", 7)],
  [`(says|said|reckons|sez|texted to say|rang to say|emailed to say|told me|tells me|is saying|messaged to
    say|claims|reckon|say) (that|) (he|she|they|it|hell|shell|theyll|) (will|would|is|are|'s|can|could|)
    (pay|paying|be paying|settle|settling|pays|be paid|payment|going to pay|gonna pay|send it|sort it|
    transfer it|have it|cough up|be) (me|us|it|up|by|in|over|paid|)`, cue("promise", "did", 7)],
  [`(is|are|'s) (sending|transferring|bringing|dropping|putting) (me|us|) (the|) (money|cash|cheque|payment|
    rest|balance) (over|round|in|)`, cue("promise", "did", 7)],
  ["(says|said|reckons|sez|promised|reckon)", cue("promise", "did", 4)],
  ["(paying|payin)", cue("promise", "did", 5)],
  ["pays (me|us|up|it|)", cue("promise", "did", 5, { needsDay: true })],
  [`(cant|cannot|wont be able to|isnt able to|not able to|unable to) (pay|settle|settle up) (me|us|)`, cue("promise", "did", 8)],
  // Disputes.
  [`(disputes|disputing|is disputing|'s disputing|disputed|has disputed|contests|is contesting|contesting|
    disagrees with|disagrees|disagreeing with|is querying|queries|querying|queried|is questioning|is arguing
    about|arguing|is arguing|is kicking off about|is kicking off|kicking off|moaning about|is moaning about|
    complaining about|is complaining about|complained about|is not happy with|not happy with|isnt happy
    with|is not happy|not happy|isnt happy|unhappy with|is unhappy with|refuses to pay|refusing to pay|is
    refusing to pay|wont pay|will not pay|isnt paying|aint paying|is not paying|are not paying|re not paying|'s not paying|theyre not paying|hes not paying|shes not paying|wants it looked at|raised a
    dispute|has a problem with|has an issue with|arent happy with|arent happy|arent paying|are disputing|are
    refusing to pay|say its wrong) (the|) (bill|invoice|amount|price|it|)`, cue("dispute", "did", 8)],
  [`(says|said|reckons|reckon|thinks|think|claims|say|sez|is saying|are saying|saying|claiming) (that|)
    (its|it is|it 's|the bill is|the bill 's|thats|that 's|the price is|the amount is|it was|it were|the job was|the
    work was|the works|the work is|the work isnt|the work 's|the job 's|the job is|its not|isnt|it isnt|it
    wasnt|the job isnt|the job wasnt|weve|i|ive|we|we agreed|i said|i quoted|the invoice is) (too|what|as|
    wrong|not|incorrect|way|a bit|far|not right|overcharged|have overcharged|never|finished|shoddy|rubbish|
    only|nobbut|just|charged|much|too much|too high|dear|too dear|steep|over the top|incomplete|unfinished|poor|not
    finished|bad|supposed|meant|agreed|billed|wasnt)`, cue("dispute", "did", 8)],
  ["(says|said|reckons|reckon|thinks|think|claims|say) (that|) (the|his|her|their|my) (bills|invoices|prices|amounts) (is|are|) (wrong|too high|too much|too dear|not right)", cue("dispute", "did", 8)],
  ["(says|said|reckons|reckon|thinks|think|claims|say) (that|) (the|our|my) (agreed|) (price|quote|amount|figure) (was|is|should be|should have been)", cue("dispute", "did", 8)],
  [`(says|said|reckons|reckon|claims|say) (he|she|they) (never|didnt|already|has|had|did not|hasnt|isnt|
    wont|will not|doesnt|dont) (order|ordered|get|got|agree|agreed|ask|asked|receive|received|have|had|seen|saw|want|
    wanted|owe|signed|sign|paying|pay|happy|like)`, cue("dispute", "did", 8)],
  [`(says|said|reckons|reckon|claims|say) (he|she|they|hes|shes|theyve|theyre|he has|he 's|she 's) (already|
    have|has|) (paid|payed|sent it|transferred it|settled)`, cue("record-payment", "did", 8, { guessed: true, reported: true })],
  ["(send|give|drop) (everyone|everybody|all|anyone) (who owes me|who owes me money|who owes|that owes me|overdue|late|who is late|whos late) (a|an) (reminder|nudge|chase)", cue("chase", "whole", 10, { all: true })],
  ["(wants|want|is going|going|wanting) to (dispute|query|contest|argue)", cue("dispute", "did", 8)],
  [`(dispute|mark * as disputed|log a dispute (for|with|on|)|put * in dispute|in dispute|is in dispute|
    theres a dispute with|flag a dispute)`, cue("dispute", "do", 6)],
  [`(says|said|reckons|reckon|thinks|think|thought|claims|feels) * (is|was|'s) (way|a bit|far|) (too much|
    too dear|too high|too expensive|steep|over the top|a rip off|wrong|not right)`, cue("dispute", "did", 8)],
  [`(say|says|said|reckon|reckons) * (is|are|'s|) still (leaks|leaking|dripping|drips|broken|not working|not right|faulty|loose|
    blocked|not finished|unfinished|cracked)`, cue("dispute", "did", 8)],
  // Write off.
  [`(write|writing|wrote) (off|it off|that off|this off); (write|writing) * off; (call it quits with|call it
    quits on|let * off|waive|scrub|forgive) `, cue("write-off", "do", 7)],
  ["rite off; rite * off; forget about", cue("write-off", "do", 7, { guessed: true })],
  ["(wants|needs|want|need|should) (to be|) (writing|written) off", cue("write-off", "did", 8)],
  ["(bad debt|dead loss|lost cause|is a bad debt|as a bad debt|as bad debt)", cue("write-off", "did", 6)],
]; // biome-ignore format: one row a kind of phrase
