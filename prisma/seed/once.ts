import pg from "pg";
import { migrate } from "~/platform/migrate.server";
import { seedDemonstration } from "./demonstration";

/** A number that nothing else of ours locks. */
const SEEDING_LOCK = 72707370;
// Stands on the clock's table for as long as the story is being told, and is left there by a process that was killed.
const MARK = "the demonstration is being seeded";

/**
 * Seeds the demonstration city into an empty database; false where there are people already. One process at a time: a
 * second one waits for the first. The story moves the clock, so a city that was left half-told is nothing to go on
 * with: where `mayEmpty` the database is emptied and the story told anew, elsewhere an Error says what to do.
 */
export async function seedOnce({ url, mayEmpty }: { url: string; mayEmpty: boolean }): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  // A server that is stopped meanwhile is told of by the query that waits for it.
  client.on("error", () => {});
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [SEEDING_LOCK]);
    if (await isHalfTold(client)) {
      if (!mayEmpty)
        throw new Error(
          "The seeding of this database was stopped half-way, and its clock stands in the past. Give Palio an empty database.",
        );
      await client.query(
        "DROP SCHEMA public CASCADE; DROP SCHEMA IF EXISTS graphile_worker CASCADE; CREATE SCHEMA public",
      );
      await migrate(url);
    }
    if ((await client.query("SELECT 1 FROM person LIMIT 1")).rowCount !== 0) return false;
    await client.query(`COMMENT ON TABLE clock_shift IS '${MARK}'`);
    await seedDemonstration();
    await client.query("COMMENT ON TABLE clock_shift IS NULL");
    return true;
  } finally {
    await client.end();
  }
}

async function isHalfTold(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query("SELECT obj_description('clock_shift'::regclass) AS said");
  return rows[0].said === MARK;
}
