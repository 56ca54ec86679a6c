import { paths } from "~/paths";
import { KeyValues } from "~/ui/layout";
import { Prose } from "~/ui/prose";
import type { Evidence } from "./evidence.server";

/** A commit of a repository on its own host. */
const commitUrl = (repository: string, sha: string): string => `${repository.replace(/\.git$|\/$/g, "")}/commit/${sha}`;

const Away = ({ href, children }: { href: string; children: string }) => (
  <a href={href} rel="nofollow noopener ugc">
    {children}
  </a>
);

/** Everything an entry says for itself: words, pictures, links, and the datasets it names. */
export function EvidenceMatter({ evidence }: { evidence: Evidence }) {
  const { pitch, descriptionHtml, images, datasets, repositoryUrl, commitSha, demoUrl, videoUrl } = evidence;
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
      <p className="lede">{pitch}</p>
      <Prose html={descriptionHtml} />
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
