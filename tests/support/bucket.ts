// Imported before anything that reads the settings: a bucket on this machine, that this file's stored bytes go to.
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import S3rver from "s3rver";

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
