import type { Viewer } from "~/accounts/roles";
import { type Result, refuse } from "~/kernel/result";
import { storeFile } from "~/platform/storage/files.server";
import { changePictures } from "~/submissions/drafts.server";
import { MOST_IMAGE_BYTES, MOST_IMAGES } from "./draft.schema";
import { imageType } from "./image";

type Changes = {
  slug: string;
  kept: { sha256: string; alt: string; remove: boolean }[];
  file: File | undefined;
  alt: string;
};

/** Saves the pictures of a draft: what is said of each, what goes, and one that is added after a look at its bytes. */
export async function savePictures({ slug, kept, file, alt }: Changes, viewer: Viewer): Promise<Result<null>> {
  const change = (added: { sha256: string; mediaType: string; alt: string } | null) =>
    changePictures({ slug, kept, added, most: MOST_IMAGES }, viewer);
  if (!file || file.size === 0) return change(null);
  if (file.size > MOST_IMAGE_BYTES) return refuse("too-large", "That picture is larger than 5 MB.");
  const bytes = new Uint8Array(await file.arrayBuffer());
  const mediaType = imageType(bytes);
  if (!mediaType)
    return refuse("not-a-picture", "That file is not a PNG, JPEG, WebP or GIF picture, whatever its name says.");
  return change({ sha256: await storeFile(bytes, mediaType), mediaType, alt: alt.trim() });
}
