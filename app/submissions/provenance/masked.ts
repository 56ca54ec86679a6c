import { BLOCKED, type Mask } from "../blind/mask";
import type { Provenance } from "./provenance.server";

/**
 * How code came about, told without its makers: names are masked in what was seen and replied, links off this site are
 * left out, and whoever committed is a number. What a fact is keyed by names repositories, so that its place stands for it.
 */
export const maskedProvenance = ({ facts, work, lookedAt, sealedAt }: Provenance, mask: Mask): Provenance => ({
  team: BLOCKED,
  sealedAt,
  facts: facts.map(({ key: _named, sentence, links, reply, ...fact }, place) => ({
    ...fact,
    key: `fact-${place + 1}`,
    sentence: mask(sentence),
    links: links.filter(({ href }) => href.startsWith("/")).map(({ label, href }) => ({ label: mask(label), href })),
    reply: reply && { ...reply, text: mask(reply.text) },
  })),
  work: work && { ...work, people: work.people.map((one, place) => ({ ...one, name: `Person ${place + 1}` })) },
  lookedAt: { ...lookedAt, repository: lookedAt.repository && BLOCKED },
});
