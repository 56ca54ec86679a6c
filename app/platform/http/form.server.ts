import type { Submission, SubmissionResult } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import { data } from "@remix-run/node";
import type { z } from "zod";
import type { Refusal } from "~/kernel/result";

type Read<T> = { ok: true; value: T; submission: Submission<T> } | { ok: false; submission: Submission<T> };

/**
 * Reads a posted form into the shape of its schema. Not ok also where a button asked for one more row (conform's
 * intents), which `invalid` answers with the form as it now stands.
 */
export async function readForm<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
): Promise<Read<z.output<Schema>>> {
  return readFields(await request.formData(), schema);
}

export function readFields<Schema extends z.ZodType>(
  fields: FormData | URLSearchParams,
  schema: Schema,
): Read<z.output<Schema>> {
  const submission = parsed(fields, schema);
  return submission.status === "success"
    ? { ok: true, value: submission.value, submission }
    : { ok: false, submission };
}

/** 400 with the reasons beside the fields and everything typed; 200 where a button only asked for another row. */
export const invalid = (form: { submission: Submission<unknown> }) =>
  data(form.submission.reply() as SubmissionResult, { status: form.submission.status === "error" ? 400 : 200 });

/** 409 with one sentence above the form, and everything typed. 403 where the role is what is missing. */
export const refuse = (refusal: Refusal, form: { submission: Submission<unknown> }) =>
  data(form.submission.reply({ formErrors: [refusal.message] }) as SubmissionResult, {
    status: refusal.code === "not-yours" ? 403 : 409,
  });

/** PostgreSQL holds no NUL, and nobody types one. */
function withoutNul(fields: FormData | URLSearchParams): FormData {
  const clean = new FormData();
  for (const [name, value] of fields.entries())
    clean.append(name, typeof value === "string" ? value.replaceAll("\0", "") : value);
  return clean;
}

/** conform throws on a field of its own (a button's intent, the rows' state) that no page of ours has sent. */
function parsed<Schema extends z.ZodType>(
  fields: FormData | URLSearchParams,
  schema: Schema,
): Submission<z.output<Schema>> {
  try {
    return parseWithZod(withoutNul(fields), { schema }) as Submission<z.output<Schema>>;
  } catch {
    throw new Response("This form did not arrive as it was made. Reload the page and send it again.", { status: 400 });
  }
}
