// Imported before anything that reads the settings: a bucket on this machine, that this file's stored bytes go to.
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";

type Rover = { run(): Promise<{ port: number }>; close(): Promise<void> };
type Options = {
  address: string;
  port: number;
  silent: boolean;
  directory: string;
  configureBuckets: { name: string }[];
};
// The package brings no types.
const S3rver = createRequire(import.meta.url)("s3rver") as new (options: Options) => Rover;

/** Where the bucket's objects lie on the disk. */
export const bucketFolder = mkdtempSync(path.join(os.tmpdir(), "palio-bucket-"));
const options = { address: "127.0.0.1", port: 0, silent: true, directory: bucketFolder };
const rover = new S3rver({ ...options, configureBuckets: [{ name: "palio" }] });
const { port } = await rover.run();

Object.assign(process.env, {
  STORAGE_S3_BUCKET: "palio",
  STORAGE_S3_ENDPOINT: `http://127.0.0.1:${port}`,
  STORAGE_S3_KEY_ID: "S3RVER",
  STORAGE_S3_SECRET: "S3RVER",
});

export async function closeBucket(): Promise<void> {
  await rover.close();
  rmSync(bucketFolder, { recursive: true, force: true });
}
