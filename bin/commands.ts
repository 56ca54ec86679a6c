import { parseArgs } from "node:util";
import type { EmbeddedPostgres } from "~/platform/postgres/embedded.server";

type Command = { summary: string; run(args: string[]): Promise<number> };

const say = (sentence: string): void => void process.stderr.write(`${sentence}\n`);

/** Runs work with the database found (or started), migrated, and left as it was. */
async function withDatabase(work: (embedded: EmbeddedPostgres | null) => Promise<void>): Promise<number> {
  const { findDatabase } = await import("./serve.ts");
  const embedded = await findDatabase();
  const { config } = await import("~/platform/config.server");
  const { migrate } = await import("~/platform/migrate.server");
  const { closeDatabase } = await import("~/platform/database.server");
  try {
    const applied = await migrate(config().database.url);
    for (const name of applied) say(`Applied ${name}.`);
    await work(embedded);
  } finally {
    await closeDatabase();
    if (embedded?.wasStarted) await embedded.stop();
  }
  return 0;
}

const commands: Record<string, Command> = {
  migrate: {
    summary: "bring the database up to date",
    run: () => withDatabase(async () => void say("The database is up to date.")),
  },
  seed: {
    summary: "seed the demonstration city; --size large makes a big one for measuring",
    run: (args) => {
      const { values } = parseArgs({ args, options: { size: { type: "string", default: "demonstration" } } });
      return withDatabase(async (embedded) => {
        if (values.size === "large") {
          const { seedLarge } = await import("../prisma/seed/large.ts");
          await seedLarge(say);
        } else {
          const { config } = await import("~/platform/config.server");
          const { seedOnce } = await import("../prisma/seed/once.ts");
          say(
            (await seedOnce({ url: config().database.url, mayEmpty: embedded !== null }))
              ? "Seeded the demonstration city."
              : "The database already has people in it; nothing was seeded.",
          );
        }
      });
    },
  },
  organisation: {
    summary: "make an organisation and its first owner: --slug S --name N --owner MAIL [--zone ZONE]",
    run: (args) => {
      const text = { type: "string" } as const;
      const { values } = parseArgs({ args, options: { slug: text, name: text, owner: text, zone: text } });
      const { slug, name, owner, zone } = values;
      if (!slug || !name || !owner) throw new UsedWrongly("Give --slug, --name and --owner.");
      return withDatabase(async () => {
        const { foundOrganisation } = await import("~/accounts/found-organisation.server");
        const made = await foundOrganisation({ slug, name, ownerEmail: owner, timeZone: zone ?? "Europe/Rome" });
        if (!made.ok) throw new Error(made.refusal.message);
        say(`${name} stands at /organisations/${slug}. Its owner signs in by mail as ${owner}.`);
      });
    },
  },
  worker: {
    summary: "run jobs, for an installation with several processes",
    run: () =>
      withDatabase(async () => {
        const { startWorker } = await import("~/platform/jobs/worker.server");
        const { crontab, handlers } = await import("~/jobs.server");
        const worker = await startWorker(handlers, crontab);
        say("The worker runs. Ctrl-C stops it.");
        await new Promise<void>((resolve) => void process.once("SIGINT", resolve).once("SIGTERM", resolve));
        await worker.stop();
      }),
  },
};

class UsedWrongly extends Error {
  readonly code = "ERR_PARSE_ARGS";
}

const help = (): string => {
  const width = Math.max(...Object.keys(commands).map((name) => name.length));
  return `palio COMMAND\n\n${Object.entries(commands)
    .map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`)
    .join("\n")}\n`;
};

/** Runs one command; the answer is the exit status: 0 done, 1 failed, 2 used wrongly. */
export async function palio([name, ...args]: string[]): Promise<number> {
  if (name === "--help" || name === "help") {
    process.stdout.write(help());
    return 0;
  }
  const command = name === undefined ? undefined : commands[name];
  if (!command) {
    process.stderr.write(help());
    return 2;
  }
  try {
    return await command.run(args);
  } catch (error) {
    say((error as Error).message);
    return (error as { code?: string }).code?.startsWith("ERR_PARSE_ARGS") ? 2 : 1;
  }
}
