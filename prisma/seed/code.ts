import { db } from "~/platform/database.server";
import { sha256 } from "~/platform/secret.server";
import { withIncoming } from "~/platform/storage/incoming.server";
import { sealKey } from "~/submissions/seal/ask-for-seal.server";
import { keepArchive, keepSeal } from "~/submissions/seal/seal-version.server";
import { archiveOf } from "./archive";
import { done } from "./calendar";

type Said = { team: string; title: string; pitch: string };

/** A small program that could be a team's: what it is, how it is run, and the program itself. */
const filesOf = ({ team, title, pitch }: Said): Record<string, string> => ({
  LICENSE: `MIT License\n\nCopyright (c) ${team}\n\nPermission is hereby granted, free of charge, to any person obtaining a copy of this software, to deal in it without restriction.\n`,
  "README.md": `# ${title}\n\n${pitch}\n\n## Run it\n\n\`\`\`sh\npython -m forecast data/readings.csv\n\`\`\`\n\nIt prints a chance for each place, and the reason in one line. Errors that we found in the data stand in [ERRORS.md](ERRORS.md).\n`,
  "ERRORS.md":
    "# Errors in the data\n\n- Some readings are exactly 0.00 for days: an old logger's way to say nothing. We leave them out.\n- Two rows have their coordinates swapped; we swap them back and say so.\n",
  "pyproject.toml": `[project]\nname = "forecast"\nversion = "1.0.0"\nrequires-python = ">=3.11"\ndependencies = []\n`,
  "forecast/__main__.py": `"""Says the chance for each place, and why."""\nimport csv\nimport sys\nfrom collections import defaultdict\n\nfrom forecast.bucket import Bucket\n\n\ndef main(path: str) -> None:\n    buckets: dict[str, Bucket] = defaultdict(Bucket)\n    with open(path, newline="", encoding="utf-8") as readings:\n        for row in csv.DictReader(readings):\n            if row["value"] not in ("", "0.00"):\n                buckets[row["place"]].pour(float(row["value"]))\n    for place, bucket in sorted(buckets.items()):\n        print(f"{place}: {bucket.chance():.0%}, {bucket.reason()}")\n\n\nif __name__ == "__main__":\n    main(sys.argv[1])\n`,
  "forecast/__init__.py": "",
  "forecast/bucket.py": `"""A place as a bucket with a leak."""\n\nLEAK = 0.85  # of what is in it stays from one reading to the next\n\n\nclass Bucket:\n    def __init__(self, size: float = 40.0) -> None:\n        self.size = size\n        self.level = 0.0\n\n    def pour(self, amount: float) -> None:\n        self.level = self.level * LEAK + amount\n\n    def chance(self) -> float:\n        return min(1.0, self.level / self.size)\n\n    def reason(self) -> str:\n        return f"{self.level:.1f} of {self.size:.0f} are in it"\n`,
  "tests/test_bucket.py": `from forecast.bucket import Bucket\n\n\ndef test_a_full_bucket_runs_over():\n    bucket = Bucket(size=10)\n    bucket.pour(12)\n    assert bucket.chance() == 1.0\n`,
});

/** Seals the code of what was handed in last: the invented city's repositories are not on GitHub, and nobody is asked. */
export async function sealCodeOf(slug: string, team: string): Promise<void> {
  const { id, number, title, pitch, commitSha } = await db.submissionVersion.findFirstOrThrow({
    where: { submission: { team: { name: team, challenge: { slug } } } },
    orderBy: { number: "desc" },
    select: { id: true, number: true, title: true, pitch: true, commitSha: true },
  });
  const bytes = await archiveOf(`${team}-${number}`, filesOf({ team, title, pitch }));
  const file = { sha256: sha256(bytes), bytes: bytes.byteLength };
  const kept = done(await withIncoming(bytes, (path) => keepArchive({ path, ...file })));
  const made = sha256(`${slug} ${team}`);
  const about = {
    githubId: BigInt(`0x${made.slice(0, 7)}`),
    treeSha: kept.reading.tree,
    branch: "main",
    isPrivate: false,
  };
  await keepSeal(id, { ...about, commitSha: commitSha ?? made.slice(0, 40), ...kept });
  await db.$executeRaw`SELECT graphile_worker.remove_job(${sealKey(id)})`;
}
