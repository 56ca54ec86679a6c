import type { NextFunction, Request, Response } from "express";
import { refused } from "./refused.server";

/** In front of every page: an address that is no text, or holds the one character PostgreSQL cannot, names nothing. */
export function addressCheck(request: Request, response: Response, next: NextFunction): void {
  if (isText(request.originalUrl)) next();
  else
    refused(request, response, { status: 400, why: "This address is broken. Check it, or start at the front page." });
}

function isText(url: string): boolean {
  const [path = ""] = url.split("?");
  try {
    return !url.includes("%00") && decodeURIComponent(path) !== "";
  } catch {
    return false;
  }
}
