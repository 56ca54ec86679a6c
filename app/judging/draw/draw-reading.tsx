import { ChallengeMark } from "~/challenges/challenge-reading";
import { count } from "~/kernel/text";
import type { Instant } from "~/kernel/time";
import { paths } from "~/paths";
import { NO_SEED } from "~/record/draw/no-seed";
import { Followed, FollowedNote } from "~/ui/bar";
import { Acts, LinkButton } from "~/ui/button";
import { Hash, RecordLink } from "~/ui/cert";
import { KeyValues, Note, Section } from "~/ui/layout";
import { Table } from "~/ui/table";
import { When } from "~/ui/when";
import { partsText } from "./draw";
import type { PublicDraw, ShownDraw, WaitingDraw } from "./draws.server";

type Shown = { draw: ShownDraw; zone: string };

const At = ({ at, zone }: { at: Instant; zone: string }) => <When at={at.toISOString()} zone={zone} />;

/** What a draw is for, as a heading. */
export const drawName = ({ purpose, round }: Pick<ShownDraw, "purpose" | "round">): string =>
  purpose === "result"
    ? "Lots between equal entries"
    : round === 2
      ? "Who scores which entry in the second round"
      : "Who scores which entry";

/** Where a seed comes from, and when. */
export function DrawSource({ draw, zone }: Shown) {
  const { source, beacon, network, commitsUntil, dueAt, seed } = draw;
  const due = <At at={dueAt} zone={zone} />;
  if (source === "drand")
    return (
      <p>
        By round {beacon} of {network?.name}, which nobody {seed === null ? "can" : "could"} know before {due}.
      </p>
    );
  const [commit, open] = seed === null ? ["commit", "open"] : ["committed", "opened"];
  return (
    <p>
      By numbers that the city and teams {commit} to until {commitsUntil && <At at={commitsUntil} zone={zone} />}, and{" "}
      {open} until {due}.
    </p>
  );
}

type Waiting = Shown & { now: Instant; href: string; beaconHref?: string };

/** How far a draw is, on a page that follows it; `beaconHref` leads to where a beacon may be brought by hand. */
export function DrawState({ draw, zone, now, href, beaconHref }: Waiting) {
  const { id, seed, source, dueAt, why, nextAt } = draw;
  const isDue = dueAt <= now;
  return (
    <Followed id={`draw-${id}`} while={seed === null && source === "drand"}>
      <DrawSource draw={draw} zone={zone} />
      {seed !== null && <SeedNote seed={seed} />}
      {seed === null && source === "drand" && (
        <>
          <p role="status">
            {isDue ? "The round is out, and is being fetched." : "Announced in the record. Waiting for the round."}
          </p>
          {why && (
            <Note tone="warn">
              <p>
                It could not be fetched. {why}{" "}
                {nextAt && (
                  <>
                    Asked again <At at={nextAt} zone={zone} />.
                  </>
                )}
              </p>
            </Note>
          )}
          <FollowedNote href={href}>You may leave this page.</FollowedNote>
          {isDue && beaconHref && <a href={beaconHref}>Bring the round by hand</a>}
        </>
      )}
      {seed === null && source === "nonces" && (
        <p role="status">
          {isDue ? "The numbers are being counted." : "Announced in the record. Waiting for the teams."}
        </p>
      )}
    </Followed>
  );
}

const SeedNote = ({ seed }: { seed: string }) =>
  seed === NO_SEED ? (
    <p>Too few took part, so no seed is drawn: what was fixed for that case holds.</p>
  ) : (
    <p>
      The seed: <Hash value={seed} group={8} />
    </p>
  );

/** One draw in public: what it is for, who had a part in it, what came out, and how anyone works it out again. */
export function DrawTold({ slug, draw, zone, now }: { slug: string; draw: PublicDraw; zone: string; now: Instant }) {
  const { announced, announcedAt, made, drawnAt, seed, source, parts, act } = draw;
  return (
    <div className="stack">
      <DrawState draw={draw} zone={zone} now={now} href={paths.challengeDraws(slug)} />
      {act && (
        <Acts>
          <LinkButton main href={paths.drawAct(slug, draw.id, act)}>
            {act === "commit" ? "Take part for your team" : "Open your team’s number"}
          </LinkButton>
        </Acts>
      )}
      <KeyValues
        items={[
          {
            label: "Announced",
            value: (
              <>
                <At at={announcedAt} zone={zone} /> <RecordLink hash={announced} />
              </>
            ),
          },
          ...(drawnAt
            ? [
                {
                  label: "Drawn",
                  value: (
                    <>
                      <At at={drawnAt} zone={zone} /> <RecordLink hash={made} />
                    </>
                  ),
                },
              ]
            : []),
        ]}
      />
      {source === "nonces" && <Parts draw={draw} zone={zone} />}
      {seed !== null && source === "nonces" && (
        <p>
          {partsText({
            seed,
            revealed: parts.filter(({ nonce }) => nonce !== null).map(({ entry }) => entry),
            refused: parts.filter(({ nonce }) => nonce === null).map(({ entry }) => entry),
          })}
        </p>
      )}
      {seed !== null && seed !== NO_SEED && <Recomputed draw={draw} />}
    </div>
  );
}

/** Draws that wait for the reader's team; nothing where none does. */
export const MyDraws = ({ draws }: { draws: WaitingDraw[] }) =>
  draws.length > 0 && (
    <Section name="Draws that wait for your team">
      <ul className="open-list">
        {draws.map(({ id, challenge, act, until }) => (
          <li key={id}>
            <ChallengeMark of={challenge} />
            <div>
              <h3>
                <a href={paths.drawAct(challenge.slug, id, act)}>{challenge.title}</a>
              </h3>
              <p>{act === "commit" ? "Commit to a number, so that nobody chooses the seed." : "Open your number."}</p>
            </div>
            <p className="end">
              until <At at={until} zone={challenge.timeZone} />
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );

/** Who committed to a number, and who has opened it. */
function Parts({ draw: { parts, seed }, zone }: { draw: PublicDraw; zone: string }) {
  if (parts.length === 0) return seed === null ? <p className="quiet">No team has committed to a number yet.</p> : null;
  return (
    <Table
      caption={`${count(parts.length, "team")} committed to a number`}
      rows={parts}
      keyOf={({ entry }) => entry}
      columns={[
        { name: "Team of", head: true, cell: ({ entry }) => `Entry ${entry}` },
        { name: "Committed", folded: "Committed", cell: ({ committedAt }) => <At at={committedAt} zone={zone} /> },
        {
          name: "To",
          folded: "To",
          cell: ({ commitment, line }) => (
            <>
              <Hash value={commitment} group={4} most={16} />
              <RecordLink hash={line} />
            </>
          ),
        },
        {
          name: "Opened",
          folded: "Opened",
          cell: ({ revealedAt }) =>
            revealedAt ? (
              <At at={revealedAt} zone={zone} />
            ) : seed === null ? (
              "not yet"
            ) : (
              <span className="warn">no</span>
            ),
        },
      ]}
    />
  );
}

/** The commands that work the seed out again, with tools that are not ours. */
function Recomputed({ draw }: { draw: PublicDraw }) {
  const { source, signature, city, parts, randomness, announced } = draw;
  const lines = [`city:${city}`, ...parts.flatMap(({ entry, nonce }) => (nonce === null ? [] : [`${entry}:${nonce}`]))];
  const first =
    source === "drand" ? `echo ${signature} | xxd -r -p | sha256sum` : `printf '${lines.join("\\n")}' | sha256sum`;
  return (
    <details>
      <summary>Work it out again</summary>
      <div className="stack">
        <p>
          {source === "drand"
            ? "The randomness is the SHA-256 of drand’s signature"
            : "The randomness is the SHA-256 of the numbers that were opened"}
          , and the seed the SHA-256 of that and the announcement:
        </p>
        <pre className="letter">
          <code>{`${first}\necho ${randomness}${announced} | xxd -r -p | sha256sum`}</code>
        </pre>
        {source === "nonces" && (
          <>
            <p>That a number is the one that was committed to:</p>
            <pre className="letter">
              <code>
                {[{ party: "city", nonce: city }, ...parts.map(({ entry, nonce }) => ({ party: String(entry), nonce }))]
                  .flatMap(({ party, nonce }) =>
                    nonce === null ? [] : [`printf 'palio-draw:${draw.id}:${party}:${nonce}' | sha256sum`],
                  )
                  .join("\n")}
              </code>
            </pre>
          </>
        )}
        <p className="quiet">
          <code>palio verify</code> does all of it for every draw in the record, and checks drand’s signature.
        </p>
      </div>
    </details>
  );
}
