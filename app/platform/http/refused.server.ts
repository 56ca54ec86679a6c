import type { Request, Response } from "express";
import { escapedHtml } from "~/kernel/text";

/** A page that stands without the rest of the site: one sentence, and the way back. */
const pageOf = (sentence: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>That was not taken · Palio</title>
<link rel="icon" type="image/svg+xml" href="/favicon.svg">
<link rel="stylesheet" href="/refused.css">
</head>
<body>
<main>
<h1>That was not taken</h1>
<p>${escapedHtml(sentence)}</p>
<p><a href="/">To the front page</a></p>
</main>
</body>
</html>
`;

/** Refuses a request before any page is asked: in a page to a browser that shows pages, in plain text to programs. */
export function refused(request: Request, response: Response, { status, why }: { status: number; why: string }): void {
  const wantsPage = (request.get("Accept") ?? "").includes("text/html");
  response.status(status).set("Cache-Control", "no-store").vary("Accept");
  response.type(wantsPage ? "text/html" : "text/plain").send(wantsPage ? pageOf(why) : why);
}
