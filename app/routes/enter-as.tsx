import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { demonstrationPerson } from "~/accounts/accounts.server";
import { openSession } from "~/accounts/session.server";
import { isId } from "~/kernel/text";
import { isOpenHouse } from "~/platform/config.server";
import { found, ownPath } from "~/platform/http/respond.server";

/** Opens a session as a seeded person: in the demonstration only, and only where no other machine can reach it. */
export async function action({ request }: ActionFunctionArgs) {
  found(isOpenHouse() || null);
  const form = await request.formData();
  const id = String(form.get("person"));
  const person = found(isId(id) ? await demonstrationPerson(id) : null);
  return redirect(ownPath(form.get("to")), { headers: await openSession(person.id, request) });
}

export const loader = () => redirect("/sign-in");
