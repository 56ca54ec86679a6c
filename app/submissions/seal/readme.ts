import { escapedHtml } from "~/kernel/text";

/**
 * A README's sanitised HTML as it stands beside the sealed files: links to other files of the archive lead to them, and
 * pictures, which are not shown here, give way to their words. `folder` is where the README lies, "" for the top.
 */
export const besideFiles = (html: string, folder: string): string =>
  html
    .replace(/<img\b[^>]*>/gi, (tag) => {
      const words = /\balt="([^"]*)"/i.exec(tag)?.[1] ?? "";
      return words === "" ? "" : `<em>${words}</em>`;
    })
    .replace(/(\shref=")(?![a-z][a-z0-9+.-]*:|[#/?])([^"#?]+)[^"]*/gi, (_, before: string, to: string) => {
      const path = inFolder(folder, to.replaceAll("&amp;", "&"));
      return `${before}${escapedHtml(`?path=${encodeURIComponent(path)}`)}`;
    });

/** "../b.md" seen from "docs" is "b.md"; nothing leads above the top. */
function inFolder(folder: string, to: string): string {
  const names = folder === "" ? [] : folder.split("/");
  for (const name of decoded(to).split("/")) {
    if (name === "..") names.pop();
    else if (name !== "" && name !== ".") names.push(name);
  }
  return names.join("/");
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
