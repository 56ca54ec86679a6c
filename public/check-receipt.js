// @ts-check
// Lets the reader's own browser check the receipts that stand on the page, and says so at each. The page that is saved
// carries this and the verifier inside itself.
import { verifyReceipt } from "./verify-record.js";

/**
 * @param {ParentNode} within
 * @param {string} part
 */
const partOf = (within, part) => within.querySelector(`[data-receipt="${part}"]`)?.textContent ?? "";

/**
 * Why a receipt does not hold; empty where it does. Throws where this browser cannot check signatures.
 * @param {Element} one
 */
async function whyNotHeld(one) {
  const receipt = { name: "This receipt", text: partOf(one, "proof") };
  const { ok, problems, entry } = await verifyReceipt({ receipt, key: partOf(document, "key").trim() });
  if (!ok) return `This receipt does not hold. ${problems.map(({ message }) => message).join(" ")}`;
  if (new TextDecoder().decode(entry ?? new Uint8Array()) !== partOf(one, "leaf"))
    return "This receipt does not hold: the entry that is shown is not the one that is proven.";
  return "";
}

const receipts = [...document.querySelectorAll('[data-receipt="one"]')];
/** @type {string[]} */
const failing = [];
let unchecked = "";
for (const [i, one] of receipts.entries()) {
  const told = one.querySelector('[data-receipt="verdict"]');
  try {
    const why = await whyNotHeld(one);
    if (why) failing.push(`number ${i + 1}`);
    if (told) told.textContent = why || "Your browser has checked it: the entry is in the record that was signed.";
  } catch (error) {
    unchecked = `Your browser could not check it: ${/** @type {Error} */ (error).message}`;
    if (told) told.textContent = unchecked;
  }
}
const all = document.querySelector('[data-receipt="all"]');
if (all) {
  const failed = failing.length === 1 ? "One does not hold" : `${failing.length} of ${receipts.length} do not hold`;
  const good = `Your browser has checked all ${receipts.length}: each entry is in the record that was signed.`;
  all.textContent = failing.length > 0 ? `${failed}: ${failing.join(", ")}.` : unchecked || good;
}
