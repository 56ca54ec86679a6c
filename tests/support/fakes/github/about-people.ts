import { time, type UsersAnswer, userAnswer } from "./recorded";
import { type Ask, listed, NOT_FOUND, ok, problem, type Reply } from "./reply";

/** What a person's token can ask about that person. */
export const aboutPeople: Record<string, (ask: Ask) => Reply> = {
  "GET /user": ({ hub, token }) => {
    if (token?.kind !== "user") return problem(401, "Requires authentication");
    const { person } = token;
    const web = { ...{ hireable: null, bio: null, blog: "", company: null, location: null }, twitter_username: null };
    const answer: UsersAnswer<"getAuthenticated"> = {
      ...userAnswer(hub, person),
      ...web,
      name: person.name,
      email: person.emails.find(({ visibility }) => visibility === "public")?.email ?? null,
      ...{ public_repos: 0, public_gists: 0, followers: 0, following: 0 },
      ...{ created_at: time(person.createdAt), updated_at: time(person.createdAt) },
    };
    return ok(answer);
  },
  "GET /user/emails": (ask) => {
    const { token } = ask;
    if (token?.kind !== "user") return problem(401, "Requires authentication");
    if (!token.scopes.some((scope) => scope === "user" || scope === "user:email")) return NOT_FOUND;
    return listed(ask, token.person.emails satisfies UsersAnswer<"listEmailsForAuthenticatedUser">);
  },
};
