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
