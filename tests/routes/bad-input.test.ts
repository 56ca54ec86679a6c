import { afterAll, beforeAll, expect, test } from "vitest";
import { typedIn } from "~/platform/http/typed-text";
import { everyForm, NO_FIELDS } from "../support/every-form";
import { EVERY_ROUTE } from "../support/every-route";
import { aWorldOfForms, type World } from "../support/form-world";
import type { Form } from "../support/forms/fields";
import { siteOrigin, startSite } from "../support/site";

const SHORT = "<img src=x onerror=alert(1)>";
const SCRIPT = `<script>document.title="pwned"</script><img src=x onerror="document.title='pwned'">`;
// The theme is a matter of taste: what is none of its two is the device's own.
const OF_NO_CONSEQUENCE = ["theme"];

let stop: () => Promise<void>;
let at: World;
let forms: Form[];

beforeAll(async () => {
  stop = await startSite();
  at = await aWorldOfForms();
  forms = everyForm(at);
}, 120_000);
afterAll(() => stop?.());

type Sent = { form: Form; body: Record<string, string>; html: string; status: number };

async function send(form: Form, changes: Record<string, string> = {}): Promise<Sent> {
  const legal = Object.entries(form.fields).map(([name, field]) => [name, field.legal]);
  const body: Record<string, string> = { ...Object.fromEntries(legal), ...changes };
  const fields = form.isMultipart ? new FormData() : new URLSearchParams();
  for (const [name, value] of Object.entries(body)) {
    if (name === "file" && fields instanceof FormData) fields.set(name, new File([value], "a.png"));
    else fields.set(name, value);
  }
  const headers = { origin: siteOrigin(), cookie: at.cookies[form.by] ?? "", "accept-encoding": "identity" };
  const answer = await fetch(siteOrigin() + form.path, { method: "POST", headers, body: fields, redirect: "manual" });
  return { form, body, html: await answer.text(), status: answer.status };
}

const escaped = (words: string): string =>
  words
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#x27;");

/** Whether a page gives a value back in one of its fields: typed, chosen or ticked. */
function isKept(html: string, value: string): boolean {
  const text = escaped(value);
  if ([`>${text}</textarea>`, `>\n${text}</textarea>`].some((part) => html.includes(part))) return true;
  const tags = [...html.matchAll(/<(?:input|option) [^<>]*>/g)].map(([tag]) => tag);
  return tags.some(
    (tag) =>
      tag.includes(` value="${text}"`) &&
      (!/^<option|type="(radio|checkbox)"/.test(tag) || /checked|selected/.test(tag)),
  );
}

/** Whether markup of the script stands in a page as markup: quoted attribute values cannot hold any. */
const isLive = (html: string): boolean =>
  /<script>document\.title|<[^<>]*\sonerror/i.test(
    html.replace(/<[a-z][^<>]*>/gi, (tag) => tag.replace(/"[^"]*"/g, '""')),
  );

const typedFields = (form: Form): string[] =>
  Object.keys(form.fields).filter((name) => form.fields[name]?.kind === "text");

/** What is wrong with the answer to a form whose one field is wrong. */
function whyWrong({ form, body, html, status }: Sent, name: string): string | null {
  const what = `${form.route} (${form.form}), ${name} = “${(body[name] ?? "").slice(0, 30)}”: ${status}`;
  if (![400, 403, 404, 409].includes(status)) return what;
  if (/Invalid (input|option)|Too (big|small):|expected (string|number)/.test(html)) return `${what}, not a sentence`;
  if (form.form === null || status === 404) return html.trim() === "" ? `${what}, nothing is said` : null;
  if (!html.includes('role="alert"')) return `${what}, no summary`;
  const isTied = html.includes(`id="${form.form}-${name}-error"`);
  if (status === 400 && form.form !== "act" && form.fields[name]?.kind !== "hidden" && !isTied)
    return `${what}, nothing beside the field`;
  const shown = Object.keys(form.fields).filter(
    (other) => form.fields[other]?.kind !== "hidden" && form.form !== "act",
  );
  // No radio button and no option holds a choice that does not exist.
  const typed = shown.filter((other) => other !== name || form.fields[name]?.kind === "text");
  const lost = typed.filter((other) => body[other]?.trim() && !isKept(html, body[other]));
  return lost.length > 0 ? `${what}, lost ${lost.join(", ")}` : null;
}

async function inEights<T>(all: T[], work: (one: T) => Promise<void>): Promise<void> {
  const waiting = all.values();
  const workOn = async () => {
    for (const one of waiting) await work(one);
  };
  await Promise.all(Array.from({ length: 8 }, workOn));
}

test("every route that takes a form is in the table", () => {
  const taking = Object.keys(EVERY_ROUTE).filter((name) => EVERY_ROUTE[name]?.write);
  const known = new Set([...forms.map(({ route }) => route), ...NO_FIELDS, ...OF_NO_CONSEQUENCE]);
  expect([...known].sort()).toEqual(taking.sort());
});

/** Where to go next is no field of the form's own, and a file is sent by tests of its own; the rest are conform's buttons. */
const NOT_TYPED = ["to", "file", "__intent__"];
/** Rows after the first are as the first; a score's name holds its criterion. */
const rowless = (name: string): string => name.replace(/\[\d+\]/g, "[0]").replace(/^scores\..+/, "scores");

test("every field that a form shows is in the table", async () => {
  const missing: string[] = [];
  await inEights(
    forms.filter(({ form }) => form !== null && form !== "act"),
    async ({ route, path, by, form, fields }) => {
      const page = await fetch(siteOrigin() + path, { headers: { cookie: at.cookies[by] ?? "" } });
      const html = await page.text();
      const own = new RegExp(`<form[^>]* id="${form}"[^]*?</form>`).exec(html)?.[0] ?? "";
      if (own === "") missing.push(`${route}: no form ${form}`);
      const known = new Set([...NOT_TYPED, ...Object.keys(fields).map(rowless)]);
      const shown = [...own.matchAll(/<(?:input|select|textarea|button)\b[^>]*? name="([^"]+)"/g)].map(
        ([, name]) => name,
      );
      for (const name of new Set(shown.map((one) => rowless(one ?? ""))))
        if (!known.has(name)) missing.push(`${route} (${form}): ${name}`);
    },
  );
  expect(missing.sort()).toEqual([]);
}, 60_000);

test("what only travels with a form is never given back as typed", () => {
  const guarded = forms.filter(({ route }) => EVERY_ROUTE[route]?.write !== "anyone");
  const carried = guarded.flatMap(({ route, fields }) =>
    Object.entries(fields).flatMap(([name, { kind, legal }]) => (kind === "hidden" ? [{ route, name, legal }] : [])),
  );
  expect(carried.length).toBeGreaterThan(20);
  const shown = carried.filter(({ name, legal }) => {
    const sent = new FormData();
    sent.set(name, legal);
    return typedIn(sent).length > 0;
  });
  expect(shown.map(({ route, name }) => `${route}: ${name}`)).toEqual([]);
});

test("a wrong value is answered with a sentence at its field, and the rest of what was typed is kept", async () => {
  const cases = forms.flatMap((form) =>
    Object.entries(form.fields).flatMap(([name, { wrong }]) => wrong.map((value) => ({ form, name, value }))),
  );
  const faults: string[] = [];
  await inEights(cases, async ({ form, name, value }) => {
    const why = whyWrong(await send(form, { [name]: value }), name);
    if (why !== null) faults.push(why);
  });
  expect(faults.sort()).toEqual([]);
}, 300_000);

test("a script in every text field of a refused form comes back as text", async () => {
  expect([SCRIPT, SHORT, escaped(SCRIPT)].map((text) => isLive(`<p>${text}</p>`))).toEqual([true, true, false]);
  const faults: string[] = [];
  await inEights(
    forms.filter((form) => typedFields(form).length > 0),
    async (form) => {
      const [first = "", ...rest] = typedFields(form);
      const scripts = Object.fromEntries(rest.map((name) => [name, `${SCRIPT} ${form.fields[name]?.legal}`]));
      const { status, html } = await send(form, { ...scripts, [first]: SCRIPT + "x".repeat(100_000) });
      if (status !== 400 || isLive(html)) faults.push(`${form.route}: ${status}`);
      if (form.form !== null && !html.includes(escaped(SCRIPT))) faults.push(`${form.route}: what was typed is lost`);
    },
  );
  expect(faults).toEqual([]);
}, 120_000);

test("an address that no database can look up is not found, and never a fault", async () => {
  const faults: string[] = [];
  await inEights(Object.entries(EVERY_ROUTE), async ([name, row]) => {
    const path = row.path(at);
    for (const asked of [path.replace(/\/[^/]+$/, "/a%00b"), `${path}?q=a%00b&after=%00&before=%00`, `${path}/%ZZ`]) {
      const { status } = await fetch(siteOrigin() + asked, { headers: { cookie: at.cookies.administrator ?? "" } });
      if (status >= 500) faults.push(`${name}: ${asked}: ${status}`);
    }
  });
  expect(faults).toEqual([]);
}, 120_000);

test("garbled fields and bytes that no database holds are never a fault", async () => {
  const faults: string[] = [];
  await inEights(forms, async (form) => {
    for (const name of Object.keys(form.fields)) {
      const { status } = await send(form, { [name]: `a\u0000b\ud800${"x".repeat(100_000)}` });
      if (status >= 500) faults.push(`${form.route}, ${name} with NUL: ${status}`);
    }
    const nested = Object.keys(form.fields).flatMap((name) => [
      [name, LONGER],
      [`${name}.a[0].b`, "c"],
      [`${name}[9]`, "d"],
    ]);
    const { status } = await send(form, Object.fromEntries(nested));
    if (status >= 500) faults.push(`${form.route}, nested: ${status}`);
  });
  expect(faults).toEqual([]);
}, 300_000);

const LONGER = "x".repeat(100_001);

test("a script that is legally said is shown as text on every page that shows it", async () => {
  const faults: string[] = [];
  for (const form of forms) {
    const scripts = typedFields(form).map((name) => {
      const script = /name|title|skills|theme|contact|amount|team|people/i.test(name) ? SHORT : SCRIPT;
      return [name, `${script}\u0000 ${form.fields[name]?.legal}`];
    });
    const { status, html } = await send(form, Object.fromEntries(scripts));
    const isDone = status < 400;
    if (isDone === (form.isRefused ?? false) || status >= 500 || isLive(html))
      faults.push(
        `${form.route} (${form.form}): ${status} ${/role="alert".{0,300}/s.exec(html)?.[0] ?? html.slice(0, 200)}`,
      );
    for (const page of form.shownAt ?? []) {
      const shown = await fetch(siteOrigin() + page, { headers: { cookie: at.cookies[form.by] ?? "" } });
      if (shown.status !== 200 || isLive(await shown.text()))
        faults.push(`${page} after ${form.route}: ${shown.status}`);
    }
  }
  expect(faults).toEqual([]);
}, 120_000);
