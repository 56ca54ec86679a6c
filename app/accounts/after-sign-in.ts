import { paths } from "~/paths";

/** A newcomer says their name first, then goes on to where they were going. `name` is one to offer them. */
export const afterSignIn = ({ isNew, to, name }: { isNew: boolean; to: string; name?: string }): string =>
  isNew ? paths.settings({ to: to === paths.front() ? undefined : to, name }) : to;
