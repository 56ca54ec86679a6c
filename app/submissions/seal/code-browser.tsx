import { bytesText, count } from "~/kernel/text";
import { paths } from "~/paths";
import { Hash } from "~/ui/cert";
import { KeyValues, Note } from "~/ui/layout";
import { Prose } from "~/ui/prose";
import { Table } from "~/ui/table";
import type { Name, SealedFile, SealedPlace } from "./sealed-code.server";

type Browser = { slug: string; number: number; place: SealedPlace };

/** A folder or a file of the sealed code, with the way up. */
export function CodeBrowser({ slug, number, place }: Browser) {
  const to = (path: string) => paths.sealedCode(slug, number, { path });
  return (
    <>
      <Way path={place.path} to={to} />
      {place.file ? <FileView file={place.file} /> : <FolderView place={place} to={to} />}
    </>
  );
}

/** "code / src / server": each but the last leads there. */
function Way({ path, to }: { path: string; to: (path: string) => string }) {
  const names = path === "" ? [] : path.split("/");
  return (
    <nav className="way" aria-label="Folder">
      {names.length > 0 ? <a href={to("")}>All files</a> : <span>All files</span>}
      {names.map((name, index) => {
        const here = names.slice(0, index + 1).join("/");
        return here === path ? (
          <b key={here}>{name}</b>
        ) : (
          <a key={here} href={to(here)}>
            {name}
          </a>
        );
      })}
    </nav>
  );
}

function FolderView({ place, to }: { place: SealedPlace; to: (path: string) => string }) {
  const { path, folder, isCut, readmeHtml } = place;
  const inside = (name: string) => to(path === "" ? name : `${path}/${name}`);
  return (
    <>
      <Table<Name>
        label="Files"
        rows={folder}
        keyOf={({ name }) => name}
        columns={[
          {
            name: "Name",
            head: true,
            cell: ({ name, isFolder, isHidden }) =>
              isHidden ? (
                <span className="quiet">{isFolder ? `${name}/` : name}, not shown yet</span>
              ) : (
                <a href={inside(name)}>{isFolder ? `${name}/` : name}</a>
              ),
          },
          {
            name: "Holds",
            folded: "Holds",
            cell: ({ isFolder, files }) => (isFolder ? count(files, "file") : ""),
          },
          { name: "Size", numeric: true, folded: "Size", cell: ({ bytes }) => bytesText(bytes) },
        ]}
      />
      {isCut && <Note>The folder holds more names than are listed here. The whole archive has all of them.</Note>}
      {readmeHtml && (
        <section className="readme" aria-label="README">
          <Prose html={readmeHtml} />
        </section>
      )}
    </>
  );
}

const MODES: Record<string, string> = { "100644": "a file", "100755": "a program", "120000": "a link" };

function FileView({ file }: { file: SealedFile }) {
  return (
    <>
      <KeyValues
        items={[
          { label: "What", value: `${MODES[file.mode] ?? file.mode}, ${bytesText(file.bytes)}` },
          { label: "Blob", value: <Hash value={file.blob} /> },
        ]}
      />
      {file.target !== null ? (
        <p>
          It points at <code>{file.target}</code>; Palio follows no links.
        </p>
      ) : file.html === null ? (
        <Note>This is no text. It is in the archive.</Note>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <section className="scroll code" tabIndex={0} aria-label={file.path}>
          <Prose html={file.html} className="source" />
        </section>
      )}
      {file.isCut && <Note>Only its first 512 kB are shown. The archive has all of it.</Note>}
    </>
  );
}
