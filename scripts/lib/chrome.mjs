// Finds a Chrome and a chromedriver that fit together.
import { join } from "node:path";
import { ask, isExecutable, onPath } from "./proc.mjs";

const BROWSERS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const BROWSER_FILES = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];
const DRIVER_FILES = ["/usr/lib/chromium/chromedriver", "/usr/lib/chromium-browser/chromedriver"];

/** @returns {{ pair?: { chrome: string, chromedriver: string }, report: string }} */
export function findChrome() {
  const { CHROME_PATH, CHROMEDRIVER, CHROMEWEBDRIVER } = process.env;
  // What the user named is taken at its word; the rest is tried in order.
  const browsers = CHROME_PATH ? [CHROME_PATH] : [...BROWSERS.flatMap(onPath), ...BROWSER_FILES.filter(isExecutable)];
  const drivers = CHROMEDRIVER
    ? [CHROMEDRIVER]
    : [
        ...onPath("chromedriver"),
        ...(CHROMEWEBDRIVER ? [join(CHROMEWEBDRIVER, "chromedriver")] : []),
        ...DRIVER_FILES.filter(isExecutable),
      ];
  const seenBrowsers = browsers.map((file) => ({ file, major: major(file) }));
  const seenDrivers = drivers.map((file) => ({ file, major: major(file) }));
  for (const browser of seenBrowsers) {
    const driver = seenDrivers.find((candidate) => browser.major && candidate.major === browser.major);
    if (driver) return { pair: { chrome: browser.file, chromedriver: driver.file }, report: "" };
  }
  /** @param {{ file: string, major: string | undefined }[]} list */
  const list = (list) => list.map(({ file, major }) => `${file} (${major ?? "does not start"})`).join(", ") || "none";
  return { report: `Found browsers: ${list(seenBrowsers)}; drivers: ${list(seenDrivers)}.` };
}

/** @param {string} file */
function major(file) {
  return ask(file, ["--version"])?.match(/(\d+)\.\d+\.\d+/)?.[1];
}
