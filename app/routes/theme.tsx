import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { ownPath } from "~/platform/http/respond.server";
import { rememberTheme } from "~/platform/http/theme.server";

/** Remembers light, dark or as the device, and goes back to where the reader was. */
export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  const theme = form.get("theme");
  return redirect(ownPath(form.get("back")), {
    headers: { "Set-Cookie": await rememberTheme(theme === "light" || theme === "dark" ? theme : "device") },
  });
}

export const loader = () => redirect("/");
