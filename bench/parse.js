// One viewer, from JSON text to a checked object: ours against JSON.parse alone and with the checks of zod and valibot.
// @ts-check
import { parseViewer } from "polyv-edge";
import * as v from "valibot";
import { viewerText } from "./lib/data.js";
import { profile } from "./lib/profile.js";
import { takeTurns, timeSync } from "./lib/rounds.js";
import { valibotAnswer, zodAnswer } from "./lib/schemas.js";
import { ratio } from "./lib/stats.js";
import { isMet, makeRow, runWork } from "./lib/work.js";

const OURS = "polyv-edge parseViewer";
const JSON_ONLY = "JSON.parse alone, nothing checked";
const ZOD = "JSON.parse + zod";

/** @param {import("./lib/work.js").Options} options @returns {Promise<import("./lib/work.js").Result>} */
export async function parse({ quick, say }) {
  const text = viewerText();
  const ours = () => parseViewer(text);
  /** @type {Record<string, () => unknown>} */
  const rivals = {
    [OURS]: ours,
    [JSON_ONLY]: () => JSON.parse(text).data,
    [ZOD]: () => zodAnswer.parse(JSON.parse(text)).data,
    "JSON.parse + valibot": () => v.parse(valibotAnswer, JSON.parse(text)).data,
  };
  const calls = quick ? 5_000 : 100_000;
  const rounds = quick ? 3 : 11;
  const timed = Object.fromEntries(Object.entries(rivals).map(([name, work]) => [name, timeSync(work, calls)]));
  await takeTurns(timed, 2);
  const found = await takeTurns(timed, rounds, (round) => say(`round ${round} of ${rounds}`));

  /** @param {string} against @param {number} target */
  const row = (against, target) =>
    makeRow({
      work: "parse and check one viewer",
      ours: found[OURS].median,
      against,
      theirs: found[against].median,
      ratio: ratio(found[OURS].values, found[against].values),
      target,
      bound: "at most",
      unit: "µs",
    });
  const rows = [row(ZOD, 1), row(JSON_ONLY, 1.5)];
  const figures = [
    {
      title: `One viewer (POLYV's sample, ${text.length} characters), µs`,
      columns: ["", "median", "min"],
      rows: Object.entries(found).map(([name, { median, min }]) => [name, median, min]),
    },
  ];
  if (!rows.every(isMet)) figures.push(await profile("parseViewer", () => timeSync(ours, calls * 3)()));
  return { rows, figures, notes: [] };
}

await runWork(import.meta.url, parse);
