import { html } from "hono/html";
import type { Html } from "../page/html.ts";

/** One thing to get done, told from start to end, in the words that the chat uses. */
export interface HelpTask {
  readonly path: string;
  readonly title: string;
  readonly about: string;
  readonly body: Html;
}

export const helpTasks: readonly HelpTask[] = [
  {
    path: "connect-xero",
    title: "Connect Xero and get paid",
    about: "From nothing to a bill that is in Xero, goes to the client and closes itself.",
    body: html`
<ol>
<li>In your chat say <kbd>connect Xero</kbd> and open the link. It works once, for ten minutes.</li>
<li>Log in at Xero and allow access. You can take it back at any time, here or at Xero.</li>
<li>Back in the chat you are asked whether to connect that organisation, by its name. Say yes only if it is yours.</li>
<li>On the set-up page choose the organisation, the account your sales go to, and the VAT they carry. What most people need is chosen already. Save.</li>
<li>Say <kbd>bill Acme £230</kbd>. The bill is stored at once; a moment later it says <strong>Synced with Xero</strong>, and Xero has the invoice under the same number.</li>
<li>When Acme pays by the link on the invoice, or the transfer is matched in Xero, you get one message: Acme paid, and how many reminders that cancelled.</li>
</ol>
<h2>If you would rather keep one bill out of Xero</h2>
<p>Say so with the bill: <kbd>bill Acme £230 not in Xero</kbd>. On the page for a new bill it is the switch "Also create in Xero".</p>
<h2>Bills you made before</h2>
<p>When set-up is saved you are asked once whether the open ones should go to Xero too.</p>`,
  },
  {
    path: "sync-settings",
    title: "Sync settings",
    about: "What each of them does, and what the words on a bill mean.",
    body: html`
<h2>What you choose</h2>
<ul>
<li><strong>Organisation</strong>: whose books the invoices go to. Changing it stops the sync of bills made in the old one; they stay as they are.</li>
<li><strong>Account</strong>: where your sales are counted. The list comes from your own chart of accounts.</li>
<li><strong>Tax type</strong>: the VAT rate of a usual sale. A bill that says otherwise ("no VAT", "reduced rate") keeps its own.</li>
<li><strong>Authorised or draft</strong>: an authorised invoice counts at once. A draft waits until you approve it in Xero, and nothing goes to the client before.</li>
<li><strong>Two-way or read-only</strong>: with read-only nothing is ever written to Xero; we only look.</li>
<li><strong>Import</strong>: invoices made in Xero come over here, so that they are chased too.</li>
<li><strong>Write payments back</strong>: money you tell us of is entered in Xero, against the bank account you name.</li>
</ul>
<h2>What a bill says</h2>
<ul>
<li><strong>Not in Xero</strong>: kept here only.</li>
<li><strong>Syncing</strong>: on its way.</li>
<li><strong>Synced with Xero</strong>: both say the same.</li>
<li><strong>Draft in Xero</strong>: waits for your approval there.</li>
<li><strong>Sync failed</strong>: Xero would not take it. The bill says why, and has a Retry button.</li>
<li><strong>Edited in Xero</strong>: somebody changed it there. You see both versions and choose: <em>Keep mine</em> or <em>Use Xero's</em>.</li>
<li><strong>Xero-managed</strong>: made in Xero; Xero's version counts.</li>
<li><strong>No longer syncing</strong>: its connection was ended. It stays here, and what is in Xero stays there.</li>
</ul>
<p>Payments, credit notes and voids made in Xero are always taken over: money is a fact, whoever wrote it down.</p>`,
  },
  {
    path: "reminders",
    title: "Reminders",
    about: "When they go, how to stop them, and who never gets one.",
    body: html`
<h2>What goes out by itself</h2>
<p>The bill goes to the client as soon as there is an address, after two minutes in which you can undo it. Then, unless you say otherwise, a friendly word three days before it is due (where they have two weeks or more), one on the day, and firmer ones 3, 7 and 14 days after. At three weeks you are asked what to do next; nothing more goes by itself.</p>
<p>Reminders go at 10:00 on working days where the client lives: bank holidays in Scotland, Northern Ireland, England and Wales are different ones. A client gets one message a day at most, however many bills they owe.</p>
<h2>Say it in the chat</h2>
<ul>
<li><kbd>what goes out this week</kbd> shows the plan.</li>
<li><kbd>don't chase Dave</kbd> or <kbd>hold Acme until 12 Dec</kbd> pauses; <kbd>chase Dave again</kbd> goes on.</li>
<li><kbd>Dave says Friday</kbd> notes a promise: reminders wait until the working day after it.</li>
<li><kbd>Acme dispute bill 14</kbd> stops them until you have sorted it out.</li>
<li><kbd>chase Acme</kbd> sends one sooner than planned.</li>
</ul>
<h2>Who is never reminded</h2>
<p>Who has paid: it is looked up again just before a message leaves, and in doubt the message waits. Who has asked for no more reminders by the link in every message: new bills still reach them. Who has neither email nor a number that may be used: you get the text and send it with your own thumb. So you do where mail does not arrive, until you have given another address or said the same one again.</p>`,
  },
  {
    path: "when-something-fails",
    title: "When something fails",
    about: "What the message means, what is safe, and what to press.",
    body: html`
<p>First: nothing you said is lost. A bill is stored before the chat says so, and waits here while Xero, the bank or the mail are away.</p>
<h2>Sync failed</h2>
<ol>
<li>Open the bill. It says what Xero said, in plain words, such as an account that was archived.</li>
<li>Put that right: in Xero, on the set-up page, or by changing the bill.</li>
<li>Press <em>Retry</em>, or say <kbd>retry</kbd>. It is looked up first, so there will not be two.</li>
</ol>
<p>If Xero is only away, you need do nothing: it is tried again, first soon, then hourly.</p>
<h2>Reconnect Xero</h2>
<p>Xero ends a connection that was not used for 60 days, or that somebody removed there. Say <kbd>connect Xero</kbd> again: bills go on where they stopped.</p>
<h2>An email came back</h2>
<p>You are told which address would not take it. Say <kbd>Acme's email is accounts@acme.com</kbd> with the right one.</p>
<h2>The link to these pages does not open</h2>
<p>It opens once, within ten minutes. Say <kbd>open my bills</kbd> for a new one.</p>
<h2>The answer was wrong</h2>
<p>Say <kbd>undo</kbd> to take back the last thing done, and <kbd>wrong</kbd> so that a person looks into it.</p>`,
  },
  {
    path: "getting-paid",
    title: "Getting paid",
    about: "By bank transfer or by card, and how a bill closes itself.",
    body: html`
<h2>By bank transfer</h2>
<ol>
<li>Say <kbd>my bank details are 20-00-00 12345678</kbd>, and press the button that names the account. Your other chats are told.</li>
<li>Every bill's page now shows the account, with a reference of the bill's own.</li>
<li>When the money is there, say <kbd>Acme paid</kbd>, or let Xero match it: the reminders that were to come are cancelled, and you are told how many.</li>
</ol>
<h2>By card</h2>
<ol>
<li>Say <kbd>take cards</kbd> and open the link. It asks for a restricted key to your own Stripe account and says how to make one; the money goes straight there.</li>
<li>Say <kbd>bill Acme £230 by card</kbd>, or choose Card on the page for a new bill. The client's page gets a card button for exactly what is due.</li>
<li>When the client pays, you are told in one message. There is nothing to do.</li>
</ol>
<h2>When it was not the whole sum, or not that bill</h2>
<ul>
<li><kbd>got 100 off Dave</kbd> notes a part; the rest stays owed and is chased.</li>
<li><kbd>Acme paid 500 for both</kbd> sets one payment against several bills.</li>
<li><kbd>that was for bill 15</kbd> moves the last one. <kbd>undo</kbd> takes it back.</li>
<li>What is too much is kept as the client's credit, and offered for their next bill.</li>
</ul>`,
  },
  {
    path: "vat",
    title: "VAT on your bills",
    about: "What a bill shows when you are registered, and when you are not.",
    body: html`
<ol>
<li>If you are registered, say <kbd>my VAT number is GB 123 4567 82</kbd>. If you are not, do nothing: your bills then show neither VAT nor a number, as they should.</li>
<li>A figure you type is what the client pays, VAT in it. If your prices are without, say <kbd>my prices are plus VAT</kbd>, and 20% is added to what you type.</li>
<li>For one bill say so with it: <kbd>bill Acme £230 plus VAT</kbd>, <kbd>at the reduced rate</kbd>, <kbd>no VAT</kbd>.</li>
<li>A VAT bill's PDF is a full VAT invoice: your number, the tax point, and each line without VAT with its rate. Over £250 it must show your address and the client's: <kbd>my address is 1 High Street, Leeds LS1 4AP</kbd>.</li>
</ol>
<p>A bill keeps the VAT it was made with, whatever you change later. CIS and the reverse charge are not done yet: say them, and you are told so before anything is billed.</p>`,
  },
  {
    path: "your-data",
    title: "Take your books along, or leave",
    about: "An export of everything, and how to have it all deleted.",
    body: html`
<h2>An export</h2>
<ol>
<li>Say <kbd>export</kbd> and press <em>Export everything</em>. You get a link that works once, for ten minutes; your other chats are told.</li>
<li>On its page take what you need: bills, clients and payments as tables for a spreadsheet or an accountant, or everything in one file.</li>
</ol>
<h2>A client's account</h2>
<p><kbd>statement for Acme</kbd> shows it and gives it as a PDF; <kbd>send Acme a statement</kbd> sends it to them.</p>
<h2>To leave</h2>
<ol>
<li>Disconnect Xero and Stripe in Settings, if they are connected. What is in them stays yours, there.</li>
<li>Say <kbd>delete my account</kbd> and press the button that says so. Everything goes in 30 days.</li>
<li>Until then <kbd>keep my account</kbd> stops it.</li>
</ol>
<p>To have one client's name and address forgotten, say <kbd>erase Mrs Patel</kbd>. What they were billed and paid stays in your books under a name that says nothing.</p>`,
  },
];
