// A page of viewers, from the body to checked objects: `listViewers` against `JSON.parse` and zod behind the same fetch.
// @ts-check
import { PolyvClient } from "polyv-edge/edge";
import { ACCOUNT, pageText } from "./lib/data.js";
import { profile } from "./lib/profile.js";
import { takeTurns, timeAsync } from "./lib/rounds.js";
import { zodPage } from "./lib/schemas.js";
import { ratio } from "./lib/stats.js";
import { isMet, makeRow, runWork } from "./lib/work.js";

const COUNTS = [1, 10, 100, 1_000, 10_000];
const OURS = "polyv-edge listViewers";
const ZOD = "fetch + JSON.parse + zod";
const JSON_ONLY = "fetch + JSON.parse, nothing checked";
/** Viewers in each measurement: the pages are short or long, the work is the same. */
const VIEWERS = 20_000;

/** @param {import("./lib/work.js").Options} options @returns {Promise<import("./lib/work.js").Result>} */
export async function page({ quick, say }) {
  const rounds = quick ? 2 : 7;
  /** @type {Record<number, Awaited<ReturnType<typeof takeTurns>>>} */
  const found = {};
  for (const count of quick ? COUNTS.slice(0, 4) : COUNTS) {
    say(`pages of ${count}`);
    const rivals = rivalsOf(count);
    const calls = Math.max(1, Math.min(Math.round(VIEWERS / count), 2_000) / (quick ? 10 : 1));
    const timed = Object.fromEntries(Object.entries(rivals).map(([name, work]) => [name, timeAsync(work, calls)]));
    await takeTurns(timed, 1);
    found[count] = await takeTurns(timed, rounds);
  }

  const thousand = found[1_000];
  const [most, fewer] = quick ? [1_000, 100] : [10_000, 1_000];
  /** @param {number} count */
  const each = (count) => found[count][OURS].median / count;
  const rows = [
    makeRow({
      work: "a page of 1,000 viewers",
      ours: thousand[OURS].median,
      against: ZOD,
      theirs: thousand[ZOD].median,
      ratio: ratio(thousand[OURS].values, thousand[ZOD].values),
      target: 1,
      bound: "at most",
      unit: "µs",
    }),
    makeRow({
      work: `linear: one viewer of ${most.toLocaleString("en-US")}`,
      ours: each(most),
      against: `one viewer of ${fewer.toLocaleString("en-US")}`,
      theirs: each(fewer),
      target: 1.3,
      bound: "at most",
      unit: "µs",
    }),
  ];
  const figures = [
    {
      title: "Pages behind a fetch that answers at once, µs for each viewer (median; in brackets the whole page)",
      columns: ["viewers", OURS, ZOD, JSON_ONLY],
      rows: Object.entries(found).map(([count, rivals]) => [
        Number(count),
        ...[OURS, ZOD, JSON_ONLY].map((name) => {
          const { median } = rivals[name];
          return `${(median / Number(count)).toFixed(2)} (${Math.round(median).toLocaleString("en-US")})`;
        }),
      ]),
    },
  ];
  if (!rows.every(isMet)) {
    const work = rivalsOf(1_000)[OURS];
    figures.push(await profile("listViewers, pages of 1,000", () => timeAsync(work, quick ? 20 : 300)()));
  }
  return { rows, figures, notes: [] };
}

/** @param {number} count @returns {Record<string, () => Promise<unknown>>} */
function rivalsOf(count) {
  const bytes = new TextEncoder().encode(pageText(count));
  const headers = { "content-type": "application/json", "content-length": String(bytes.length) };
  const answer = async () => new Response(bytes, { headers });
  const client = new PolyvClient({ ...ACCOUNT, fetch: answer, rateLimit: false, maxBodyBytes: 2 * bytes.length });
  return {
    [OURS]: () => client.listViewers({ pageSize: Math.min(count, 1_000) }),
    [ZOD]: async () => zodPage.parse(JSON.parse(await (await answer()).text())).data,
    [JSON_ONLY]: async () => JSON.parse(await (await answer()).text()).data,
  };
}

await runWork(import.meta.url, page);
