import { escapedHtml } from "~/kernel/text";

type Standing = { title: string; sentence: string; link: { href: string; words: string }; goesOn?: boolean };

/** A page that stands without the rest of the site: one sentence and a link, which with `goesOn` is followed at once. */
export const standingPage = ({ title, sentence, link, goesOn = false }: Standing): string => {
  const href = escapedHtml(link.href);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapedHtml(title)} · Palio</title>${goesOn ? `\n<meta http-equiv="refresh" content="0;url=${href}">` : ""}
<link rel="icon" type="image/svg+xml" href="/favicon.svg">
<link rel="stylesheet" href="/refused.css">
</head>
<body>
<main>
<h1>${escapedHtml(title)}</h1>
<p>${escapedHtml(sentence)}</p>
<p><a href="${href}">${escapedHtml(link.words)}</a></p>
</main>
</body>
</html>
`;
};
