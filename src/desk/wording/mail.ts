/** Below news that went by mail. */
export const mailFooter =
  "None of your chats with JustPayMe can be written to just now, so this comes by mail. Write to me in one of them, and I answer there again.";
