import { palio } from "../../bin/commands";

/** What a command answers: its exit status, and what it wrote to standard output and standard error. */
export async function run(...args: string[]): Promise<{ status: number; out: string; err: string }> {
  const said = { out: "", err: "" };
  const { stdout, stderr } = process;
  const [write, writeError] = [stdout.write, stderr.write];
  const into = (name: "out" | "err") => (text: string | Uint8Array) => {
    said[name] += text;
    return true;
  };
  stdout.write = into("out");
  stderr.write = into("err");
  try {
    return { status: await palio(args), ...said };
  } finally {
    Object.assign(stdout, { write });
    Object.assign(stderr, { write: writeError });
  }
}
