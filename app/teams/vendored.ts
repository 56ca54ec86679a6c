/** Folders that hold what others wrote. */
export const VENDOR_FOLDERS = ["node_modules", "vendor", "third_party", "bower_components", "Pods"];

/** The outermost folders of vendored code that files lie in, each once, in order: "web/vendor" of "web/vendor/a/b.js". */
export function vendorFoldersOf(files: string[]): string[] {
  const within = new RegExp(`^((?:.*?/)??(?:${VENDOR_FOLDERS.join("|")}))/`);
  return [...new Set(files.flatMap((path) => within.exec(path)?.[1] ?? []))].sort();
}
