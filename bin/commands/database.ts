import { parseArgs } from "node:util";
import { type Command, say, UsedWrongly, withDatabase } from "./command.ts";

export const migrate: Command = {
  summary: "bring the database up to date",
  usage: "",
  run: () => withDatabase(async () => void say("The database is up to date.")),
};

export const seed: Command = {
  summary: "seed the demonstration city; --size large makes a big one for measuring",
  usage: "[--size large]",
  run: (args) => {
    const { values } = parseArgs({ args, options: { size: { type: "string", default: "demonstration" } } });
    return withDatabase(async (embedded) => {
      if (values.size === "large") {
        const { seedLarge } = await import("../../prisma/seed/large.ts");
        await seedLarge(say);
      } else {
        const { config } = await import("~/platform/config.server");
        const { seedOnce } = await import("../../prisma/seed/once.ts");
        say(
          (await seedOnce({ url: config().database.url, mayEmpty: embedded !== null }))
            ? "Seeded the demonstration city."
            : "The database already has people in it; nothing was seeded.",
        );
      }
    });
  },
};

export const organisation: Command = {
  summary: "make an organisation and its first owner",
  usage: "--slug S --name N --owner MAIL [--zone ZONE]",
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
};

export const worker: Command = {
  summary: "run jobs and write the record, for an installation with several processes",
  usage: "",
  run: () =>
    withDatabase(async () => {
      const { startWorker } = await import("~/platform/jobs/worker.server");
      const { crontab, handlers } = await import("~/jobs.server");
      const { startIntegrator } = await import("~/record/integrator/integrator.server");
      const running = await startWorker(handlers, crontab);
      const integrator = startIntegrator();
      say("The worker runs. Ctrl-C stops it.");
      await new Promise<void>((resolve) => void process.once("SIGINT", resolve).once("SIGTERM", resolve));
      await Promise.all([running.stop(), integrator.stop()]);
    }),
};
