import { ok, type Result, refuse } from "~/kernel/result";
import { slugOf } from "~/kernel/text";
import { isTimeZone } from "~/kernel/time";
import { isTaken, transaction } from "~/platform/database.server";
import { email } from "./sign-in.schema";

type Founding = { slug: string; name: string; ownerEmail: string; timeZone: string };

/** Makes an organisation and its first owner, who signs in by mail like everyone else. The operator's command. */
export async function foundOrganisation({
  slug,
  name,
  ownerEmail,
  timeZone,
}: Founding): Promise<Result<{ id: string }>> {
  const address = email.safeParse(ownerEmail);
  if (!address.success) return refuse("wrong-address", `“${ownerEmail}” is not a mail address.`);
  if (slug !== slugOf(slug))
    return refuse("wrong-slug", "The slug is lower-case letters and digits, joined by hyphens.");
  if (!isTimeZone(timeZone))
    return refuse("wrong-zone", `“${timeZone}” is not a time zone. It looks like Europe/Rome.`);
  try {
    return await transaction(async (tx) => {
      const organisation = await tx.organisation.create({ data: { slug, name, timeZone }, select: { id: true } });
      const known = await tx.person.findUnique({ where: { email: address.data }, select: { id: true } });
      const person =
        known ??
        (await tx.person.create({
          data: { email: address.data, name: "New here", handle: `citizen-${organisation.id.slice(-8)}` },
          select: { id: true },
        }));
      await tx.organisationMember.create({
        data: { organisationId: organisation.id, personId: person.id, role: "owner" },
      });
      return ok(organisation);
    });
  } catch (error) {
    if (isTaken(error, "slug")) return refuse("taken", `There is an organisation “${slug}” already.`);
    throw error;
  }
}
