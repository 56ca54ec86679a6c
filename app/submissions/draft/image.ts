const starts = (bytes: Uint8Array, at: number, signature: number[]): boolean =>
  signature.every((byte, index) => bytes[at + index] === byte);
const ascii = (text: string): number[] => [...text].map((letter) => letter.charCodeAt(0));

/** The media type of a PNG, JPEG, WebP or GIF by its first bytes, whatever its name says; null for anything else. */
export function imageType(bytes: Uint8Array): string | null {
  if (starts(bytes, 0, [0x89, ...ascii("PNG\r\n"), 0x1a, 0x0a])) return "image/png";
  if (starts(bytes, 0, [0xff, 0xd8, 0xff])) return "image/jpeg";
  if (starts(bytes, 0, ascii("GIF87a")) || starts(bytes, 0, ascii("GIF89a"))) return "image/gif";
  if (starts(bytes, 0, ascii("RIFF")) && starts(bytes, 8, ascii("WEBP"))) return "image/webp";
  return null;
}
