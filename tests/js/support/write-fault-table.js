// Writes the table of faults into docs/reliability.md: `node tests/js/support/write-fault-table.js`.
// @ts-check
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { faultTable } from "./fault-table.js";

const DOCUMENT = new URL("../../../docs/reliability.md", import.meta.url);
const START = "<!-- faults: written by `node tests/js/support/write-fault-table.js` -->";
const END = "<!-- end of faults -->";

/** The document as it is, and as it should be. */
export function documentWithTable() {
  const is = readFileSync(DOCUMENT, "utf8");
  const [start, end] = [is.indexOf(START), is.indexOf(END)];
  if (start < 0 || end < start) throw new Error("docs/reliability.md has lost the marks around the table of faults");
  return { is, should: `${is.slice(0, start)}${START}\n\n${faultTable()}\n\n${is.slice(end)}` };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(DOCUMENT, documentWithTable().should);
