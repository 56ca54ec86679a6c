// @ts-check
// Lets the reader's own browser check the receipt that stands on the page, and says so. The page that is saved carries
// this and the verifier inside itself.
import { verifyReceipt } from "./verify-record.js";

/** @param {string} part */
const partOf = (part) => document.querySelector(`[data-receipt="${part}"]`)?.textContent ?? "";

async function verdict() {
  const receipt = { name: "This receipt", text: partOf("proof") };
  const { ok, problems, entry } = await verifyReceipt({ receipt, key: partOf("key").trim() });
  if (!ok) return `This receipt does not hold. ${problems.map(({ message }) => message).join(" ")}`;
  if (new TextDecoder().decode(entry ?? new Uint8Array()) !== partOf("leaf"))
    return "This receipt does not hold: the entry that is shown is not the one that is proven.";
  return "Your browser has checked it: the entry is in the record that was signed.";
}

const told = document.querySelector('[data-receipt="verdict"]');
if (told)
  told.textContent = await verdict().catch(
    (error) => `Your browser could not check it: ${/** @type {Error} */ (error).message}`,
  );
