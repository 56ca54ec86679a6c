import type { OrganisationRole } from "#generated/enums";

/** The person behind a request, as far as every page needs to know. */
export type Viewer = {
  id: string;
  sessionId: string;
  name: string;
  handle: string;
  isAdministrator: boolean;
  /** Organisations the person works in. */
  organisations: { id: string; slug: string; name: string; role: OrganisationRole }[];
};

/** Owners and editors publish and change what is their organisation's; an administrator may too. */
export const mayEdit = (viewer: Viewer, organisationId: string): boolean =>
  viewer.isAdministrator || viewer.organisations.some(({ id, role }) => id === organisationId && role !== "viewer");

/** Viewers of an organisation see its desk and change nothing. */
export const mayView = (viewer: Viewer, organisationId: string): boolean =>
  viewer.isAdministrator || viewer.organisations.some(({ id }) => id === organisationId);

export const isStaff = (viewer: Viewer): boolean => viewer.isAdministrator || viewer.organisations.length > 0;
