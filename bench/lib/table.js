// The result as a table on the screen.
// @ts-check
import { bold, green, red, say } from "./console.js";
import { isMet, show } from "./work.js";

const COLUMNS = ["work", "ours", "against", "theirs", "unit", "ratio", "target"];

/** @param {import("./work.js").Row[]} rows */
export function printTable(rows) {
  const cells = [COLUMNS, ...rows.map(cellsOf)];
  const widths = COLUMNS.map((_, column) => Math.max(...cells.map((row) => row[column].length)));
  say("");
  for (const [index, row] of cells.entries()) {
    const line = row.map((cell, column) => cell.padEnd(widths[column])).join("  ");
    if (index === 0) say(bold(`${line}  met`));
    else say(`${line}  ${isMet(rows[index - 1]) ? green("yes") : red("NO")}`);
  }
}

/** @param {import("./work.js").Row} row */
export function cellsOf({ work, ours, against, theirs, unit, ratio, target, bound }) {
  const sign = bound === "at most" ? "≤" : "≥";
  return [work, show(ours), against, show(theirs), unit, ratio.toFixed(2), `${sign} ${target}`];
}
