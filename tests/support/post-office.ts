import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll } from "vitest";

type Received = { to: string[]; text: string; files: Part[] };

export type PostOffice = {
  received: Received[];
  /** While it is set every letter is turned away for now. */
  isDown: boolean;
  /** The newest letter to an address, as its reader sees it; with `words`, the newest in which they stand. */
  newest(address: string, words?: string): string;
};

/**
 * A real SMTP server on loopback, for the whole file; the site sends its mail there. Called before anything that reads
 * the settings.
 */
export function withPostOffice(): PostOffice {
  const office: PostOffice = {
    received: [],
    isDown: false,
    newest(address, words = "") {
      const letter = office.received.findLast(({ to, text }) => to.includes(address) && text.includes(words));
      if (!letter) throw new Error(`no letter ${words && `with “${words}” `}arrived for ${address}`);
      return letter.text;
    },
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onMailFrom: (_address, _session, done) => done(office.isDown ? new Error("try later") : undefined),
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", () => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        const [words, ...files] = partsOf(Buffer.concat(parts).toString());
        office.received.push({ to, text: words?.content ?? "", files });
        done();
      });
    },
  });
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    process.env.SMTP_URL = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return office;
}

type Part = { name: string | null; content: string };

/** What a letter is made of: its words first, then the files that came with it, however they were packed for the journey. */
function partsOf(message: string): Part[] {
  const end = message.indexOf("\r\n\r\n");
  const [head, body] = [message.slice(0, end), message.slice(end + 4)];
  const boundary = /boundary="?([^"\r\n;]+)/i.exec(head)?.[1];
  if (boundary)
    return body
      .split(`--${boundary}`)
      .slice(1, -1)
      .flatMap((part) => partsOf(part.trimStart()));
  const name = /filename="?([^"\r\n;]+)/i.exec(head)?.[1] ?? null;
  return [{ name, content: unpacked(head, body) }];
}

function unpacked(head: string, body: string): string {
  const packing = /^content-transfer-encoding:\s*(\S+)/im.exec(head)?.[1]?.toLowerCase();
  if (packing === "base64") return Buffer.from(body, "base64").toString();
  if (packing !== "quoted-printable") return body;
  const bytes = body
    .replace(/=\r\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
  return Buffer.from(bytes, "latin1").toString();
}
