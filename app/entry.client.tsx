import { RemixBrowser } from "@remix-run/react";
import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";

/**
 * Waits until the page's data is decoded. `RemixBrowser` throws the promise of it before it does anything else. Were it
 * thrown while React hydrates, a press that arrives meanwhile would make React render at once what cannot be rendered
 * yet, which it gives up with its error 345.
 */
async function dataDecoded(): Promise<void> {
  try {
    RemixBrowser({});
  } catch (thrown) {
    if (thrown instanceof Promise) await thrown;
  }
}

await dataDecoded();
startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <RemixBrowser />
    </StrictMode>,
  );
});
