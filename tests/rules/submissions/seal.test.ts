import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { DAY, HOUR } from "~/kernel/time";
import { ARCHIVE_LIMITS, fileInArchive, readArchive } from "~/submissions/seal/archive.server";
import { blobHash, treeIdOf } from "~/submissions/seal/git-tree";
import { besideFiles } from "~/submissions/seal/readme";
import {
  cureEnds,
  nextTry,
  outageEnds,
  type SealFacts,
  sealSentence,
  swhid,
  whyNotSealAgain,
} from "~/submissions/seal/seal";
import { archiveOf } from "../../support/fakes/github/archive";

const blob = (text: string): string => blobHash(Buffer.byteLength(text)).update(text).digest("hex");
const plain = (file: string, text: string) => ({ path: file, mode: "100644" as const, blob: blob(text) });

test("trees and blobs have the ids that git gives them (Pro Git, chapter 10.2)", () => {
  expect(blob("version 1\n")).toBe("83baae61804e65cc73a7201a7252750c76066a30");
  expect(treeIdOf([])).toBe("4b825dc642cb6eb9a060e54bf8d69288fbee4904");
  expect(treeIdOf([plain("test.txt", "version 1\n")])).toBe("d8329fc1cc938780ffdd9f94e0d364e0ea74f579");
  const third = [
    plain("test.txt", "version 2\n"),
    plain("new.txt", "new file\n"),
    plain("bak/test.txt", "version 1\n"),
  ];
  expect(treeIdOf(third)).toBe("3c4e9cd789d88d8d89c1073707c3585e41b0e614");
});

test("a tree is the same whatever order its files come in, and another with another name, mode or byte", () => {
  const names = fc.uniqueArray(fc.stringMatching(/^[a-c.\-_]{1,3}(?:\/[a-c]{1,2}){0,2}$/), {
    minLength: 2,
    maxLength: 12,
  });
  fc.assert(
    fc.property(names, fc.nat(), (all, seed) => {
      // A name is a file or a folder, never both, and git knows no "." and "..".
      const paths = all.filter(
        (one) =>
          !all.some((other) => other.startsWith(`${one}/`)) && !one.split("/").some((part) => /^\.+$/.test(part)),
      );
      fc.pre(paths.length > 1);
      const files = paths.map((file) => plain(file, file));
      const turned = [...files.slice(seed % files.length), ...files.slice(0, seed % files.length)];
      expect(treeIdOf(turned)).toBe(treeIdOf(files));
      const [first, ...rest] = files;
      if (!first) return;
      expect(treeIdOf([{ ...first, mode: "100755" }, ...rest])).not.toBe(treeIdOf(files));
      expect(treeIdOf([{ ...first, blob: blob(`${first.path}!`) }, ...rest])).not.toBe(treeIdOf(files));
      expect(treeIdOf(rest)).not.toBe(treeIdOf(files));
    }),
  );
});

const folder = mkdtempSync(path.join(tmpdir(), "palio-seal-"));
const lying = (bytes: Uint8Array, name = "a.tar.gz"): string => {
  const file = path.join(folder, name);
  writeFileSync(file, bytes);
  return file;
};

test("an archive is read to its tree, with programs, links and odd names", async () => {
  const files = { "README.md": "# Buckets\n", "src/déjà vu.py": "print(1)\n", [`a very/${"long/".repeat(40)}x`]: "" };
  const archive = lying(
    await archiveOf(files, [
      { name: "owner-name-a1a1a1a/run.sh", mode: 0o775, size: 0 },
      { name: "owner-name-a1a1a1a/latest", type: "symlink", linkname: "src" },
      { name: "owner-name-a1a1a1a/vendored/", type: "directory" },
    ]),
  );
  const read = await readArchive(archive);
  if (!read.ok) throw new Error(read.refusal.message);
  expect(read.value.submodules).toEqual(["vendored"]);
  expect(read.value.files.find(({ path: file }) => file === "latest")).toEqual({
    ...{ path: "latest", mode: "120000", bytes: 3, blob: blob("src") },
  });
  expect(read.value.files.find(({ path: file }) => file === "run.sh")?.mode).toBe("100755");
  expect(read.value.tree).toBe(treeIdOf(read.value.files));
  expect((await fileInArchive(archive, "src/déjà vu.py", 1_000))?.bytes.toString()).toBe("print(1)\n");
  expect(await fileInArchive(archive, "README.md", 4)).toEqual({ bytes: Buffer.from("# Bu"), isCut: true });
  expect((await fileInArchive(archive, "latest", 100))?.bytes.toString()).toBe("src");
  expect(await fileInArchive(archive, "no such", 100)).toBeNull();
});

test.each([
  ["leads out of it", { name: "owner-name-a1a1a1a/../../etc/passwd", size: 0 }, "leads out"],
  ["is absolute", { name: "/etc/passwd", size: 0 }, "leads out"],
  ["hides in git's own folder", { name: "owner-name-a1a1a1a/.GIT/config", size: 0 }, "leads out"],
  ["is a device", { name: "owner-name-a1a1a1a/null", type: "character-device" as const }, "neither a file"],
])("an archive with a path that %s is refused in words", async (_, header, words) => {
  const read = await readArchive(lying(await archiveOf({ "a.txt": "a" }, [header])));
  expect(read).toMatchObject({
    ok: false,
    refusal: { code: "unfit-archive", message: expect.stringContaining(words) },
  });
});

test("what is cut off, or no archive at all, is refused in words", async () => {
  const whole = await archiveOf({ "a.txt": "a".repeat(100_000) });
  for (const bytes of [whole.subarray(0, whole.length - 40), Buffer.from("<html>"), Buffer.alloc(0)])
    expect(await readArchive(lying(bytes))).toMatchObject({ ok: false, refusal: { code: "no-archive" } });
});

test("two files of one name are refused in words", async () => {
  const twice = await archiveOf({ "a.txt": "a" }, [{ name: "owner-name-a1a1a1a/a.txt", size: 0 }]);
  expect(await readArchive(lying(twice))).toMatchObject({
    refusal: { message: "The archive holds two files of the name a.txt." },
  });
});

test("more files than a jury could ever read, or more than is ever unfolded, are refused in words", async () => {
  const many = lying(await archiveOf({ a: "", b: "", c: "" }));
  expect(await readArchive(many, { ...ARCHIVE_LIMITS, files: 2 })).toMatchObject({
    refusal: { message: "The commit holds more than 2 files and folders." },
  });
  const bomb = lying(await archiveOf({ "zeros.bin": Buffer.alloc(2_000_000) }));
  expect(await readArchive(bomb, { ...ARCHIVE_LIMITS, unfolded: 1_000_000 })).toMatchObject({
    refusal: { message: "The commit unfolds to more than 1.0 MB." },
  });
  expect(ARCHIVE_LIMITS).toEqual({ bytes: 100_000_000, unfolded: 500_000_000, files: 20_000, path: 1_000 });
});

const CURE = 7 * DAY;

test("GitHub is asked ever later, never before it says, and never after the cure", () => {
  const receivedAt = new Date("2026-11-01T12:00Z");
  const until = cureEnds(receivedAt, 7);
  fc.assert(
    fc.property(fc.nat(200), fc.nat(2 * CURE), fc.option(fc.nat(DAY)), (tries, since, wait) => {
      const at = new Date(receivedAt.getTime() + since);
      const notBefore = wait === null ? null : new Date(at.getTime() + wait);
      const next = nextTry({ tries, notBefore, until }, at);
      if (next === null) {
        expect(since + HOUR + DAY).toBeGreaterThan(CURE);
        return;
      }
      expect(next.getTime()).toBeGreaterThan(at.getTime());
      expect(next.getTime()).toBeGreaterThanOrEqual(notBefore?.getTime() ?? 0);
      expect(next.getTime()).toBeLessThanOrEqual(until.getTime());
      if (!notBefore) expect(next.getTime() - at.getTime()).toBeLessThanOrEqual(HOUR);
    }),
  );
});

test("an outage of GitHub is waited for a week at least, whatever the rules give a team to cure", () => {
  const receivedAt = new Date("2026-11-01T12:00Z");
  const days = (end: Date) => (end.getTime() - receivedAt.getTime()) / DAY;
  expect([0, 7, 30].map((cure) => days(cureEnds(receivedAt, cure)))).toEqual([0, 7, 30]);
  expect([0, 7, 30].map((cure) => days(outageEnds(receivedAt, cure)))).toEqual([7, 7, 30]);
  const once = { tries: 0, notBefore: null };
  expect(nextTry({ ...once, until: cureEnds(receivedAt, 0) }, receivedAt)).toBeNull();
});

test("what became of the code is said in a sentence, and asking again is refused where there is nothing to ask", () => {
  const receivedAt = new Date("2026-11-01T12:00Z");
  const of = { zone: "Europe/Rome", receivedAt };
  const pending: SealFacts = {
    ...{ state: "pending", commitSha: "a".repeat(40), treeSha: null, branch: null, archiveSha256: null },
    ...{
      archiveBytes: null,
      submodules: [],
      isWhole: null,
      fileCount: null,
      isPrivate: false,
      why: null,
      sealedAt: null,
      recordHash: null,
      ...{ notBefore: null, observedAt: null, isPushSeen: null },
      cureDays: 7,
    },
  };
  expect(sealSentence(pending, of)).toBe("Received; the code is being fetched from GitHub.");
  const failed: SealFacts = { ...pending, state: "failed", why: "The repository is private." };
  expect(sealSentence(failed, of)).toBe(
    "The code could not be sealed. The repository is private. GitHub is asked again by itself until Sun 8 Nov 2026, 13:00 CET.",
  );
  expect(sealSentence({ ...failed, cureDays: 0 }, of)).toBe(
    "The code could not be sealed. The repository is private. The rules give no time to bring code into order after a hand-in.",
  );
  const sealed: SealFacts = {
    ...pending,
    state: "sealed",
    branch: "main",
    fileCount: 2,
    archiveBytes: 2_048,
    isWhole: true,
  };
  expect(sealSentence(sealed, of)).toContain("2 files, 2.0 kB packed, as the commit had them on branch main.");
  expect(sealSentence({ ...sealed, sealedAt: receivedAt }, of)).toContain(
    "on branch main, fetched on Sun 1 Nov 2026, 13:00 CET.",
  );
  expect(sealSentence({ ...sealed, isWhole: false }, of)).toContain("leaves submodules out");
  expect(sealSentence({ ...sealed, isWhole: false, submodules: ["a", "b/c"] }, of)).toContain(
    "Left out here: a and b/c.",
  );
  const at = new Date(receivedAt.getTime() + DAY);
  const why = (state: SealFacts["state"], now: Date, cureDays = 7) =>
    whyNotSealAgain({ state, receivedAt, cureDays, notBefore: null }, now)?.code;
  expect(why("failed", at)).toBeUndefined();
  expect(why("failed", new Date(receivedAt.getTime() + CURE + 1))).toBe("over");
  expect(why("failed", receivedAt, 0)).toBe("over");
  expect(why("sealed", at)).toBe("sealed");
  expect(why("pending", at)).toBe("pending");
  expect(swhid("a".repeat(40))).toBe(`swh:1:rev:${"a".repeat(40)}`);
});

test("a README's links lead to the sealed files, and its pictures are words", () => {
  const at = (html: string, folder = "") => besideFiles(html, folder);
  expect(at('<a href="ERRORS.md">Errors</a>')).toBe('<a href="?path=ERRORS.md">Errors</a>');
  expect(at('<a rel="nofollow" href="./a%20b/c.md#top">c</a>', "docs")).toBe(
    '<a rel="nofollow" href="?path=docs%2Fa%20b%2Fc.md">c</a>',
  );
  expect(at('<a href="../../../x">x</a>', "docs")).toBe('<a href="?path=x">x</a>');
  for (const kept of ["https://example.org/a", "mailto:a@example.org", "#user-content-run", "/datasets"])
    expect(at(`<a href="${kept}">k</a>`)).toBe(`<a href="${kept}">k</a>`);
  expect(at('<img src="shot.png" alt="The &lt;map&gt;">')).toBe("<em>The &lt;map&gt;</em>");
  expect(at('<img src="shot.png">')).toBe("");
});
