/** Every limit of the product, in one place. Durations are milliseconds. */

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** The largest body a channel may hand in, in bytes. */
export const bodyMaxBytes = 64 * 1024;

/** The largest body of any request that is no push, in bytes. */
export const webBodyMaxBytes = 256 * 1024;

/** The longest message we act on. More is no order but a pasted document. */
export const textMaxChars = 4_000;

/** The longest text below a picture: Telegram and WhatsApp take 1,024, of which some is room for unseen joiners. */
export const captionMaxChars = 900;

/** A name of a client, after cleaning. */
export const nameMaxChars = 120;

/** Traders whose clients' names are kept ready for the reader. */
export const nameListsMax = 500;

/** What one chat of a real channel may send. A person who types and taps comes nowhere near it. */
export const flood = {
  /** So many at once … */
  burst: 100,
  /** … and so many on and on. */
  refillPerSecond: 1,
  /** Whoever sends more is not heard for so long, and is told so once. */
  shutMs: minute,
  /** Chats remembered. */
  chatsMax: 10_000,
} as const;

/** What one address may ask of the pages. A person who clicks comes nowhere near it. */
export const webFlood = {
  burst: 120,
  perSecond: 2,
  /** What was refused: wrong links, wrong signatures. */
  refusedBurst: 30,
  refusedPerSecond: 0.1,
  /** Addresses remembered. */
  addressesMax: 10_000,
} as const;

/** When an operator is told. */
export const alerts = {
  /** Longer than any pause between tries in an outage. */
  stuckMs: 90 * minute,
  failingMs: 2 * hour,
  choreLateMs: 26 * hour,
  /** The same is mailed again after this. */
  againMs: day,
} as const;

/** How far back an identical bill is worth mentioning. */
export const sameBillWindowMs = day;

/** "undo" takes back at once what was done no longer ago than this. */
export const undoAsksAfterMs = 2 * day;

/** A question or a card that waits for yes is worth answering for this long. */
export const proposalLifeMs = day;

/** A code that lets a chat in is good for this long. */
export const inviteLifeMs = day;

/** Time to think better of having everything deleted. */
export const deletionDelayMs = 30 * day;

/** How long Xero and Stripe are tried to be told that a trader left, before the trader's rows go all the same. */
export const withdrawForMs = 3 * day;

/** A button works for this long, unless what it belongs to ends first. */
export const choiceLifeMs = 30 * day;

/** Clients are shown the old bank details for this long after a change. */
export const bankCoolingMs = day;

/** A link to a page that was sent to a chat is good for this long. */
export const linkLifeMs = 10 * minute;

export const pages = {
  /** Nobody stays in longer than this without a new link from the chat … */
  sessionLifeMs: 30 * day,
  /** … nor after having been away this long. */
  idleMs: 7 * day,
  /** How often a session in use gets a new token. */
  rotateMs: hour,
  /** A form is small; a larger body is none. */
  formMaxBytes: 64 * 1024,
  /** How many of the latest paid bills tell how clients pay, all together … */
  habitBills: 1_000,
  /** … and how many of one client's, how that one does. */
  habitBillsEach: 24,
  /** While something long is under way a page loads itself again. */
  progressSeconds: 5,
  /** Bills on one page. */
  billsPerPage: 50,
} as const;

export const effects = {
  /** Effects taken in one claim. */
  batch: 20,
  /** One attempt. The lease below must outlast two of them. */
  attemptTimeoutMs: 15 * second,
  leaseMs: 40 * second,
  backoffBaseMs: 2 * second,
  backoffCapMs: 15 * minute,
  /** An outage is met with growing pauses for this long, then hourly; it never kills an effect. */
  growingForMs: day,
  hourlyMs: hour,
  /** A bug of ours, thrown by a handler, is buried after this many tries. */
  bugTriesMax: 8,
  /** How long the worker sleeps at most before it looks again. */
  idleMs: 30 * second,
  /** The same where other processes may write to the same store. */
  idleSharedMs: second,
} as const;

/** pg-boss, which carries the effects of many processes. */
export const boss = {
  /** Connections of its own, beside the store's. */
  connections: 4,
  /** Lanes that one process looks at together, and how often over. */
  batch: 10,
  workers: 2,
  /** A job whose worker is not heard of for this long is given to another. 10 is the least it takes. */
  heartbeatSeconds: 10,
  superviseSeconds: 5,
  /** A lane may hold much; as long as its worker is heard of, it goes on. */
  expireSeconds: 3600,
  /** The store failing. After this many tries the lane waits to be found by the sweep. */
  retries: 20,
  retryDelayMaxSeconds: 60,
  doneKeptSeconds: 600,
  deadKeptSeconds: 31 * 24 * 3600,
  /** What could not be taken though it was due is looked at again after this. */
  againMs: second,
  /** How often, and how long after they were due, effects that nobody looked at are searched for. */
  sweepMs: 30 * second,
  sweepBatch: 500,
  /** What has begun is given this long when the process stops. */
  stopMs: 5 * second,
} as const;
/** An event that could not be stored this often, while its neighbours could, is stored without its content. */
export const storeTries = 3;

export const telegram = {
  /** One call; longer than any answer is worth waiting for, shorter than an effect's attempt. */
  callTimeoutMs: 10 * second,
  /** How long Telegram holds a poll open while there is nothing to say. */
  pollMs: 25 * second,
  /** Updates in one poll: Telegram's own most. */
  pollBatch: 100,
  /** One process polls for a bot. Longer than a poll and the handling of what it brought. */
  leaseMs: 60 * second,
  /** How often the others ask whether the poller has gone. */
  leaseRetryMs: 5 * second,
  /** Somebody else polls with our token: they are given this long before we try again. */
  conflictMs: 5 * second,
  retryBaseMs: second,
  retryCapMs: 30 * second,
  /** After the token itself was refused. */
  refusedMs: minute,
  /** An update is far smaller; a larger body is none. */
  webhookBodyMaxBytes: 1024 * 1024,
} as const;

export const mail = {
  /** Shorter together than one attempt at an effect. */
  connectTimeoutMs: 5 * second,
  socketTimeoutMs: 9 * second,
} as const;

/** The mailbox that returned mail comes to. */
export const returns = {
  pollMs: 5 * minute,
  /** One look; what else the timetable brings waits for it. */
  lookTimeoutMs: 30 * second,
  /** The first look goes back so far: servers try for five days before they give up. */
  firstLookMs: 7 * day,
  batch: 100,
  /** So much of a report is read; any answer of the mailbox is smaller than the second. */
  reportMaxBytes: 256 * 1024,
  answerMaxBytes: 4 * 1024 * 1024,
} as const;

export const chasing = {
  /** Bills looked at in one go of the scan. */
  batch: 200,
  /** In doubt whether a bill was paid, its step looks again after this. */
  doubtMs: hour,
  /** Where a trader has no chat in which to be told, what is due waits this long. */
  nobodyMs: day,
} as const;

/** Rows of one list on the operator's page, and organisations in one answer of the metrics. */
export const operatorRows = 50;

export const xero = {
  /** From the link in the chat to the return from Xero. */
  signInLifeMs: 10 * minute,
  /** The setup page, once the trader has said yes. */
  setupLifeMs: day,
  /** Invoices in one call: what Xero advises. */
  batch: 50,
  /** Ids in one call, so that its address stays short. */
  idsMax: 40,
  /** Calls at once and in a minute for one organisation; Xero allows five and sixty. */
  concurrent: 4,
  inMinute: 55,
  /** Background work leaves so many of a minute's calls, and such a part of a day's, to what a person waits for. */
  inMinuteSpare: 10,
  daySpare: 200,
  callLeaseMs: 30 * second,
  /** An access token lives half an hour; it is renewed before its end. */
  tokenEarlyMs: 5 * minute,
  /** A refresh is given longer than Xero takes; who waits for somebody else's looks again this often. */
  refreshLeaseMs: 30 * second,
  refreshLookMs: 100,
  pollMs: 5 * minute,
  /** Looks overlap: what was written while we read is read again. */
  overlapMs: 3 * minute,
  fullMs: day,
  factsMs: 7 * day,
  /** News from webhooks is gathered for so long, so that a burst is one call. */
  gatherMs: 2 * second,
  importPage: 100,
  /** How long a bill may wait for Xero before its trader is told. */
  quietMs: day,
  webhookBodyMaxBytes: 1024 * 1024,
} as const;

export const whatsAppCloud = {
  /** One call; shorter than an effect's attempt. */
  callTimeoutMs: 10 * second,
  /** Meta posts up to 3 MB (facts of the platform). */
  webhookBodyMaxBytes: 3 * 1024 * 1024,
  /** How long after a person wrote we may write freely. */
  windowMs: day,
  /** A message that leaves this close to the end might arrive after it. */
  windowMarginMs: minute,
  /** About one message in six seconds to one person; a burst is let off. */
  pairPauseMs: 6 * second,
  /** A number's own rate is counted by the second, an account's by the hour. */
  numberPauseMs: 2 * second,
  accountPauseMs: minute,
  /** A message in doubt is looked for among the receipts this long before it is said again. */
  doubtMs: 30 * second,
} as const;

export const whatsAppWeb = {
  /** A linked session that says nothing is given a push, then a new browser. */
  pushMs: 20 * second,
  readyMs: 90 * second,
  heartbeatMs: 30 * second,
  /** A call into the browser that takes longer has hung. */
  callMs: 10 * second,
  /** The same for one that carries a file up. */
  fileMs: 25 * second,
  destroyMs: 5 * second,
  retryBaseMs: 2 * second,
  retryCapMs: 10 * minute,
  /** Somebody opened the session elsewhere: they are given this long. */
  conflictMs: minute,
  /** One process has the session. Longer than a heartbeat and what it may wait for. */
  leaseMs: 90 * second,
  leaseRetryMs: 10 * second,
  /** Between two tries to store what nobody will send again. */
  againMs: second,
  /** How far back it looks for what came while it was away. */
  catchUpMs: 7 * day,
  /** Like somebody who types: a pause between messages, time to think, and time for each letter. */
  gapMs: 1_500,
  thinkMs: 600,
  letterMs: 12,
  typingMaxMs: 2_500,
  queueMaxMs: 1_500,
} as const;

/** What must wait until its person writes is looked at again after this long, should their message be missed. */
export const windowWaitMs = 30 * day;

export const stripe = {
  /** One call; shorter than an effect's attempt. */
  callTimeoutMs: 10 * second,
  /** All that is asked of Stripe while somebody waits for the page. */
  connectTimeoutMs: 25 * second,
  /** How far a push's own time may be off ours, either way. */
  skewMs: 5 * minute,
  /** A push is far smaller; a larger body is none. */
  pushMaxBytes: 256 * 1024,
  /** What was pushed in vain is looked for this often, … */
  catchUpMs: day,
  /** … or this often where nothing can be pushed to us. */
  pollMs: 5 * minute,
  /** Looks overlap by this much: an event may be listed a little after it happened. */
  overlapMs: hour,
  /** What happened to a payment that nobody told us of is looked at again for so long, this often. */
  strangerMs: 10 * minute,
  strangerLookMs: 2 * minute,
  /** A bill that a payment elsewhere may have been for is not chased for so long, unless Xero shows it earlier. */
  hintMs: 15 * minute,
  /** What a trader may add to a bill for being paid by card, at most, as a part of it. */
  surchargeMax: 0.04,
} as const;

/** Time a stopping process gives to work that has begun. */
export const shutdownMs = 8 * second;
/** Time for the last answers of a process whose disk takes no more. */
export const unwritableMs = 500;

/** `POST /local/clock` may move at most this far at once: two years. */
export const clockLeapMaxMs = 731 * day;
/** How often a process looks whether another one moved the shared clock. */
export const clockFollowMs = second;
