import { forgetToken, githubTokenOf } from "~/accounts/github/github-accounts.server";
import { installDoor } from "~/platform/github/app.server";
import { isGithubOffered } from "~/platform/github/oauth.server";
import { type Evidence, readEvidence, type Speaker } from "~/platform/github/proof.server";
import type { Memory } from "~/platform/github/recall.server";
import type { SeenRepository } from "~/platform/github/seen-repository.server";
import { keyed } from "~/platform/secret.server";
import { type Proof, proofIn, waysText } from "./proof";

type Of = { teamId: string; repositoryId: string };

/** The word that a team puts into its repository: nobody can tell another's, and it is worth nothing in another. */
const proofWord = ({ teamId, repositoryId }: Of): string =>
  `palio-${keyed(`proof:${teamId}:${repositoryId}`).slice(0, 12)}`;

/** What would show it on this site. */
export const proofWays = (of: Of): string =>
  waysText({ word: proofWord(of), hasSignIn: isGithubOffered(), hasApp: installDoor() !== null });

type Asking = Of & { memberIds: string[]; seen: SeenRepository; memory: Memory };

/** Whether GitHub shows that a team may speak for its repository, and how; null where it does not, or does not answer. */
export async function proofOf({ memberIds, seen, memory, ...of }: Asking): Promise<Proof | null> {
  const word = proofWord(of);
  const speakers = (await Promise.all(memberIds.map(speaker))).flatMap((one) => one ?? []);
  const answer = await readEvidence(seen, { word, speakers }, memory);
  if (answer.is !== "known") return null;
  await forgetSpent(answer.value);
  return proofIn(answer.value, word);
}

const speaker = async (personId: string): Promise<Speaker | null> => {
  const account = await githubTokenOf(personId);
  return account && { personId, ...account };
};

async function forgetSpent({ spent }: Evidence): Promise<void> {
  for (const { personId, token } of spent) if (token !== null) await forgetToken(personId, token);
}
