import type { ReactNode } from "react";
import { paths } from "~/paths";
import { judgedText } from "~/teams/declared-commit";
import { KeyValues, Note } from "~/ui/layout";
import { Prose } from "~/ui/prose";
import { BLOCKED } from "./blind/mask";

/** What an entry says for itself, as all its readers see it: the jury, its team before it hands in, and later everyone. */
export type EntrySaid = {
  title: string;
  pitch: string;
  /** Sanitised. */
  descriptionHtml: string;
  demoUrl: string | null;
  videoUrl: string | null;
  repositoryUrl: string | null;
  commitSha: string | null;
  /** The branch that is judged as it stands when entries close, until its head is known. */
  branch?: string | null;
  images: { sha256: string; alt: string }[];
  /** Each dataset that it uses, how, and which file of it where the team says so. */
  datasets: { slug: string; title: string; how: string; file: string | null }[];
  /** Nobody is named: what leads to its makers is left out, and known names are masked. */
  isBlind?: boolean;
};

/** What stands above an entry, and above its code, that is judged blind. */
export const NamesMasked = () => (
  <Note>
    Judged blind: known names are masked as {BLOCKED}, and addresses that lead to the makers are left out. A name that
    Palio does not know may still stand in a text, a picture or a film. If you recognise the makers, say so.
  </Note>
);

/** A commit of a repository on its own host. */
const commitUrl = (repository: string, sha: string): string => `${repository.replace(/\.git$|\/$/g, "")}/commit/${sha}`;

const Away = ({ href, children }: { href: string; children: string }) => (
  <a href={href} rel="nofollow noopener ugc">
    {children}
  </a>
);

/**
 * Everything an entry says for itself: words, pictures, links, and the datasets it names. Only a draft lacks words.
 * `code` says what became of its code once it is handed in, and `proof` whether the team may speak for the repository.
 */
export function EntryReading({ entry, code, proof }: { entry: EntrySaid; code?: ReactNode; proof?: string | null }) {
  const { pitch, descriptionHtml, images, datasets, repositoryUrl, commitSha, branch, demoUrl, videoUrl } = entry;
  const facts = [
    ...(demoUrl ? [{ label: "Demonstration", value: <Away href={demoUrl}>{demoUrl}</Away> }] : []),
    ...(videoUrl ? [{ label: "Film", value: <Away href={videoUrl}>{videoUrl}</Away> }] : []),
    ...(repositoryUrl ? [{ label: "Code", value: <Away href={repositoryUrl}>{repositoryUrl}</Away> }] : []),
    ...(commitSha
      ? [
          {
            label: "Commit",
            value: repositoryUrl ? (
              <Away href={commitUrl(repositoryUrl, commitSha)}>{commitSha.slice(0, 12)}</Away>
            ) : (
              commitSha.slice(0, 12)
            ),
            code: true,
          },
        ]
      : []),
    ...(branch && !commitSha ? [{ label: "Commit", value: judgedText({ commitSha: null, branch }) }] : []),
    ...(code ? [{ label: "Sealed code", value: code }] : []),
    ...(proof ? [{ label: "Whose it is", value: proof }] : []),
    ...(datasets.length > 0
      ? [
          {
            label: "Data used",
            value: (
              <ul>
                {datasets.map(({ slug, title, how, file }) => (
                  <li key={slug}>
                    <a href={paths.dataset(slug)}>{title}</a>
                    {file && `, ${file}`}: {how}
                  </li>
                ))}
              </ul>
            ),
          },
        ]
      : []),
  ];
  return (
    <div className="evidence stack">
      {entry.isBlind && <NamesMasked />}
      <p className="lede">{pitch || "No pitch yet."}</p>
      {descriptionHtml ? <Prose html={descriptionHtml} /> : <p className="quiet">No description yet.</p>}
      {images.map(({ sha256, alt }) => (
        <figure key={sha256}>
          <img src={paths.file(sha256)} alt={alt} loading="lazy" />
          {alt && <figcaption>{alt}</figcaption>}
        </figure>
      ))}
      {facts.length > 0 && <KeyValues items={facts} />}
    </div>
  );
}
