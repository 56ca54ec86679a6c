import { db } from "~/platform/database.server";
import { readStored } from "~/platform/storage/files.server";
import { asJuror } from "./jury-rows.server";
import { asPerson, asProgrammer } from "./own-rows.server";
import { recordOf } from "./record-rows.server";
import { type ZipFile, zipped } from "./zip";

const READ_ME = `What this site holds of you, as JSON, and the files that your teams handed in.

person.json         your account, where you are signed in, what you do for organisations
letters.json        what was mailed to you
questions.json      what you asked, and what you reported of data
teams.json          your teams, with their drafts and what you accepted
entries.json        what your teams handed in, version by version; files/ and code/ hold what it names by its SHA-256
jury.json           what you scored, declared and chose as a juror
record.json         the lines of the public record about you, with the words and salts of their commitments
`;

/** All that this site holds of a person, as a zip of JSON documents and files, made while it is sent. */
export async function* exportOf(personId: string): AsyncGenerator<Uint8Array> {
  yield* zipped(everything(personId));
}

async function* everything(personId: string): AsyncGenerator<ZipFile> {
  yield { name: "README.txt", bytes: [Buffer.from(READ_ME)] };
  const { email } = await db.person.findUniqueOrThrow({ where: { id: personId }, select: { email: true } });
  const programmer = await asProgrammer(personId);
  const documents = {
    person: await asPerson(personId),
    letters: await lettersTo(email),
    ...programmer,
    jury: await asJuror(personId),
    record: await recordOf(personId),
  };
  for (const [name, value] of Object.entries(documents)) yield { name: `${name}.json`, bytes: [asJson(value)] };
  yield* filesOf(programmer.entries);
}

const asJson = (value: unknown): Uint8Array =>
  Buffer.from(`${JSON.stringify(value, (_, one) => (typeof one === "bigint" ? String(one) : one), 2)}\n`);

const lettersTo = (email: string) =>
  db.mail.findMany({
    where: { to: email },
    orderBy: { createdAt: "asc" },
    select: { subject: true, text: true, createdAt: true, sentAt: true },
  });

type Entries = Awaited<ReturnType<typeof asProgrammer>>["entries"];

/** Pictures and sealed code, each once. What cannot be read any more is left out, and stays named in entries.json. */
async function* filesOf(entries: Entries): AsyncGenerator<ZipFile> {
  const names = new Map<string, string>();
  for (const { versions } of entries)
    for (const { images, seal } of versions) {
      for (const { sha256, mediaType } of images as { sha256: string; mediaType: string }[])
        names.set(sha256, `files/${sha256}.${mediaType.split("/")[1]}`);
      if (seal?.archiveSha256) names.set(seal.archiveSha256, `code/${seal.archiveSha256}.tar.gz`);
    }
  for (const [sha256, name] of names) {
    const bytes = await readStored(sha256);
    yield { name, isPacked: true, bytes: bytes as AsyncIterable<Uint8Array> };
  }
}
