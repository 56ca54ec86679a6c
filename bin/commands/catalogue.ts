import { parseArgs } from "node:util";
import { answer, bytesAt, type Command, onePlace } from "./command.ts";

/** `palio catalogue`: what a catalogue of any known kind lists, with the scores that its words alone allow. */
export const catalogue: Command = {
  summary: "read a catalogue of open data: CKAN, DCAT-US, DCAT-AP, Socrata, Opendatasoft, Frictionless, or a file",
  usage: "FILE|URL|- [--lang en] [--json]",
  async run(args) {
    const options = { lang: { type: "string", default: "en" }, json: { type: "boolean", default: false } } as const;
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    const place = onePlace(positionals);
    const { CATALOGUE_LIMITS } = await import("~/datasets/catalogue/model");
    const { readCatalogue } = await import("~/datasets/catalogue/read-catalogue");
    const bytes = await bytesAt(place, CATALOGUE_LIMITS.bytes);
    const isAddress = /^https?:\/\//i.test(place);
    const facts = { address: isAddress ? place : null, mediaType: "", language: values.lang };
    const reading = await readCatalogue(bytes, {
      ...facts,
      ...(isAddress || place === "-" ? {} : { fileName: place }),
    });
    if (!reading.ok) throw new Error(reading.refusal.message);
    const { catalogueAnswer, catalogueWords } = await import("./catalogue-answer.ts");
    const told = catalogueAnswer(reading.value, new Date());
    answer(values.json ? JSON.stringify(told) : catalogueWords(told));
    return 0;
  },
};
