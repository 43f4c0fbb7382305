import { type AddressInfo, createServer, type Socket } from "node:net";

/**
 * A mailbox on loopback that speaks as much of RFC 3501 as is asked of one: it keeps its messages, their numbers and
 * flags over connections, and misbehaves when it is told to.
 */
export interface KeptMail {
  readonly uid: number;
  readonly raw: Buffer;
  readonly flags: Set<string>;
  readonly at: Date;
}

export type ImapManner =
  | { readonly does: "serve" }
  /** The line goes dead in the middle of the answer to the first command that begins so. */
  | { readonly does: "drop"; readonly at: string }
  /** No answer ever comes to it. */
  | { readonly does: "hang"; readonly at: string }
  | { readonly does: "refuse"; readonly at: string };

export const imapUser = { name: "bills@joes.example", password: 'p"a ss' };

export async function startImapStandIn() {
  const mails: KeptMail[] = [];
  const box = { uidNext: 1, uidValidity: 7 };
  const asked: string[] = [];
  let manner: ImapManner = { does: "serve" };
  let sentBytes = 0;
  const sockets = new Set<Socket>();

  function answer(socket: Socket, line: string): void {
    const [, tag = "*", command = ""] = /^(\S+) (.*)$/s.exec(line) ?? [];
    asked.push(/^LOGIN/i.test(command) ? "LOGIN" : command);
    const send = (text: string | Buffer) => {
      sentBytes += text.length;
      socket.write(text);
    };
    const done = (text: string) => send(`${tag} ${text}\r\n`);
    const met =
      manner.does !== "serve" && command.toUpperCase().startsWith(manner.at) ? manner.does : "serve";
    if (met === "hang") return;
    if (met === "refuse") {
      done("NO not today");
      return;
    }
    // What would be changed is not: the line breaks first.
    const lines = met === "drop" && / STORE /.test(command) ? [] : reply(command);
    if (met === "drop") {
      send(Buffer.concat(lines.map((it) => Buffer.from(it))).subarray(0, 40));
      socket.destroy();
      return;
    }
    const [end, ...data] = lines.toReversed();
    for (const it of data.reverse()) send(it);
    done(String(end));
    if (/^LOGOUT/i.test(command)) socket.end();
  }

  /** What is said before the last line, and that line without its tag. */
  function reply(command: string): readonly (string | Buffer)[] {
    const verb = /^(?:UID )?\S+/i.exec(command)?.[0].toUpperCase() ?? "";
    switch (verb) {
      case "CAPABILITY":
        return ["* CAPABILITY IMAP4rev1\r\n", "OK done"];
      case "LOGIN":
        return unquote(command.slice(6)).join("\n") === `${imapUser.name}\n${imapUser.password}`
          ? ["OK welcome"]
          : ["NO [AUTHENTICATIONFAILED] Invalid credentials"];
      case "LIST":
        return /INBOX/i.test(command)
          ? ['* LIST (\\HasNoChildren) "/" INBOX\r\n', "OK done"]
          : ['* LIST (\\Noselect) "/" ""\r\n', "OK done"];
      case "LSUB":
        return ["OK done"];
      case "SELECT":
        if (!/^SELECT "?INBOX"?$/i.test(command)) return ["NO [NONEXISTENT] no such mailbox"];
        return [
          "* FLAGS (\\Seen \\Deleted)\r\n",
          "* OK [PERMANENTFLAGS (\\Seen \\Deleted)] ok\r\n",
          `* ${mails.length} EXISTS\r\n* 0 RECENT\r\n`,
          `* OK [UIDVALIDITY ${box.uidValidity}] ok\r\n* OK [UIDNEXT ${box.uidNext}] ok\r\n`,
          "OK [READ-WRITE] opened",
        ];
      case "UID SEARCH":
        return [
          `* SEARCH${found(command)
            .map((it) => ` ${it.uid}`)
            .join("")}\r\n`,
          "OK done",
        ];
      case "UID FETCH":
        return [...fetched(command), "OK done"];
      case "UID STORE":
        for (const mail of inSet(command.split(" ")[2] ?? ""))
          for (const flag of command.match(/\\\w+/g) ?? []) mail.flags.add(flag);
        return ["OK done"];
      case "LOGOUT":
        return ["* BYE bye\r\n", "OK done"];
      case "NOOP":
        return ["OK done"];
      default:
        return [`BAD unknown: ${verb}`];
    }
  }

  function found(command: string): readonly KeptMail[] {
    const [, uids] = /\bUID (\d\S*)/i.exec(command.slice(4)) ?? [];
    const [, since] = /\bSINCE "?([\w-]+)"?/i.exec(command) ?? [];
    if (uids !== undefined) return inSet(uids);
    return since === undefined ? mails : mails.filter(({ at }) => at >= new Date(`${since} UTC`));
  }

  /** `3:*` has the last message also where its number is lower (RFC 3501 section 6.4.8). */
  function inSet(set: string): readonly KeptMail[] {
    const last = mails.at(-1)?.uid ?? 0;
    const ranges = set.split(",").map((part) => {
      const [from = 0, to = from] = part.split(":").map((it) => (it === "*" ? last : Number(it)));
      return [Math.min(from, to), Math.max(from, to)] as const;
    });
    return mails.filter(({ uid }) => ranges.some(([from, to]) => uid >= from && uid <= to));
  }

  function fetched(command: string): readonly Buffer[] {
    const [, , set = "", items = ""] = /^(UID FETCH) (\S+) (.*)$/i.exec(command) ?? [];
    const part = /BODY\.PEEK\[(.*?)\](?:<(\d+)\.(\d+)>)?/i.exec(items);
    return inSet(set).map((mail) => {
      const n = mails.indexOf(mail) + 1;
      const [body, name] = bodyOf(mail.raw, part);
      const head = `* ${n} FETCH (UID ${mail.uid} FLAGS (${[...mail.flags].join(" ")}) ${name} {${body.length}}\r\n`;
      return Buffer.concat([Buffer.from(head), body, Buffer.from(")\r\n")]);
    });
  }

  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => undefined);
    socket.write("* OK ready\r\n");
    let pending = "";
    socket.on("data", (chunk) => {
      pending += chunk.toString("latin1");
      for (;;) {
        const end = lineEnd(pending);
        if (end === "more") return;
        if (end === "literal") {
          // What is promised comes once it was asked for.
          pending = pending.replace(/\{(\d+)\}\r\n$/, "{$1+}\r\n");
          socket.write("+ go on\r\n");
          return;
        }
        const line = pending.slice(0, end);
        pending = pending.slice(end + 2);
        answer(socket, line);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const login = `${encodeURIComponent(imapUser.name)}:${encodeURIComponent(imapUser.password)}`;
  return {
    url: `imap://${login}@127.0.0.1:${port}/INBOX`,
    port,
    mails,
    /** The commands of all connections so far, without passwords. */
    asked,
    sentBytes: () => sentBytes,
    put: (raw: string | Uint8Array, at = new Date("2026-11-23T10:00:00Z")) => {
      mails.push({ uid: box.uidNext, raw: Buffer.from(raw), flags: new Set(), at });
      box.uidNext += 1;
    },
    /** The mailbox is made anew from what it had: its numbers begin again. */
    renumber: () => {
      box.uidValidity += 1;
      const kept = mails.splice(0);
      box.uidNext = 1;
      for (const mail of kept) mails.push({ ...mail, uid: box.uidNext++ });
    },
    become: (next: ImapManner) => {
      manner = next;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((done) => server.close(() => done()));
    },
  };
}
export type ImapStandIn = Awaited<ReturnType<typeof startImapStandIn>>;

/** Where the first command ends; it may have strings of a told length, with line ends in them. */
function lineEnd(text: string): number | "more" | "literal" {
  let from = 0;
  for (;;) {
    const end = text.indexOf("\r\n", from);
    if (end < 0) return "more";
    const [, size, plus] = /\{(\d+)(\+?)\}$/.exec(text.slice(0, end)) ?? [];
    if (size === undefined) return end;
    if (plus === "" && text.length === end + 2) return "literal";
    if (text.length < end + 2 + Number(size)) return "more";
    from = end + 2 + Number(size);
  }
}

/** The arguments of a command: atoms, quoted strings and strings of a told length. */
function unquote(text: string): readonly string[] {
  const args: string[] = [];
  for (let rest = text.trimStart(); rest !== ""; rest = rest.trimStart()) {
    const quoted = /^"((?:[^"\\]|\\.)*)"/.exec(rest);
    const literal = /^\{(\d+)\+?\}\r\n/.exec(rest);
    if (quoted !== null) {
      args.push((quoted[1] ?? "").replace(/\\(.)/g, "$1"));
      rest = rest.slice(quoted[0].length);
    } else if (literal !== null) {
      const end = literal[0].length + Number(literal[1]);
      args.push(rest.slice(literal[0].length, end));
      rest = rest.slice(end);
    } else {
      const [atom = ""] = rest.split(" ");
      args.push(atom);
      rest = rest.slice(atom.length);
    }
  }
  return args;
}

function bodyOf(raw: Buffer, part: RegExpExecArray | null): readonly [body: Buffer, name: string] {
  if (part === null) return [Buffer.alloc(0), "BODY[TEXT]"];
  const [, section = "", start, length] = part;
  if (section === "") {
    const from = Number(start ?? 0);
    const name = start === undefined ? "BODY[]" : `BODY[]<${start}>`;
    return [raw.subarray(from, length === undefined ? undefined : from + Number(length)), name];
  }
  const head = raw.subarray(0, raw.indexOf("\r\n\r\n") + 4).toString("latin1");
  const fields = head.split(/\r\n(?![ \t])/).filter((line) => /^content-type:/i.test(line));
  return [Buffer.from([...fields, "", ""].join("\r\n")), `BODY[${section}]`];
}
