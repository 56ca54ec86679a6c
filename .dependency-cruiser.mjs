/** The floors, lowest first: a folder imports only from below (docs/decisions/0002). */
const FLOORS = [
  ["^app/kernel/", "^app/paths\\.ts$"],
  ["^app/platform/", "^app/ui/"],
  ["^app/record/"],
  ["^app/accounts/"],
  ["^app/datasets/"],
  ["^app/challenges/"],
  ["^app/teams/"],
  ["^app/submissions/"],
  ["^app/judging/"],
  ["^app/outcomes/"],
  ["^app/audit/", "^app/personal-data/"],
  ["^app/routes/", "^app/jobs\\.server\\.ts$", "^app/root\\.tsx$", "^app/entry\\."],
  ["^bin/", "^server\\.ts$", "^prisma/seed/"],
];

const either = (patterns) => patterns.join("|");

const upwards = FLOORS.slice(0, -1).map((floor, index) => ({
  name: `floor-${index}-imports-only-from-below`,
  severity: "error",
  from: { path: either(floor) },
  to: { path: either(FLOORS.slice(index + 1).flat()) },
}));

export default {
  forbidden: [
    ...upwards,
    { name: "no-circular", severity: "error", from: {}, to: { circular: true } },
    {
      name: "platform-and-ui-are-strangers",
      severity: "error",
      from: { path: "^app/platform/" },
      to: { path: "^app/ui/" },
    },
    {
      name: "ui-and-platform-are-strangers",
      severity: "error",
      from: { path: "^app/ui/" },
      to: { path: "^app/platform/" },
    },
    {
      name: "kernel-imports-nothing-of-ours",
      severity: "error",
      from: { path: "^app/kernel/" },
      to: { path: "^app/(?!kernel/)|^prisma/" },
    },
    {
      name: "no-route-imports-a-route",
      severity: "error",
      from: { path: "^app/routes/" },
      to: { path: "^app/routes/" },
    },
    {
      name: "no-route-reaches-the-database",
      severity: "error",
      from: { path: "^app/(routes/|root)" },
      to: { path: "^app/platform/database|^prisma/generated|@prisma/" },
    },
    {
      name: "remix-stays-at-the-edge",
      severity: "error",
      from: {
        path: "^app/",
        pathNot: "^app/(routes/|root\\.tsx|entry\\.|ui/|platform/http/|accounts/session\\.server\\.ts)|\\.tsx$",
      },
      to: { path: "node_modules/@remix-run/" },
    },
    {
      name: "pure-files-do-not-reach-the-server",
      severity: "error",
      from: { path: "^app/(?!routes/|root|entry|platform/)[^.]+\\.(ts|tsx)$", pathNot: "\\.server\\.ts$" },
      to: { path: "\\.server\\.ts$", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "pairings-stand-in-one-file",
      severity: "error",
      from: { path: "^(app|bin|server)", pathNot: "^app/record/draw/beacon\\.ts$" },
      to: { path: "node_modules/@noble/" },
    },
    {
      name: "pairings-stay-out-of-the-browser",
      severity: "error",
      from: { path: "^app/(?!routes/).*\\.tsx$" },
      to: { path: "^app/record/draw/(beacon|check-made|check-draws)\\.ts$", dependencyTypesNot: ["type-only"] },
    },
    { name: "tests-are-not-imported", severity: "error", from: { path: "^(app|server)" }, to: { path: "^tests/" } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^build/|^prisma/generated/internal" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      extensions: [".ts", ".tsx", ".mjs", ".js"],
      conditionNames: ["import", "node", "default"],
    },
  },
};
