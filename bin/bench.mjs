import { build, install, withTypeScript } from "./install.mjs";

install();
build();
process.env.NODE_ENV = "production";
await withTypeScript();
const { benchGithub } = await import("../bench/github.ts");
const { benchPages } = await import("../bench/pages.ts");
const { benchProfile } = await import("../bench/profile.ts");
const { benchRanking } = await import("../bench/ranking.ts");
for (const bench of [benchProfile, benchRanking, benchGithub, benchPages])
  await bench().catch((error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exitCode = 1;
  });
// A server that is still up after a failure would keep the command from ending.
process.exit();
