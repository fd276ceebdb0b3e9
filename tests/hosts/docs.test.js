// The table of docs/hosts.md says what the tests try. `UPDATE=1 node --test tests/hosts/docs.test.js` writes it anew.
// @ts-check
import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { FRAMEWORKS, HOSTS, OWN, versionOf } from "./table.js";

const file = new URL("../../docs/hosts.md", import.meta.url);

test("docs/hosts.md has the table of what is tried", () => {
  for (const name of OWN.map(({ test }) => test)) assert.ok(existsSync(new URL(name, import.meta.url)), name);
  const rows = [...FRAMEWORKS, ...HOSTS].map((row) => {
    const { host, commands = {}, alone, paths, page, site, needs = "" } = row;
    const how = Object.keys(commands);
    const server = [...(paths || !site ? how : []), ...(alone ? ["one file"] : [])];
    return [host, versionOf(row), server.join(", "), page || site ? how.join(", ") : "", needs];
  });
  const own = OWN.map(({ host, server = "", page = "" }) => [host, "", server, page, ""]);
  const table = [["host", "version", "server", "page", "needs"], Array(5).fill("---"), ...rows, ...own]
    .map((cells) => `| ${cells.join(" | ")} |`.replaceAll(/ {2,}/g, " "))
    .join("\n");
  const text = readFileSync(file, "utf8");
  const written = text.replace(/(?<=<!-- hosts:begin -->\n\n).*(?=\n\n<!-- hosts:end -->)/s, () => table);
  if (process.env.UPDATE) writeFileSync(file, written);
  else assert.equal(text, written);
});
