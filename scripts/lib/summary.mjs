// Reads how many tests ran out of what the runners print.

/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {string[]} lines The runner's own summary lines.
 */

const CARGO = /^\s*test result: \w+\. (\d+) passed; (\d+) failed; (\d+) ignored/;
const TAP = /^# (tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) ([\d.]+)$/;

/** @param {string} output @returns {Counts} */
export function readSummary(output) {
  /** @type {Counts} */
  const counts = { passed: 0, failed: 0, skipped: 0, lines: [] };
  for (const line of output.split("\n")) {
    const [, passed, failed, ignored] = CARGO.exec(line) ?? [];
    const [, name, number] = TAP.exec(line) ?? [];
    if (passed !== undefined) {
      counts.passed += Number(passed);
      counts.failed += Number(failed);
      counts.skipped += Number(ignored);
      // Most test files are empty in one of the builds; a line of zeros says nothing.
      if (Number(passed) + Number(failed) + Number(ignored) > 0) counts.lines.push(line.trim());
    } else if (name !== undefined) {
      if (name === "pass") counts.passed += Number(number);
      if (name === "fail" || name === "cancelled") counts.failed += Number(number);
      if (name === "skipped" || name === "todo") counts.skipped += Number(number);
      if (/^(tests|pass|fail|skipped)$/.test(name)) counts.lines.push(line.trim());
    }
  }
  return counts;
}
