import { escapedHtml } from "~/kernel/text";
import type { SignedReceipt } from "./receipt.server";

type Receipt = SignedReceipt & {
  /** What is proven, in words: "Entry received". */
  title: string;
  /** The same, told: when, in which challenge, where on the site. */
  lines: string[];
  leaf: string;
  /** What checks it, in one piece: nothing is asked of the site. */
  script: string;
};

const STYLE = `body{font:1rem/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1c1a17;background:#fff}
pre{white-space:pre-wrap;overflow-wrap:anywhere;background:#f5f3ee;padding:.75rem}[data-receipt="verdict"]{display:block;font-weight:600;padding:.75rem 0;border-block:1px solid}`;

/** A receipt as one page that needs no other file and no network: whoever saved it checks it by opening it. */
export const receiptDocument = ({ title, lines, leaf, proof, key, index, size, script }: Receipt): string =>
  `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapedHtml(title)} · receipt</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escapedHtml(title)}</h1>
${lines.map((line) => `<p>${escapedHtml(line)}</p>`).join("\n")}
<p>It is number ${index} of a public record, ${size} entries of which the checkpoint below signs.</p>
<output data-receipt="verdict">It is checked where scripts run. With Node, this file being receipt.html: node verify-record.js --receipt receipt.html --key '${escapedHtml(key)}'</output>
<h2>The entry</h2>
<pre data-receipt="leaf">${escapedHtml(leaf)}</pre>
<h2>The key that signed</h2>
<pre data-receipt="key">${escapedHtml(key)}</pre>
<h2>The proof and the checkpoint</h2>
<pre data-receipt="proof">${escapedHtml(proof)}</pre>
<p>Keep this file. A record that was written anew and signed again does not go on from the checkpoint in it.</p>
</main>
<script type="module">
${script.replaceAll("</", "<\\/")}
</script>
</body>
</html>
`;
