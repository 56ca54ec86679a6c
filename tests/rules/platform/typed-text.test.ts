import { expect, test } from "vitest";
import { nobodyIsSignedIn } from "~/platform/http/session-ended.server";
import { type SessionEnded, typedIn } from "~/platform/http/typed-text";

const form = (fields: Record<string, string>): FormData => {
  const made = new FormData();
  for (const [name, value] of Object.entries(fields)) made.append(name, value);
  return made;
};

test("what was typed comes back under its field's name, and nothing else does", () => {
  const sent = form({
    "criteria[0].ownWords": "Works in the rain",
    answer: "By foot,\nmostly",
    empty: " ",
    accept: "on",
    revision: "7",
    key: "5d7c1d54-2f1f-4b8e-9d4d-0d7f1a3f5b11",
    "datasets[0].datasetId": "ties",
    "notes[0].name": "hour",
    who: "all",
  });
  sent.append("file", new File(["secret"], "a.png"));
  expect(typedIn(sent)).toEqual([
    { label: "Criteria 1, own words", text: "Works in the rain", isCut: false },
    { label: "Answer", text: "By foot,\nmostly", isCut: false },
  ]);
});

test("a text of any length comes back at a bounded one, and says so", () => {
  const [typed] = typedIn(form({ body: "a".repeat(90_000) }));
  expect(typed).toMatchObject({ isCut: true });
  expect(typed?.text).toHaveLength(50_000);
});

const ask = (accept: string, body: string, more: Record<string, string> = {}) =>
  nobodyIsSignedIn(
    new Request("https://palio.example/challenges/drains/questions", {
      method: "POST",
      body,
      headers: {
        Accept: accept,
        "Content-Type": "application/x-www-form-urlencoded",
        "Content-Length": String(body.length),
        ...more,
      },
    }),
  );

test("a form from a browser is answered with its text; a program, or a press without text, is led to sign in", async () => {
  const page = { Referer: "https://palio.example/challenges/drains/questions?before=3" };
  const kept = await ask("text/html,*/*", "body=Which+street%3F&key=1", page);
  expect(kept.status).toBe(401);
  expect(kept.headers.get("Cache-Control")).toContain("no-store");
  expect((await kept.json()) as SessionEnded).toEqual({
    typed: [{ label: "Body", text: "Which street?", isCut: false }],
    back: "/challenges/drains/questions?before=3",
  });
  const elsewhere = await ask("text/html", "body=a", { Referer: "https://evil.example/x" });
  expect(await elsewhere.json()).toMatchObject({ back: "/challenges/drains/questions" });
  for (const led of [
    await ask("application/json", "body=Which+street%3F"),
    await ask("text/html", "revision=7"),
    await ask("text/html", "body=a", { "Content-Length": "99000000" }),
  ]) {
    expect(led.status).toBe(302);
    expect(led.headers.get("Location")).toBe("/sign-in?to=%2Fchallenges%2Fdrains%2Fquestions");
  }
});
