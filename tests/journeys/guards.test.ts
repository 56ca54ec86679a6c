import { createHmac, randomUUID } from "node:crypto";
import { request } from "node:http";
import { expect, test } from "vitest";
import { siteOrigin, withBrowser } from "../support/browser";

withBrowser();

type Answer = { status: number; headers: Record<string, string | string[] | undefined>; body: string };

/** A request exactly as written: no client adds or corrects a header. */
const ask = (method: string, path: string, headers: Record<string, string> = {}, body = ""): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const sent = request(
      new URL(path, siteOrigin()),
      {
        method,
        agent: false,
        headers: {
          ...(body
            ? {
                "content-type": "application/x-www-form-urlencoded",
                ...(headers["transfer-encoding"] ? {} : { "content-length": String(body.length) }),
              }
            : {}),
          ...headers,
        },
      },
      (answer) => {
        const parts: Buffer[] = [];
        answer.on("data", (part) => parts.push(part));
        answer.on("end", () =>
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(parts).toString() }),
        );
      },
    );
    sent.on("error", reject).end(body);
  });

test("a form from another site is refused before it reaches any page", async () => {
  for (const path of ["/sign-in", "/sign-out", "/theme", "/enter-as", "/no/such/page"]) {
    for (const headers of [
      { origin: "https://evil.example" },
      { origin: "null" },
      { "sec-fetch-site": "cross-site" },
      {},
    ]) {
      expect(
        (await ask("POST", path, { ...headers } as Record<string, string>, "a=b")).status,
        `${path} ${JSON.stringify(headers)}`,
      ).toBe(403);
    }
  }
  expect((await ask("POST", "/theme", { origin: siteOrigin() }, "theme=dark&back=/")).status).toBe(302);
});

test("a webhook, which comes from no page, is let in by its signature at its own address alone", async () => {
  const body = '{"repository":null}';
  const headers = { "content-type": "application/json", "x-github-event": "push", "x-github-delivery": randomUUID() };
  const by = (secret: string) => `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
  const signed = { ...headers, "x-hub-signature-256": by("a-secret-of-the-webhooks") };
  expect(await ask("POST", "/webhooks/github", signed, body)).toMatchObject({ status: 202, body: "Received." });
  const strangers: Record<string, string>[] = [
    headers,
    { ...headers, "x-hub-signature-256": by("a-secret-of-somebody-else") },
  ];
  for (const wrong of strangers)
    for (const origin of ["https://evil.example", siteOrigin(), null])
      expect((await ask("POST", "/webhooks/github", { ...wrong, ...(origin && { origin }) }, body)).status).toBe(401);
  const elsewhere = ["/webhooks/github/", "/webhooks/github?_data=root", "/webhooks", "/theme"];
  for (const path of elsewhere) expect((await ask("POST", path, signed, body)).status, path).toBe(403);
  for (const method of ["PUT", "PATCH", "DELETE"])
    expect((await ask(method, "/webhooks/github", signed, body)).status, method).toBe(403);
  expect((await ask("GET", "/webhooks/github")).status).toBe(405);
  // Refused by the length that is told, before anything is read.
  const long = { ...signed, "content-length": String(26 * 1024 * 1024) };
  expect((await ask("POST", "/webhooks/github", long)).status).toBe(413);
});

test("a forged host is not repeated anywhere", async () => {
  const { host } = new URL(siteOrigin());
  for (const headers of [
    { host: "evil.example" },
    { host, "x-forwarded-host": "evil.example" },
    { host, forwarded: "host=evil.example" },
    { host, "x-forwarded-proto": "gopher" },
  ]) {
    const answer = await ask("GET", "/sign-in", JSON.parse(JSON.stringify(headers)));
    expect(answer.status).toBe(200);
    expect(JSON.stringify(answer)).not.toMatch(/evil|gopher/);
  }
});

test("a redirect never leaves the site", async () => {
  for (const back of ["https://evil.example", "//evil.example", "/%5Cevil.example", "/\\evil.example"]) {
    const { headers } = await ask(
      "POST",
      "/theme",
      { origin: siteOrigin() },
      `theme=dark&back=${encodeURIComponent(back)}`,
    );
    expect(new URL(String(headers.location), siteOrigin()).origin).toBe(siteOrigin());
  }
});

test("every page forbids foreign scripts, frames and sniffing", async () => {
  const { headers } = await ask("GET", "/sign-in");
  const policy = String(headers["content-security-policy"]);
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toMatch(/script-src[^;]*unsafe/);
  expect(headers["x-content-type-options"]).toBe("nosniff");
  expect(headers["referrer-policy"]).toBe("strict-origin-when-cross-origin");
  expect(headers["x-powered-by"]).toBeUndefined();
});

test("a body without a length, or a larger one than anything here needs, is not read", async () => {
  expect(
    (await ask("POST", "/theme", { origin: siteOrigin(), "transfer-encoding": "chunked" }, "theme=dark")).status,
  ).toBe(411);
  expect((await ask("POST", "/theme", { origin: siteOrigin(), "content-length": "999999999" })).status).toBe(413);
});

test("what does not exist is a page that says so", async () => {
  const { status, body } = await ask("GET", "/no/such/page");
  expect(status).toBe(404);
  expect(body).toContain("Nothing stands at this address");
});

test("the server says that it is alive and ready", async () => {
  expect((await ask("GET", "/healthz")).body).toBe("ok");
  expect((await ask("GET", "/readyz")).body).toBe("ready");
});
