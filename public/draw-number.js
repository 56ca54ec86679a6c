// A team's secret number for a draw: made, kept and typed in this browser, and sent to nobody before it is opened.

const hex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** Storage that is full or forbidden keeps nothing, and the page says so. */
function keep(name, number) {
  try {
    localStorage.setItem(name, number);
    return true;
  } catch {
    return false;
  }
}
function kept(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

/**
 * Shows what a place on the page is for: where a number is to be made, a button that makes one and types the commitment to
 * it; where it is to be opened, the number that this browser kept, typed into its field.
 */
export function helpWithNumber(place) {
  const { makesNumber, opensNumber, entry, field: id } = place.dataset;
  const field = document.getElementById(id);
  if (opensNumber) {
    const number = kept(`palio:draw:${opensNumber}`);
    if (number === null || field.value !== "") return;
    field.value = number;
    place.hidden = false;
    return;
  }
  // Browsers hash only on pages that came over a secure connection.
  if (!crypto.subtle) return;
  const [button, made] = [place.querySelector("button"), place.querySelector("[data-made]")];
  place.hidden = false;
  button.addEventListener("click", async () => {
    const number = hex(crypto.getRandomValues(new Uint8Array(32)));
    const line = new TextEncoder().encode(`palio-draw:${makesNumber}:${entry}:${number}`);
    field.value = hex(new Uint8Array(await crypto.subtle.digest("SHA-256", line)));
    const isKept = keep(`palio:draw:${makesNumber}`, number);
    made.querySelector("code").textContent = number.match(/.{8}/g).join(" ");
    made.querySelector("[data-kept]").hidden = !isKept;
    made.hidden = false;
    button.hidden = true;
  });
}
