import { announcementMail } from "~/challenges/announcement.mail";
import { config } from "~/platform/config.server";
import { db } from "~/platform/database.server";
import { writeMails } from "~/platform/mail/mail.server";

const AT_ONCE = 500;

/**
 * The job behind `tellRegistered`: a letter to every member of a standing team, to everyone who looks for one, and to
 * those who wait to be let in, each once however often the job runs. Letters are written some hundreds at a time, so
 * that a large challenge holds no lock for long.
 */
export async function mailAnnouncement({ announcementId }: { announcementId: string }): Promise<void> {
  const announcement = await db.announcement.findUnique({
    where: { id: announcementId },
    select: {
      kind: true,
      title: true,
      body: true,
      challengeId: true,
      challenge: { select: { slug: true, title: true } },
    },
  });
  if (!announcement) return;
  const { origin } = config();
  const registered = await db.$queryRaw<{ id: string; email: string; isInTeam: boolean; entry: number | null }[]>`
    SELECT person.id, person.email, bool_or(place.is_in_team) AS "isInTeam", max(place.entry) AS entry FROM (
      SELECT person_id, true AS is_in_team, submission.number AS entry FROM team_member JOIN team ON team.id = team_id
        LEFT JOIN submission ON submission.team_id = team.id AND submission.withdrawn_at IS NULL
        WHERE team_member.challenge_id = ${announcement.challengeId}::uuid AND team.dissolved_at IS NULL
      UNION ALL
      SELECT person_id, false, NULL FROM seeker WHERE challenge_id = ${announcement.challengeId}::uuid
      UNION ALL
      SELECT r.person_id, false, NULL FROM join_request r JOIN team t ON t.id = r.team_id
        WHERE t.challenge_id = ${announcement.challengeId}::uuid AND r.state = 'waiting'
    ) AS place JOIN person ON person.id = place.person_id
    GROUP BY person.id ORDER BY person.id`;
  for (let start = 0; start < registered.length; start += AT_ONCE) {
    const letters = registered.slice(start, start + AT_ONCE).map(({ id, email, isInTeam, entry }) => ({
      key: `announcement:${announcementId}:${id}`,
      to: email,
      ...announcementMail({ ...announcement, origin, isInTeam, entry }),
    }));
    await db.$transaction((tx) => writeMails(letters, tx));
  }
}
