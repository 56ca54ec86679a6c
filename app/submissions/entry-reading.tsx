import { paths } from "~/paths";
import type { Image } from "~/submissions/draft/draft";
import { Hash } from "~/ui/cert";
import { KeyValues } from "~/ui/layout";
import { Prose } from "~/ui/prose";

/** An entry as its readers see it: the jury, the team's own preview, and later the public. `html` is sanitised. */
export type ReadableEntry = {
  title: string;
  pitch: string;
  html: string;
  demoUrl: string | null;
  videoUrl: string | null;
  repositoryUrl: string | null;
  commitSha: string | null;
  images: Image[];
  /** Each dataset that it uses, how, and which file of it where the team says so. */
  datasets: { slug: string; title: string; how: string; file: string | null }[];
};

const Outside = ({ href }: { href: string }) => (
  <a href={href} rel="nofollow ugc noopener">
    {href.replace(/^https?:\/\//, "")}
  </a>
);

export function EntryReading({ entry, level = 2 }: { entry: ReadableEntry; level?: 2 | 3 }) {
  const Heading = `h${level}` as const;
  const Minor = level === 2 ? "h3" : "h4";
  const { title, pitch, html, demoUrl, videoUrl, repositoryUrl, commitSha, images, datasets } = entry;
  const facts = [
    ...(repositoryUrl ? [{ label: "Repository", value: <Outside href={repositoryUrl} /> }] : []),
    ...(repositoryUrl
      ? [
          {
            label: "Commit",
            value: commitSha ? (
              <a href={`${repositoryUrl}/tree/${commitSha}`} rel="nofollow ugc noopener">
                <Hash value={commitSha} />
              </a>
            ) : (
              "none known to the server when it was handed in"
            ),
          },
        ]
      : []),
    ...(demoUrl ? [{ label: "Demo", value: <Outside href={demoUrl} /> }] : []),
    ...(videoUrl ? [{ label: "Video", value: <Outside href={videoUrl} /> }] : []),
  ];
  return (
    <article className="stack">
      <Heading>{title || "No title yet"}</Heading>
      <p className="lede">{pitch || "No pitch yet."}</p>
      {facts.length > 0 && <KeyValues items={facts} />}
      {html ? <Prose html={html} /> : <p className="quiet">No description yet.</p>}
      {images.map(({ sha256, alt }) => (
        <figure key={sha256}>
          <img src={paths.file(sha256)} alt={alt} loading="lazy" />
          {alt && <figcaption>{alt}</figcaption>}
        </figure>
      ))}
      {datasets.length > 0 && (
        <>
          <Minor>Data used</Minor>
          <KeyValues
            items={datasets.map(({ slug, title: name, how, file }) => ({
              label: (
                <>
                  <a href={paths.dataset(slug)}>{name}</a>
                  {file && `, ${file}`}
                </>
              ),
              value: how,
            }))}
          />
        </>
      )}
    </article>
  );
}
