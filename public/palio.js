// What the browser adds to pages that work without it. No framework; every page loads it once.

// What is typed before a page's own script runs is noted, so that the script can bring it back (app/ui/typed-early.ts).
addEventListener(
  "input",
  ({ target }) => {
    const isText = target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement;
    if (isText && !target.form?.dataset.live) target.typedEarly = target.value;
  },
  true,
);

// A second press of a button while the first is under way is not sent.
// Asked last, so that a form's own script may hold a press back and send it later.
addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || !(form instanceof HTMLFormElement) || form.method === "dialog") return;
  if (form.dataset.sent) event.preventDefault();
  else form.dataset.sent = "yes";
});
// A page that comes back from the browser's history can be sent again.
addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});

// Moments are also told in the reader's own time zone.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const local = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "short", timeZone: zone });
for (const time of document.querySelectorAll("time[data-when]")) {
  if (time.dataset.when !== "day") time.title = `${local.format(new Date(time.dateTime))} in ${zone}`;
}

// A drawn map can be moved and zoomed: what that takes is loaded when it is asked for.
for (const button of document.querySelectorAll("button[data-opens-map]")) {
  const place = button.closest("[data-map]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      const { openMap } = await import("/map.js");
      await openMap(place);
      button.hidden = true;
    } catch (error) {
      button.disabled = false;
      button.textContent = `${error.message} Try again`;
    }
  });
}

// What is under way is followed: its part is asked for again until it has ended, and then the whole page, unless
// somebody is filling in a form on it (app/ui/bar.tsx).
const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
async function follow(part) {
  for (let pause = 1000; "follow" in part.dataset; pause = Math.min(pause * 1.3, 10_000)) {
    await wait(pause);
    if (document.hidden) continue;
    const answer = await fetch(location.href, { cache: "no-store" }).catch(() => null);
    if (!answer?.ok) continue;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const now = page.getElementById(part.id);
    if (!now) return;
    const stops = () => [...part.querySelectorAll("a, button")];
    const focus = stops().indexOf(document.activeElement);
    part.replaceWith(now);
    part = now;
    stops()[focus]?.focus();
  }
  if (!document.activeElement?.closest("form")) location.reload();
}
for (const part of document.querySelectorAll("[data-follow]")) follow(part);

// A team's number for a draw is made and kept in the browser (public/draw-number.js).
for (const place of document.querySelectorAll("[data-makes-number], [data-opens-number]"))
  import("/draw-number.js").then(({ helpWithNumber }) => helpWithNumber(place));
