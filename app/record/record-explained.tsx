import { paths } from "~/paths";
import { KeyValues, Note, Reading, Section } from "~/ui/layout";
import { When } from "~/ui/when";
import type { Signing } from "./integrator/signing";

/** What the record is and is not, in plain words. */
export function WhatItIs() {
  return (
    <Section name="What it is" first>
      <Reading>
        <p>
          Each act is one line of canonical JSON (RFC 8785). A line carries identifiers, hashes, instants and numbers,
          never a name or a sentence: what people wrote is only committed to by a salted hash, which the line’s own page
          opens. The lines are the leaves of one tree (RFC 6962), and the hash of the whole tree is signed each time it
          grows. Anyone can copy the tree and check it, with tools that are not ours.
        </p>
        <p>
          <b>What it is not.</b> A signature does not stop whoever runs this server. They could write the record anew
          and sign it again, and the new one would look whole. Only a checkpoint or a receipt that somebody kept shows
          that: the new record does not go on from it. So keep yours. Each receipt has one in it, and comes by mail: to
          a whole team for what it hands in, and to jurors, teams and the people of a city for what else they do, unless
          they do not want that. Each line’s own page has it too.
        </p>
        <p>
          Nor does the record say that what was done was right, or that it was fair. It says what was done, in which
          order, and that nobody has changed it since.
        </p>
      </Reading>
    </Section>
  );
}

/** The newest checkpoint and its key, or why nothing is signed. */
export function NewestCheckpoint({ signing, why, zone }: { signing: Signing; why: string | null; zone: string }) {
  const { signed, key, waiting } = signing;
  return (
    <Section name="Newest checkpoint" note="Keep it: it is what exposes a record that was written anew.">
      <div className="stack">
        {why && (
          <Note tone="warn">
            The record is not being signed. {why} What people do is kept meanwhile, and is signed once this is mended.
          </Note>
        )}
        {signed && key ? (
          <>
            <KeyValues
              items={[
                {
                  label: "Entries",
                  value: waiting > 0 ? `${signed.size}, and ${waiting} on their way in` : signed.size,
                },
                { label: "Signed", value: <When at={signed.signedAt.toISOString()} zone={zone} /> },
                { label: "Root", value: signed.root, code: true },
                { label: "Key", value: key, code: true },
              ]}
            />
            <pre className="letter">
              <code>{signed.note}</code>
            </pre>
            <p className="why">
              <a href={paths.recordCheckpoint()} download>
                This checkpoint as a file
              </a>
            </p>
          </>
        ) : (
          <p>Nothing is signed yet.</p>
        )}
      </div>
    </Section>
  );
}

/** How to check the record: with our verifier, with openssl, with somebody else's program. */
export function HowToCheck({ origin, recordKey }: { origin: string; recordKey: string | null }) {
  const record = origin + paths.record();
  const key = recordKey ?? "KEY";
  return (
    <Section name="Check it yourself" note="A key that you kept is worth more than the one shown today.">
      <div className="stack">
        <p>
          All of it with <a href={paths.verifier()}>one file</a> that runs in Node without anything else, against a
          checkpoint that you keep today and check again another day:
        </p>
        <pre className="letter">
          <code>{`curl -s ${origin}${paths.recordCheckpoint()} > kept.txt
curl -sO ${origin}${paths.verifier()}
node verify-record.js ${record} --key '${key}' --checkpoint kept.txt`}</code>
        </pre>
        <p>The signature alone, with openssl:</p>
        <pre className="letter">
          <code>{opensslCommands(origin, key)}</code>
        </pre>
        <p>All of it with a program that has nothing to do with ours, Tessera’s fsck, which needs Go:</p>
        <pre className="letter">
          <code>{`echo '${key}' > record.pub
go run github.com/transparency-dev/tessera/cmd/fsck@main --storage_url=${record}/ --public_key=record.pub`}</code>
        </pre>
        <p>
          The formats are <a href="https://c2sp.org/tlog-tiles">tlog-tiles</a>,{" "}
          <a href="https://c2sp.org/tlog-checkpoint">tlog-checkpoint</a> and{" "}
          <a href="https://c2sp.org/tlog-proof">tlog-proof</a> of C2SP, signed with Ed25519.
        </p>
      </div>
    </Section>
  );
}

/** The last 32 bytes of a key and the last 64 of a signature are Ed25519's; twelve bytes of DER stand before the key (RFC 8410). */
const opensslCommands = (origin: string, key: string): string =>
  `curl -s ${origin}${paths.recordCheckpoint()} > checkpoint
sed '/^$/,$d' checkpoint > text
sed -n 's/^— [^ ]* //p' checkpoint | head -n 1 | base64 -d | tail -c 64 > signature
(printf '\\060\\052\\060\\005\\006\\003\\053\\145\\160\\003\\041\\000'; echo '${key}' | cut -d+ -f3- | base64 -d | tail -c 32) > key.der
openssl pkeyutl -verify -pubin -keyform DER -inkey key.der -rawin -in text -sigfile signature`;
