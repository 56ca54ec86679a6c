import { build, install, withTypeScript } from "./install.mjs";

/** Each measures one thing and prints it; `npm run bench -- NAME …` runs only those that are named. */
const BENCHES = {
  profile: async () => (await import("../bench/profile.ts")).benchProfile(),
  assign: async () => (await import("../bench/assign.ts")).benchAssign(),
  ranking: async () => (await import("../bench/ranking.ts")).benchRanking(),
  record: async () => (await import("../bench/record.ts")).benchRecord(),
  integrate: async () => (await import("../bench/integrate.ts")).benchIntegrate(),
  receipts: async () => (await import("../bench/receipts.ts")).benchReceipts(),
  saves: async () => (await import("../bench/saves.ts")).benchSaves(),
  github: async () => (await import("../bench/github.ts")).benchGithub(),
  pages: async () => (await import("../bench/pages.ts")).benchPages(),
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in BENCHES));
if (unknown.length > 0) {
  process.stderr.write(`No bench is called ${unknown.join(", ")}. There are ${Object.keys(BENCHES).join(", ")}.\n`);
  process.exit(2);
}

install();
build();
process.env.NODE_ENV = "production";
await withTypeScript();
for (const name of asked.length > 0 ? asked : Object.keys(BENCHES))
  await BENCHES[name]().catch((error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exitCode = 1;
  });
// A server that is still up after a failure would keep the command from ending.
process.exit();
