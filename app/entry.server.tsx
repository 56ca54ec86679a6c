import { PassThrough } from "node:stream";
import { type AppLoadContext, createReadableStreamFromReadable, type EntryContext } from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { renderToPipeableStream } from "react-dom/server";
import { log } from "~/platform/log.server";
import { type RequestInfo, RequestInfoContext } from "~/ui/request-info";

declare module "@remix-run/node" {
  interface AppLoadContext extends RequestInfo {}
  // Loaders' own types reach their pages as they are: instants stay Dates.
  interface Future {
    v3_singleFetch: true;
  }
}

/** Renders a page whole: loaders have answered everything before, so nothing is left to stream. */
export default function renderPage(
  request: Request,
  status: number,
  headers: Headers,
  remix: EntryContext,
  context: AppLoadContext,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    const page = renderToPipeableStream(
      <RequestInfoContext.Provider value={{ nonce: context.nonce, reference: context.reference }}>
        <RemixServer context={remix} url={request.url} nonce={context.nonce} abortDelay={10_000} />
      </RequestInfoContext.Provider>,
      {
        nonce: context.nonce,
        onAllReady() {
          const body = new PassThrough();
          headers.set("Content-Type", "text/html; charset=utf-8");
          if (!headers.has("Cache-Control")) headers.set("Cache-Control", "private, no-store");
          resolve(new Response(createReadableStreamFromReadable(body), { status, headers }));
          page.pipe(body);
        },
        onShellError: reject,
      },
    );
    setTimeout(() => page.abort(), 10_000).unref();
  });
}

/** Faults are logged here, once, under the reference that the person sees. */
export function handleError(error: unknown, { request, context }: { request: Request; context: AppLoadContext }): void {
  if (request.signal.aborted) return;
  log.error({ err: error, reference: context?.reference, path: new URL(request.url).pathname }, "a request failed");
}
