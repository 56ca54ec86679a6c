import { createReadStream } from "node:fs";
import type { Readable } from "node:stream";
import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { Disk } from "flydrive";
import { S3Driver } from "flydrive/drivers/s3";
import type { Config } from "../config.server";
import type { Shelf } from "./shelf";

/** Objects of a bucket; an object is there whole or not at all. Loaded only where a bucket is configured. */
export function bucketShelf({ name, endpoint, region, key: credential }: NonNullable<Config["bucket"]>): Shelf {
  const client = new S3Client({
    region,
    ...(endpoint ? { endpoint, forcePathStyle: true } : {}),
    ...(credential ? { credentials: { accessKeyId: credential.id, secretAccessKey: credential.secret } } : {}),
    // By default the SDK sends streams with a checksum in a trailer, which stores other than Amazon's keep as content.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
  });
  const disk = new Disk(new S3Driver({ client, bucket: name, visibility: "private", supportsACL: false }));
  return {
    async facts(key) {
      const facts = await disk.getMetaData(key).catch(absent);
      return facts && { bytes: facts.contentLength, mark: `${facts.etag} ${facts.lastModified.getTime()}` };
    },
    put: (key, { path, bytes, mediaType }) =>
      disk.putStream(key, createReadStream(path), { contentLength: bytes, contentType: mediaType }),
    async read(key, range) {
      if (!range) return disk.getStream(key);
      const asked = { Bucket: name, Key: key, Range: `bytes=${range.start}-${range.end}` };
      const { Body } = await client.send(new GetObjectCommand(asked));
      return Body as Readable;
    },
    remove: (key) => disk.delete(key),
    removeBelow: (folder) => disk.deleteAll(`${folder}/`),
    pathOf: () => null,
  };
}

function absent(error: Error): null {
  const { $metadata } = error.cause as { $metadata?: { httpStatusCode?: number } };
  if ($metadata?.httpStatusCode === 404) return null;
  throw error;
}
