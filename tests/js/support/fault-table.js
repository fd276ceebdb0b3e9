// What the client makes of every fault that the emulator can show: the one table, for the test and for the documentation,
// where `node tests/js/support/fault-table.js` writes it.
// @ts-check
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { faults } from "../../../emulator/index.js";

/** @typedef {{ outcome: string, attempts: number, why: string }} Expected */

/** @param {string} outcome @param {number} attempts @param {string} why @returns {Expected} */
const row = (outcome, attempts, why) => ({ outcome, attempts, why });

const FINAL = "retrying cannot help";
const PASSING = "may pass";
const NOT_POLYV = "no envelope of POLYV";

/**
 * With one retry allowed. A fault that the two lookups meet differently has a row for each.
 * @type {Record<string, Expected | { viewer: Expected, account: Expected }>}
 */
export const EXPECTED = {
  unauthorized: row("unauthorized", 1, FINAL),
  "invalid-signature": row("invalid_signature", 1, FINAL),
  "signature-zh": row("invalid_signature", 1, FINAL),
  "invalid-timestamp": row("invalid_timestamp", 1, "the `Date` header shows the same clock, so nothing to correct"),
  forbidden: row("forbidden", 1, FINAL),
  "not-found": row("not_found", 1, FINAL),
  conflict: row("conflict", 1, "the caller decides"),
  validation: row("validation", 1, FINAL),
  "body-parse": row("validation", 1, FINAL),
  qps: row("rate_limited", 2, "waits up to 1 s first"),
  blocked: row("forbidden", 1, "another try would prolong the block"),
  "undefined-error": row("server", 2, PASSING),
  "system-error": row("server", 2, PASSING),
  "clock-ahead": row("ok", 2, "corrected by the `Date` header, and remembered"),
  "clock-behind": row("ok", 2, "corrected by the `Date` header, and remembered"),
  "status-500": row("server", 2, PASSING),
  "status-502-html": row("server", 2, PASSING),
  "status-503-retry-after": row("server", 2, "after the second that it asks for"),
  "status-503-retry-after-hour": row("server", 1, "an hour is beyond the deadline; `retryAfterMs` tells"),
  "status-429": row("rate_limited", 2, "waits up to 1 s first"),
  "html-200": row("invalid_response", 1, NOT_POLYV),
  empty: row("invalid_response", 1, NOT_POLYV),
  truncated: row("invalid_response", 1, NOT_POLYV),
  "wrong-type": row("ok", 1, "the body decides, not the header"),
  "no-type": row("ok", 1, "the body decides, not the header"),
  "not-json": row("invalid_response", 1, NOT_POLYV),
  "garbage-bytes": row("invalid_response", 1, "not UTF-8"),
  "json-null": row("invalid_response", 1, NOT_POLYV),
  "json-array": row("invalid_response", 1, NOT_POLYV),
  "json-text": row("invalid_response", 1, NOT_POLYV),
  "duplicate-keys": row("ok", 1, "the last one counts, as for `JSON.parse`"),
  huge: row("invalid_response", 1, "longer than `maxBodyBytes`"),
  deep: row("invalid_response", 1, "nested more than 128 deep"),
  "big-numbers": row("ok", 1, "whole numbers beyond 2^53 become text"),
  redirect: row("invalid_response", 1, "never followed: the signature is in the URL"),
  "code-as-text": row("ok", 1, '`"200"` is 200'),
  "error-on-200": row("invalid_signature", 1, "`code` decides, not the HTTP status"),
  "success-on-500": row("ok", 1, "`code` decides, not the HTTP status"),
  "unknown-code": row("validation", 1, "a code from 400 to 499"),
  "data-empty-string": row("invalid_response", 1, "not the object that was asked for"),
  "data-null": row("invalid_response", 1, "not the object that was asked for"),
  "data-absent": row("invalid_response", 1, "not the object that was asked for"),
  "data-array": row("invalid_response", 1, "not the object that was asked for"),
  "wrong-shape": row("invalid_response", 1, "a declared field is missing"),
  "number-id": {
    viewer: row("ok", 1, "ids become text"),
    account: row("invalid_response", 1, "`account` as a number has lost its zeros"),
  },
  gzip: row("ok", 1, "the host decompresses"),
  bom: row("ok", 1, "skipped"),
  "proto-keys": row("ok", 1, "they stay members of the object, and nothing else"),
  "slow-headers": row("timeout", 2, "half of the time for the first attempt, the rest for the second"),
  "slow-body": row("timeout", 2, "the deadline covers the body"),
  "slow-200ms": row("ok", 1, "in time"),
  chunked: row("ok", 1, "put together before it is decoded"),
  "reset-headers": row("network", 2, PASSING),
  "reset-body": row("network", 2, PASSING),
  "wrong-length": row("network", 2, PASSING),
};

/** @param {string} fault @param {"viewer" | "account"} lookUp @returns {Expected} */
export function expectedOf(fault, lookUp) {
  const expected = EXPECTED[fault];
  return "viewer" in expected ? expected[lookUp] : expected;
}

/** The table in Markdown. */
function faultTable() {
  const lines = ["| fault | what POLYV does | result | sent | why |", "| --- | --- | --- | --- | --- |"];
  for (const { name, what } of faults) {
    const expected = EXPECTED[name];
    const rows = "viewer" in expected ? Object.entries(expected) : [["", expected]];
    for (const [lookUp, { outcome, attempts, why }] of /** @type {[string, Expected][]} */ (rows)) {
      const title = `\`${name}\`${lookUp && `, ${lookUp}`}`;
      const result = outcome === "ok" ? "data" : `\`${outcome}\``;
      lines.push(`| ${title} | ${what.replaceAll("|", "\\|")} | ${result} | ${attempts} | ${why} |`);
    }
  }
  return lines.join("\n");
}

const DOCUMENT = new URL("../../../docs/reliability.md", import.meta.url);
const START = "<!-- faults: written by `node tests/js/support/fault-table.js` -->";
const END = "<!-- end of faults -->";

/** The document as it is, and as it should be. */
export function documentWithTable() {
  const is = readFileSync(DOCUMENT, "utf8");
  const [start, end] = [is.indexOf(START), is.indexOf(END)];
  if (start < 0 || end < start) throw new Error("docs/reliability.md has lost the marks around the table of faults");
  return { is, should: `${is.slice(0, start)}${START}\n\n${faultTable()}\n\n${is.slice(end)}` };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(DOCUMENT, documentWithTable().should);
