import type { LoaderFunctionArgs } from "@remix-run/node";
import { challengeForVisitor } from "~/challenges/public-challenge.server";
import { calendarFile } from "~/challenges/reading/calendar-file.server";
import { now } from "~/platform/http/request-scope.server";

/** The challenge's dates for anyone's calendar; it can be subscribed to, and follows when a date moves. */
export async function loader({ params: { slug = "" } }: LoaderFunctionArgs) {
  const at = await now();
  const challenge = await challengeForVisitor(slug, at);
  return new Response(calendarFile(challenge, at), {
    headers: {
      "Content-Type": "text/calendar; charset=utf-8",
      "Content-Disposition": `attachment; filename="${challenge.slug}.ics"`,
      "Cache-Control": "public, max-age=0, s-maxage=60",
    },
  });
}
