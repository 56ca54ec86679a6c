/** Shows HTML that `platform/markdown` has sanitised; the only place where HTML goes into a page as it stands. */
export function Prose({ html, className = "reading" }: { html: string; className?: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: this is the one door, and what comes through it is sanitised
  return <div className={className} dangerouslySetInnerHTML={{ __html: html }} />;
}
