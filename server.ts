import { randomBytes, randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import compression from "compression";
import express, { type NextFunction, type Request, type Response } from "express";
import helmet from "helmet";
import { pinoHttp } from "pino-http";
import type { ViteDevServer } from "vite";
import { hasSessionCookie } from "~/accounts/session.server";
import { recordHealth } from "~/audit/audit.server";
import { config } from "~/platform/config.server";
import { db } from "~/platform/database.server";
import { addressCheck } from "~/platform/http/address-check.server";
import { originCheck, ownHost } from "~/platform/http/origin-check.server";
import { pageCache } from "~/platform/http/page-cache.server";
import { refused } from "~/platform/http/refused.server";
import { inRequest } from "~/platform/http/request-scope.server";
import { log } from "~/platform/log.server";

const MOST_BODY = 110_000_000;
const built = (...parts: string[]) => path.resolve("build", ...parts);

export type Serving = { port: number; close(): Promise<void> };

/** Serves the site: middleware in order, nothing else. `vite` replaces the built pages while developing. */
export async function serve(vite?: ViteDevServer): Promise<Serving> {
  const { port, host, trustProxy, logLevel } = config();
  const app = express();
  app.disable("x-powered-by");
  if (trustProxy !== "") app.set("trust proxy", trustProxy);
  app.use((_request: Request, _response: Response, next: NextFunction) => inRequest(next));
  app.use(ownHost);
  app.use(
    pinoHttp({
      logger: log,
      genReqId: () => randomUUID().slice(0, 8),
      customLogLevel: (_request, response) =>
        response.statusCode >= 500 ? "error" : logLevel === "debug" ? "info" : "silent",
    }),
  );
  app.use((_request: Request, response: Response, next: NextFunction) => {
    response.locals.nonce = randomBytes(16).toString("base64");
    next();
  });
  app.use(guards(vite !== undefined));
  app.use(addressCheck);
  app.use(compression());
  app.get("/healthz", (_request, response) => void response.type("text/plain").send("ok"));
  app.get("/readyz", ready);
  app.get("/healthz/record", recordSigned);
  app.use("/leaflet", express.static(path.resolve("node_modules/leaflet/dist"), { maxAge: "1d", index: false }));
  if (vite) app.use(vite.middlewares);
  else app.use("/assets", express.static(built("client/assets"), { immutable: true, maxAge: "1y" }));
  app.use(
    express.static(existsSync(built("client")) ? built("client") : path.resolve("public"), {
      maxAge: "1h",
      index: false,
    }),
  );
  app.use(originCheck);
  app.use(bodyLimit);
  if (!vite)
    app.use(
      pageCache(
        (request) =>
          hasSessionCookie(request.headers.cookie) || /palio_(said|theme)=/.test(request.headers.cookie ?? ""),
      ),
    );
  app.all(
    "*",
    createRequestHandler({
      build: vite
        ? () => vite.ssrLoadModule("virtual:remix/server-build") as Promise<ServerBuild>
        : ((await import(pathToFileURL(built("server/index.js")).href)) as ServerBuild),
      getLoadContext: (request, response) => ({
        nonce: response.locals.nonce as string,
        reference: String(request.id),
      }),
    }),
  );
  const server = app.listen(port, host);
  await new Promise<void>((resolve, reject) => server.once("listening", resolve).once("error", reject));
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), 1500).unref();
      }),
  };
}

function guards(isDeveloping: boolean) {
  const nonce = (_request: unknown, response: unknown) => `'nonce-${(response as Response).locals.nonce}'`;
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        "default-src": ["'none'"],
        "script-src": ["'self'", nonce],
        "style-src": isDeveloping ? ["'self'", "'unsafe-inline'"] : ["'self'"],
        // Custom properties on elements carry the figures of plots and calendars.
        "style-src-attr": ["'unsafe-inline'"],
        "img-src": ["'self'", "data:", "https:"],
        "font-src": ["'self'"],
        "connect-src": isDeveloping ? ["'self'", "ws:"] : ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "manifest-src": ["'self'"],
      },
    },
    // no-referrer would make a form sent without JavaScript carry "Origin: null".
    referrerPolicy: { policy: "strict-origin-when-cross-origin" },
    strictTransportSecurity: config().isSecure,
    crossOriginEmbedderPolicy: false,
  });
}

function bodyLimit(request: Request, response: Response, next: NextFunction): void {
  const isSafe = request.method === "GET" || request.method === "HEAD";
  const length = request.headers["content-length"];
  if (!isSafe && length === undefined) refused(request, response, { status: 411, why: "Say how long the request is." });
  else if (Number(length ?? 0) > MOST_BODY)
    refused(request, response, { status: 413, why: "That is more than 110 MB in one request." });
  else next();
}

async function ready(_request: Request, response: Response): Promise<void> {
  const isUp = await db.$queryRaw`SELECT 1`.then(
    () => true,
    () => false,
  );
  if (!isUp) response.setHeader("Retry-After", "5");
  response
    .status(isUp ? 200 : 503)
    .type("text/plain")
    .send(isUp ? "ready" : "the database does not answer");
}

/** Whether what people do gets into the signed record. The site serves on while it does not. */
async function recordSigned(_request: Request, response: Response): Promise<void> {
  const { isWell, sentence } = await recordHealth().catch(() => ({
    isWell: false,
    sentence: "The database does not answer.",
  }));
  response
    .status(isWell ? 200 : 503)
    .type("text/plain")
    .send(sentence);
}
