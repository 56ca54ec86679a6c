import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { closeSession } from "~/accounts/session.server";
import { redirectSaying } from "~/platform/http/respond.server";

export async function action({ request }: ActionFunctionArgs) {
  return redirectSaying("/", "You are signed out.", await closeSession(request));
}

export const loader = () => redirect("/");
