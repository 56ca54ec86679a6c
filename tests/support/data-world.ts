import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { addUploadedDataset } from "~/datasets/add-dataset.server";
import { startImport } from "~/datasets/importing/start-import.server";
import { db } from "~/platform/database.server";
import { doJobs } from "./jobs";
import { type City, must } from "./world";

export const DRAINS =
  "id;street;height_m;surveyed\nPR-1;Via dei Cordai 2;12,41;2014-05-19\nPR-2;Vicolo del Follo;13,02;\n";

export const PARKS = JSON.stringify({
  type: "FeatureCollection",
  features: [
    { type: "Feature", properties: { name: "North" }, geometry: { type: "Point", coordinates: [9.1, 45.4] } },
    { type: "Feature", properties: { name: "South" }, geometry: { type: "Point", coordinates: [9.2, 45.5] } },
  ],
});

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** One dataset of a DCAT-US catalogue. */
export const listed = (identifier: string, more: Record<string, unknown> = {}) => ({
  identifier,
  title: `Dataset ${identifier}`,
  description: `What ${identifier} holds.`,
  accessLevel: "public",
  keyword: ["water"],
  license: "https://creativecommons.org/licenses/by/4.0/",
  distribution: [{ title: "CSV", downloadURL: `https://example.org/${identifier}.csv`, mediaType: "text/csv" }],
  ...more,
});

export const catalogueOf = (datasets: unknown[]): string =>
  JSON.stringify({ conformsTo: "https://project-open-data.cio.gov/v1.1/schema", dataset: datasets });

/** Imports a catalogue from a file to its end and returns the run. */
export async function imported({ organisation, editor }: City, text: string, fileName = "data.json") {
  const started = must(await startImport({ organisationId: organisation.id, fileName, bytes: bytesOf(text) }, editor));
  await doJobs();
  return db.importRun.findUniqueOrThrow({ where: { id: started.id } });
}

/** A dataset that was uploaded, with its copy. */
export async function anUploadedDataset(
  { organisation, editor }: City,
  more: { title?: string; text?: string; fileName?: string } = {},
) {
  const { title = "Storm drains and manholes", text = DRAINS, fileName = "drains.csv" } = more;
  return must(
    await addUploadedDataset(
      {
        organisationId: organisation.id,
        title,
        description: "Every drain that the city looks after.",
        keywords: ["water"],
        licenceId: "CC-BY-4.0",
        fileName,
        mediaType: "",
        bytes: bytesOf(text),
      },
      editor,
    ),
  );
}

type Answer = { status?: number; type?: string; body: string | Uint8Array };

/** A publisher's server on this machine that answers what the test says. Needs FETCH_ALLOW=127.0.0.1. */
export async function aPublisher(
  answers: Map<string, Answer>,
): Promise<{ at: (path: string) => string; close(): void }> {
  const server: Server = createServer((request, response) => {
    const answer = answers.get(request.url ?? "");
    response.writeHead(answer?.status ?? (answer ? 200 : 404), { "content-type": answer?.type ?? "text/plain" });
    response.end(answer?.body ?? "not here");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { at: (path) => `http://127.0.0.1:${port}${path}`, close: () => server.close() };
}
