import type { NextFunction, Request, Response } from "express";
import { paths } from "~/paths";
import { config } from "../config.server";
import { refused } from "./refused.server";

type Asked = { method: string; origin: string | undefined; fetchSite: string | undefined };

/**
 * Why an unsafe request is not taken to come from this site's own pages; null where it is. Browsers send Origin with
 * every POST, and Sec-Fetch-Site beside it; a request with neither is not a browser's form and is refused.
 */
export function whyNotOurs({ method, origin, fetchSite }: Asked, ours: string): string | null {
  if (method === "GET" || method === "HEAD") return null;
  if (origin !== undefined && origin !== ours)
    return `This form was sent from ${origin}, not from ${ours}. Open the page at ${ours} and send it again.`;
  if (fetchSite !== undefined && fetchSite !== "same-origin")
    return `This form was sent from another site. Open the page at ${ours} and send it again.`;
  if (origin === undefined && fetchSite === undefined)
    return "This request does not say which site it comes from. Send an Origin header.";
  return null;
}

/**
 * Whether a request is a webhook, which comes from no page: its route asks for GitHub's signature instead. By the address
 * as it was sent, to the letter: nothing that is read as the same address later goes in by it.
 */
export const isWebhook = ({ method, originalUrl }: { method: string; originalUrl: string }): boolean =>
  method === "POST" && originalUrl === paths.githubWebhook();

/** In front of every unsafe request: Remix's own check leaves resource routes out and trusts a forwarded host. */
export function originCheck(request: Request, response: Response, next: NextFunction): void {
  const why = isWebhook(request)
    ? null
    : whyNotOurs(
        { method: request.method, origin: request.get("Origin"), fetchSite: request.get("Sec-Fetch-Site") },
        config().origin,
      );
  if (why === null) next();
  else refused(request, response, { status: 403, why });
}

/**
 * Makes every request say the configured host: what a client or an unnamed proxy claims never reaches a link, a
 * redirect or a log. On a laptop, other names for this machine are led to the one the cookie belongs to.
 */
export function ownHost(request: Request, response: Response, next: NextFunction): void {
  const { origin, trustProxy, mode } = config();
  const { host } = new URL(origin);
  const asked = request.headers.host;
  if (trustProxy === "")
    for (const name of Object.keys(request.headers))
      if (name.startsWith("x-forwarded-") || name === "forwarded") delete request.headers[name];
  delete request.headers["x-forwarded-host"];
  request.headers.host = host;
  const isLoopback = /^(127\.0\.0\.1|\[::1\]|localhost):\d+$/.test(asked ?? "");
  if (mode !== "production" && isLoopback && asked !== host && request.method === "GET") {
    response.redirect(302, `${origin}${request.originalUrl}`);
    return;
  }
  next();
}
