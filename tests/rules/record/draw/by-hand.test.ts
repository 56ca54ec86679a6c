import { spawn, spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { QUICKNET, timeOfBeacon } from "~/record/draw/beacon";
import { byHand } from "~/record/draw/by-hand";
import { aServer } from "../../../support/doors";
import * as a from "./a-draw";

const missing = ["curl", "date", "sha256sum", "xxd"].filter(
  (tool) => spawnSync("sh", ["-c", `command -v ${tool}`]).status !== 0,
);
const hasGnuDate = spawnSync("date", ["-u", "-d", "@0"]).status === 0;
const cannot = missing.length > 0 || !hasGnuDate;

/** What a shell prints, with these variables. */
const shell = (command: string, env: Record<string, string>): Promise<string> =>
  new Promise((resolve) => {
    const child = spawn("sh", ["-c", command], { env: { ...process.env, LC_ALL: "C", ...env } });
    let out = "";
    child.stdout.on("data", (part) => {
      out += part;
    });
    child.on("close", () => resolve(out.trim()));
  });

test.skipIf(cannot)(
  `the commands that the record’s page prints give what the lines of a draw say${cannot ? " (a tool is missing here)" : ""}`,
  async () => {
    const good = a.goodRecord();
    const [drand, byDrand, , nonces, committed12] = good;
    const byNonces = good[9];
    if (!drand || !byDrand || !nonces || !committed12 || !byNonces) throw new Error("the record is shorter");
    const server = await aServer((request, response) => {
      const line = good.find((one) => request.url === `/record/${a.hashOf(one)}/leaf`);
      response.end(line ? a.leafText(line) : "");
    });
    const facts = (line: a.Line) => JSON.parse(JSON.stringify(line.facts)) as Record<string, string>;
    const commands = byHand(server.at(""));
    const answersWith = (env: Record<string, string>) =>
      Promise.all(commands.map(async ({ command }) => (await shell(command, env)).replace(/ +-$/, "")));
    const drawn = await answersWith({ ...facts(byDrand), beacon: "1000" });
    const { announced, randomness, seed } = facts(byDrand);
    expect([drawn[0], drawn[2], drawn[5]]).toEqual([announced, randomness, seed]);
    expect(new Date(`${drawn[1]}`).getTime()).toBe(timeOfBeacon(QUICKNET, 1000).getTime());
    const [nonce3, nonce12] = [a.nonceOf(3), a.nonceOf(12)];
    const told = await answersWith({ ...facts(byNonces), nonce3, nonce12, beacon: "1" });
    server.close();
    expect([told[0], told[3], told[4], told[5]]).toEqual([
      ...[byNonces.facts.announced, byNonces.facts.randomness],
      ...[committed12.facts.nonce_hash, byNonces.facts.seed],
    ]);
  },
);
