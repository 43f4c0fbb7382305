import { html, raw } from "hono/html";
import { readAsset, scriptNames, styleNames } from "./assets.ts";

interface ChatPage {
  readonly practice: boolean;
}

/** The frame of the page. Everything that is said comes later, over the same HTTP as any other client's. */
export function chatPage({ practice }: ChatPage) {
  return html`<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<title>JustPayMe</title>
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content">
<meta name="description" content="Bill, chase and get paid by saying so.">
<meta name="color-scheme" content="light dark">
<meta name="theme-color" media="(prefers-color-scheme: light)" content="#f6f2ea">
<meta name="theme-color" media="(prefers-color-scheme: dark)" content="#0e1412">
<link rel="icon" type="image/svg+xml" href="/local/page/mark.svg">
${styleNames.map((name) => html`<link rel="stylesheet" href="/local/page/${name}">\n`)}
${scriptNames.map((name) => html`<link rel="modulepreload" href="/local/page/${name}">\n`)}
<script type="module" src="/local/page/chat.js"></script>
</head>
<body>
<noscript><p class="no-script">This chat needs JavaScript, which is switched off in this browser. Switch it on and load
the page again, or talk to JustPayMe in the terminal that it was started from.</p></noscript>
<div class="stage" id="stage" data-practice="${practice ? "yes" : "no"}" hidden>
${phone(practice)}
${panel(practice)}
</div>
${personDialog()}
</body>
</html>`;
}

function phone(practice: boolean) {
  return html`<main class="phone" aria-label="Chat with JustPayMe">
<header class="top">
  <span class="mark">${raw(readAsset("mark.svg").body)}</span>
  <div class="title">
    <h1>JustPayMe</h1>
    <p class="state" id="state" role="status" data-state="connecting">Connecting…</p>
  </div>
  <button class="person" id="person" type="button" aria-haspopup="dialog"></button>
</header>
<div class="scroller" id="log" role="log" aria-label="Conversation" aria-live="off" aria-busy="true" tabindex="0">
  <section class="welcome" id="welcome" hidden>
    <h2>Who owes you money?</h2>
    <p>Say it as you would to a person, and the bill is made. Nothing to fill in first.</p>
    ${practice ? html`<p class="small">This is a practice desk: no real client hears from it.</p>` : ""}
  </section>
  <button class="earlier" id="earlier" type="button" hidden>Show earlier messages</button>
  <ol class="messages" id="messages"></ol>
  <ol class="messages outgoing" id="outgoing"></ol>
  <p class="typing" id="typing" aria-hidden="true" hidden><i></i><i></i><i></i></p>
</div>
<div class="below">
  <button class="newest" id="newest" type="button" hidden>New messages ↓</button>
  <div class="suggestions" id="suggestions" role="group" aria-label="Suggestions" hidden></div>
  <form class="composer" id="composer" autocomplete="off">
    <label class="sr" for="words">Message to JustPayMe</label>
    <textarea id="words" name="words" rows="1" placeholder="bill Acme £230" enterkeyhint="send" spellcheck="true"
      aria-describedby="keys"></textarea>
    <button class="send" id="send" type="submit" aria-label="Send"><svg viewBox="0 0 24 24" width="22" height="22"
      aria-hidden="true" focusable="false"><path fill="none" stroke="currentColor" stroke-width="2.4"
      stroke-linecap="round" stroke-linejoin="round" d="M12 19V5M5.5 11.5 12 5l6.5 6.5"/></svg></button>
    <p class="sr" id="keys">Enter sends, Shift and Enter starts a new line, the up arrow brings back your last message.</p>
  </form>
</div>
</main>`;
}

function panel(practice: boolean) {
  return html`<aside class="panel" aria-label="${practice ? "Practice desk" : "Mailbox"}">
${
  practice
    ? html`<header class="about">
  <h2>Practice desk</h2>
  <p>Everything here is practice: no real money moves, no real mail leaves, and you may skip ahead to see what
  happens when.</p>
</header>
<section class="clock" id="clock" aria-labelledby="clock-title" hidden>
  <h3 id="clock-title">Clock</h3>
  <p class="now"><time id="now"></time></p>
  <div class="skips" role="group" aria-label="Skip ahead">
    <span aria-hidden="true">Skip</span>
    <button type="button" data-advance="P1D" aria-label="Skip 1 day">1 day</button>
    <button type="button" data-advance="P3D" aria-label="Skip 3 days">3 days</button>
    <button type="button" data-advance="P7D" aria-label="Skip 1 week">1 week</button>
  </div>
  <p class="small" id="clock-note" role="status"></p>
</section>`
    : ""
}
<section class="mailbox" aria-labelledby="mailbox-title">
  <h3 id="mailbox-title">Mailbox <span class="count" id="mail-count" hidden></span></h3>
  <p class="empty" id="no-mail">No mail yet. What your clients would be sent arrives here.</p>
  <div id="mails"></div>
</section>
</aside>`;
}

function personDialog() {
  return html`<dialog class="dialog" id="people" aria-labelledby="people-title">
<form method="get" action="/" id="become">
  <h2 id="people-title">Who are you?</h2>
  <p>Each name is a person of their own, with their own clients, bills and history. There is no password:
  nobody but this machine can open this chat.</p>
  <label for="chat">Name</label>
  <input id="chat" name="chat" type="text" required maxlength="60" autocomplete="off" autocapitalize="words"
    spellcheck="false">
  <ul class="known" id="known" aria-label="People here before"></ul>
  <div class="actions">
    <button type="button" class="quiet" id="stay">Stay as I am</button>
    <button type="submit" class="strong">Change</button>
  </div>
</form>
</dialog>`;
}
