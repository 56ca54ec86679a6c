import pg from "pg";
import { migrate } from "~/platform/migrate.server";

/** An empty, migrated database of this name, in the place of the one before; its address. */
export async function freshDatabase(urlOf: (name: string) => string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: urlOf("postgres") });
  await client.connect();
  await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  await migrate(urlOf(name));
  return urlOf(name);
}
