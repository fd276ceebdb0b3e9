// docs/performance.md: every figure, and plainly which targets are missed.
// @ts-check
import { existsSync, readFileSync } from "node:fs";
import { cellsOf } from "./table.js";
import { isMet, show } from "./work.js";

/** What people found out about the figures. Not measured, so kept apart from what is. */
const FINDINGS = new URL("../findings.md", import.meta.url);

/**
 * @param {Record<string, import("./work.js").Result>} results
 * @param {[string, string][]} machine
 */
export function report(results, machine) {
  const rows = Object.values(results).flatMap((result) => result.rows);
  const missed = rows.filter((row) => !isMet(row));
  return [
    "<!-- Written by `npm run bench`: change bench/ instead. -->",
    "# Performance",
    "![Each target, and how far from it the figure is](img/performance.svg)",
    summary(rows, missed),
    table(
      ["work", "ours", "against", "theirs", "unit", "ratio", "target", "met"],
      rows.map((row) => [...cellsOf(row), isMet(row) ? "yes" : "**no**"]),
    ),
    "Ratios are ours to theirs, measured in one run and in turns (A, B, C, A, B, C, …), so noise hits both sides; each is " +
      "the median of the rounds' ratios. Below 1 is better for times and sizes, above 1 for requests per second. Trust the " +
      "ratios, not the times.",
    "## Measured with",
    "```sh\nnpm run bench             # all of it, a few minutes; rewrites this page\nnpm run bench -- --quick  # seconds, only printed\n" +
      "npm run bench -- --only sign,parse\n```",
    table(["", ""], machine),
    "## All figures",
    ...Object.values(results).flatMap(({ figures, notes }) => [
      ...figures.flatMap(({ title, columns, rows }) => [`### ${title}`, table(columns, rows)]),
      ...notes,
    ]),
    ...(existsSync(FINDINGS) ? [readFileSync(FINDINGS, "utf8").trim()] : []),
  ]
    .join("\n\n")
    .concat("\n");
}

/** @param {import("./work.js").Row[]} rows @param {import("./work.js").Row[]} missed */
function summary(rows, missed) {
  if (missed.length === 0) return `All ${rows.length} targets are met.`;
  const list = missed.map((row) => {
    const [work, , against, , , ratio, target] = cellsOf(row);
    return `- ${work}, against ${against}: ${ratio}, target ${target}`;
  });
  return [`${rows.length - missed.length} of ${rows.length} targets are met. Not met:`, list.join("\n")].join("\n\n");
}

/** @param {string[]} columns @param {(string | number)[][]} rows */
function table(columns, rows) {
  const line = (/** @type {string[]} */ cells) => `| ${cells.join(" | ")} |`;
  const isNumber = columns.map((_, column) => rows.every((row) => typeof row[column] === "number"));
  return [
    line(columns),
    line(isNumber.map((right) => (right ? "---:" : "---"))),
    ...rows.map((row) => line(row.map(show))),
  ].join("\n");
}
