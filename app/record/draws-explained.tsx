import { paths } from "~/paths";
import { Reading, Section } from "~/ui/layout";
import { BY_DRAND_CLIENT, byHand } from "./draw/by-hand";

/** Where a seed comes from that nobody chose, and how a stranger computes it, without any program of ours. */
export function HowToCheckDraws({ origin, recordKey }: { origin: string; recordKey: string | null }) {
  return (
    <Section name="Draws" note="Who judges which entry, and ties: where chance decides, nobody chooses the seed.">
      <div className="stack">
        <Reading>
          <p>
            A draw is announced here first, with the hash of what it is about and the number of a beacon of{" "}
            <a href="https://docs.drand.love/">drand</a> that is due ten minutes later or more. A beacon is a signature
            that many organisations make together every three seconds, and that none of them has before it is due. Where
            there is no network, the city and the teams each commit to a secret number, and reveal it once nobody can
            commit any more. The seed is a hash of what came of it and of the announcement. One thing is drawn once.
          </p>
          <p>
            <b>What that is not.</b> The time at which a line was written is our own word. A checkpoint that somebody
            kept before the beacon was due shows that the announcement came before it. Numbers that the city and all
            teams agreed on in secret are no chance; one that was chosen honestly is enough to make them so. And a team
            that keeps its number back once it has seen the others’ chooses between two seeds: that is why it is named.
            This site is the first to see all numbers and could keep a team’s back: a team that opened its own looks for
            it among those that were counted.
          </p>
        </Reading>
        <p>All draws of the record, in a copy of Palio’s code. Its verifier in one file does not read them.</p>
        <pre className="letter">
          <code>{`node bin/palio.mjs verify ${origin}${paths.record()} --key '${recordKey ?? "KEY"}'`}</code>
        </pre>
        <p>One draw, with the facts of its lines in these names:</p>
        <pre className="letter">
          <code>
            {byHand(origin)
              .map(({ answers, command }) => `# ${answers}\n${command}`)
              .join("\n")}
          </code>
        </pre>
        <p>
          That beacon, fetched and checked by drand’s own client: its signature is the one that “Draw made” carries.
        </p>
        <pre className="letter">
          <code>{BY_DRAND_CLIENT}</code>
        </pre>
      </div>
    </Section>
  );
}
