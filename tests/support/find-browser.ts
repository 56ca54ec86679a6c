import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

// The headless shell is the same engine without the windows around it, and takes half the time.
const INSTALLED = [
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** The browser for the journeys: CHROMIUM_PATH, an installed one, Debian's package (as root), or Playwright's own. */
export async function findBrowser(): Promise<string> {
  const there = [process.env.CHROMIUM_PATH ?? "", ...INSTALLED].find((file) => file !== "" && existsSync(file));
  if (there) return there;
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    process.stderr.write("Installing Chromium for the browser tests …\n");
    const quiet = {
      stdio: ["ignore", "ignore", "inherit"] as const,
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    };
    spawnSync("apt-get", ["update", "-qq"], quiet as never);
    spawnSync(
      "apt-get",
      ["install", "-y", "-qq", "--no-install-recommends", "chromium-headless-shell", "fonts-liberation"],
      quiet as never,
    );
    const shell = INSTALLED.find((file) => existsSync(file));
    if (shell) return shell;
  }
  const { chromium } = await import("playwright-core");
  if (!existsSync(chromium.executablePath()))
    spawnSync(process.execPath, ["node_modules/playwright-core/cli.js", "install", "chromium"], {
      stdio: ["ignore", "ignore", "inherit"],
    });
  if (existsSync(chromium.executablePath())) return chromium.executablePath();
  throw new Error("The browser tests need Chrome or Chromium. Install one, or name it in CHROMIUM_PATH.");
}
