import { paths } from "~/paths";
import type { Letter } from "~/platform/mail/mail.server";

type About = { team: { name: string; slug: string }; challenge: { slug: string; title: string } };

/** To the members: somebody new is with them. */
export const joinedMail =
  ({ name, team, challenge }: About & { name: string }) =>
  (origin: string): Letter => ({
    subject: `${name} is now in ${team.name}`,
    text: `${name} joined your team ${team.name} on “${challenge.title}”.

Your team: ${origin}${paths.myTeam(challenge.slug)}`,
  });

/** To the captain: somebody asks to join. */
export const askedMail =
  ({ name, message, team, challenge }: About & { name: string; message: string }) =>
  (origin: string): Letter => ({
    subject: `${name} asks to join ${team.name}`,
    text: `${name} asks to join your team ${team.name} on “${challenge.title}”.
${message === "" ? "" : `\nThey write:\n\n${message.replace(/^/gm, "> ")}\n`}
Accept or decline: ${origin}${paths.myTeam(challenge.slug)}`,
  });

/** To the person who asked. */
export const answeredMail =
  ({ accepted, team, challenge }: About & { accepted: boolean }) =>
  (origin: string): Letter =>
    accepted
      ? {
          subject: `You are in ${team.name}`,
          text: `${team.name} accepted you. You are in the team on “${challenge.title}”.

Your team: ${origin}${paths.myTeam(challenge.slug)}`,
        }
      : {
          subject: `${team.name} declined`,
          text: `${team.name} did not take you into their team on “${challenge.title}”. Other teams may look for people, and you can register one of your own.

Teams: ${origin}${paths.challengeTeams(challenge.slug)}`,
        };

/** To the new captain. */
export const captainMail =
  ({ name, team, challenge }: About & { name: string }) =>
  (origin: string): Letter => ({
    subject: `You are the captain of ${team.name}`,
    text: `${name} handed the team ${team.name} on “${challenge.title}” over to you. A captain answers requests, keeps the invitation link, and can hand over again.

Your team: ${origin}${paths.myTeam(challenge.slug)}`,
  });

/** To those who stay. */
export const leftMail =
  ({ name, team, challenge }: About & { name: string }) =>
  (origin: string): Letter => ({
    subject: `${name} left ${team.name}`,
    text: `${name} is no longer in your team ${team.name} on “${challenge.title}”.

Your team: ${origin}${paths.myTeam(challenge.slug)}`,
  });

/** To whom the captain took out of the team. */
export const removedMail =
  ({ team, challenge }: About) =>
  (origin: string): Letter => ({
    subject: `You are no longer in ${team.name}`,
    text: `The captain of ${team.name} took you out of the team on “${challenge.title}”. You can join another team or register one of your own while entries are open.

Teams: ${origin}${paths.challengeTeams(challenge.slug)}`,
  });
