/** The menu that a channel may show beside the text field: a command and what it is for. */
export const commandMenu = [
  { command: "bill", description: "Bill somebody: /bill Acme £230" },
  { command: "owed", description: "Who owes you money" },
  { command: "undo", description: "Undo the last thing you did" },
  { command: "link", description: "Use your books from another chat too" },
  { command: "help", description: "What you can say" },
] as const;
