import { count, escapedHtml } from "~/kernel/text";
import type { SignedReceipt } from "./receipt.server";

export type ToldReceipt = SignedReceipt & {
  /** What is proven, in words: "Entry received". */
  title: string;
  /** The same, told: when, in which challenge, where on the site. */
  lines: string[];
  leaf: string;
};

type Document = {
  /** One or more, all of one record. */
  receipts: [ToldReceipt, ...ToldReceipt[]];
  /** What checks them, in one piece: nothing is asked of the site. */
  script: string;
};

const STYLE = `body{font:1rem/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1c1a17;background:#fff}
pre{white-space:pre-wrap;overflow-wrap:anywhere;background:#f5f3ee;padding:.75rem}output{display:block;font-weight:600;padding:.75rem 0;border-block:1px solid}section{margin-block:3rem}`;

/** What a file of so many receipts is called; the page that is sent and the command that it names agree. */
export const documentName = (receipts: number): string => (receipts === 1 ? "receipt.html" : "receipts.html");

/** Receipts as one page that needs no other file and no network: whoever saved it checks them by opening it. */
export function receiptDocument({ receipts, script }: Document): string {
  const [{ title, key }] = receipts;
  const isOne = receipts.length === 1;
  const heading = isOne ? title : count(receipts.length, "receipt");
  const file = documentName(receipts.length);
  const command = `It is checked where scripts run. With Node, this file being ${file}: node verify-record.js --receipt ${file} --key '${key}'`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapedHtml(heading)}${isOne ? " · receipt" : ""}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escapedHtml(heading)}</h1>
${isOne ? "" : `<output data-receipt="all">${escapedHtml(command)}</output>\n`}${receipts
  .map((receipt, i) =>
    isOne
      ? sectionOf(receipt, { heading: "", level: "h2", verdict: command })
      : sectionOf(receipt, {
          heading: `<h2>${i + 1}. ${escapedHtml(receipt.title)}</h2>\n`,
          level: "h3",
          verdict: "Not checked yet.",
        }),
  )
  .join("\n")}
<h2>The key that signed</h2>
<pre data-receipt="key">${escapedHtml(key)}</pre>
<p>Keep this file. A record that was written anew and signed again does not go on from the checkpoint in it.</p>
</main>
<script type="module">
${script.replaceAll("</", "<\\/")}
</script>
</body>
</html>
`;
}

const sectionOf = (
  { lines, leaf, proof, index, size }: ToldReceipt,
  { heading, level, verdict }: { heading: string; level: "h2" | "h3"; verdict: string },
): string => `<section data-receipt="one">
${heading}${lines.map((line) => `<p>${escapedHtml(line)}</p>`).join("\n")}
<p>It is number ${index} of a public record, ${size} entries of which the checkpoint below signs.</p>
<output data-receipt="verdict">${escapedHtml(verdict)}</output>
<${level}>The entry</${level}>
<pre data-receipt="leaf">${escapedHtml(leaf)}</pre>
<${level}>The proof and the checkpoint</${level}>
<pre data-receipt="proof">${escapedHtml(proof)}</pre>
</section>`;
