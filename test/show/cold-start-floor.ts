/** The least a program could do that answers the same requests: no framework, one table, one durable insert. */
import { createServer } from "node:http";
import Database from "better-sqlite3";
import { announce } from "../helpers/announce.ts";

const db = new Database((process.env["DATABASE_URL"] ?? "").replace("file:", ""));
db.pragma("journal_mode = WAL");
db.pragma("synchronous = FULL");
db.exec("CREATE TABLE messages (n INTEGER PRIMARY KEY, sender TEXT, text TEXT)");
const insert = db.prepare("INSERT INTO messages (sender, text) VALUES (?, ?)");
const all = db.prepare("SELECT n, sender AS 'from', text FROM messages ORDER BY n");

const server = createServer((request, response) => {
  let body = "";
  request.on("data", (data) => {
    body += String(data);
  });
  request.on("end", () => {
    response.setHeader("content-type", "application/json");
    if (request.method === "GET") {
      response.end(JSON.stringify(all.all()));
      return;
    }
    const { lastInsertRowid } = insert.run("trader", JSON.parse(body).text);
    insert.run("bot", "Billed");
    response.statusCode = 202;
    response.end(JSON.stringify({ n: Number(lastInsertRowid) }));
  });
});
announce(server);
