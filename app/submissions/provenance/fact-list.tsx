import type { ReactNode } from "react";
import { When } from "~/ui/when";
import { KIND_WORDS } from "./facts";
import type { Provenance, ToldFact } from "./provenance.server";

/** Every fact with what leads to it, and what the team says to it. `reply` is the team's own form in its place. */
export function FactList({
  facts,
  zone,
  reply = (fact) => <Said fact={fact} zone={zone} />,
}: {
  facts: Provenance["facts"];
  zone: string;
  reply?: (fact: ToldFact) => ReactNode;
}) {
  return (
    <ol className="rows facts-seen">
      {facts.map((fact) => (
        <li key={fact.key} className="stack">
          <h3>
            {KIND_WORDS[fact.kind]}
            {fact.at && (
              <small className="quiet">
                {" "}
                <When at={fact.at.toISOString()} zone={zone} />
              </small>
            )}
          </h3>
          <p>{fact.sentence}</p>
          {fact.links.length > 0 && <FactLinks links={fact.links} />}
          {reply(fact)}
        </li>
      ))}
    </ol>
  );
}

const FactLinks = ({ links }: { links: ToldFact["links"] }) => (
  <ul className="links-in-line">
    {links.map(({ label, href }) => (
      <li key={href}>
        <a href={href} rel="nofollow noopener">
          {label}
        </a>
      </li>
    ))}
  </ul>
);

/** The team's reply as the jury reads it. */
export function Said({ fact: { reply }, zone }: { fact: ToldFact; zone: string }) {
  if (!reply) return null;
  return (
    <figure className="said">
      <figcaption>
        The team, <When at={reply.savedAt.toISOString()} zone={zone} />
      </figcaption>
      <blockquote style={{ whiteSpace: "pre-line" }}>{reply.text}</blockquote>
    </figure>
  );
}
