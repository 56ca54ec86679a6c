import { build, install, withTypeScript } from "./install.mjs";

install();
build();
process.env.NODE_ENV = "production";
await withTypeScript();
const { benchAssign } = await import("../bench/assign.ts");
const { benchGithub } = await import("../bench/github.ts");
const { benchPages } = await import("../bench/pages.ts");
const { benchProfile } = await import("../bench/profile.ts");
const { benchRanking } = await import("../bench/ranking.ts");
const { benchRecord } = await import("../bench/record.ts");
const { benchSaves } = await import("../bench/saves.ts");
for (const bench of [benchProfile, benchAssign, benchRanking, benchRecord, benchSaves, benchGithub, benchPages])
  await bench().catch((error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exitCode = 1;
  });
// A server that is still up after a failure would keep the command from ending.
process.exit();
