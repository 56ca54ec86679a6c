import type { Request, Response } from "express";
import { standingPage } from "./standing-page";

const pageOf = (sentence: string): string =>
  standingPage({ title: "That was not taken", sentence, link: { href: "/", words: "To the front page" } });

/** Refuses a request before any page is asked: in a page to a browser that shows pages, in plain text to programs. */
export function refused(request: Request, response: Response, { status, why }: { status: number; why: string }): void {
  const wantsPage = (request.get("Accept") ?? "").includes("text/html");
  response.status(status).set("Cache-Control", "no-store").vary("Accept");
  response.type(wantsPage ? "text/html" : "text/plain").send(wantsPage ? pageOf(why) : why);
}
