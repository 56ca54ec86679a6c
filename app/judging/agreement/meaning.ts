import type { Result } from "~/kernel/result";
import type { Icc } from "./icc";

/**
 * What the figures say about these entries, in one sentence. With a complete table it goes by ICC2 over all jurors,
 * the share of the variance of mean scores that another jury of the same kind would repeat; else by α for distances,
 * with Krippendorff's own bounds of 0.667 and 0.8 (2004, Content Analysis, ch. 11).
 */
export function agreementMeaning(icc: Result<Icc>, alpha: Result<number>): string {
  if (icc.ok) return meaningOfIcc(icc.value);
  if (!alpha.ok) return `How far the jurors agree cannot be said: ${lowerFirst(alpha.refusal.message)}`;
  const figure = `(α ${alpha.value.toFixed(2)})`;
  if (alpha.value >= 0.8) return `The jurors agree well ${figure}: their scores tell these entries apart.`;
  if (alpha.value >= 0.667)
    return `The jurors agree ${figure}, though not closely: their scores tell entries apart where the gaps are wide.`;
  if (alpha.value > 0)
    return `The jurors agree little ${figure}: who scored an entry matters about as much as the entry, so small gaps mean nothing.`;
  return `The jurors agree no more than chance would ${figure}: their scores do not tell these entries apart.`;
}

function meaningOfIcc({ icc2k, interval }: Icc): string {
  if (icc2k === null || icc2k <= 0 || (interval && interval[0] <= 0)) {
    const figure = icc2k === null ? "" : ` (ICC of the mean score ${icc2k.toFixed(2)})`;
    return `This jury does not tell these entries apart${figure}: its agreement may be chance.`;
  }
  const parts = Math.min(99, Math.round(icc2k * 100));
  const split = `of the differences between mean scores, about ${parts} parts in 100 lie in the entries and ${100 - parts} in who happened to judge`;
  if (icc2k >= 0.9) return `This jury tells these entries apart well: ${split}.`;
  if (icc2k >= 0.75) return `This jury tells most of these entries apart: ${split}, so narrow gaps are ties.`;
  return `This jury tells these entries apart only roughly: ${split}, so only wide gaps mean anything.`;
}

const lowerFirst = (sentence: string): string => sentence.charAt(0).toLowerCase() + sentence.slice(1);
