// A page of viewers, from the body to checked objects: `listViewers` against `JSON.parse` and zod behind the same fetch.
// @ts-check
import { PolyvClient } from "polyv-edge/edge";
import { ACCOUNT, pageText } from "./lib/data.js";
import { takeTurns, timeAsync } from "./lib/rounds.js";
import { zodPage } from "./lib/schemas.js";

/** @param {import("./index.js").Options} options @returns {Promise<import("./index.js").Measured[]>} */
export default async function page({ quick, say }) {
  const found = [];
  for (const count of [10, 1_000]) {
    say(`pages of ${count}`);
    // The pages are short or long, the work is the same.
    const calls = (quick ? 2_000 : 20_000) / count;
    const rivals = Object.fromEntries(
      Object.entries(rivalsOf(count)).map(([name, work]) => [name, timeAsync(work, calls)]),
    );
    await takeTurns(rivals, 1);
    found.push({ work: `a page of ${count} viewers`, unit: "µs", rivals: await takeTurns(rivals, quick ? 2 : 7) });
  }
  return found;
}

/** @param {number} count @returns {Record<string, () => Promise<unknown>>} */
function rivalsOf(count) {
  const bytes = new TextEncoder().encode(pageText(count));
  const headers = { "content-type": "application/json", "content-length": String(bytes.length) };
  const answer = async () => new Response(bytes, { headers });
  const client = new PolyvClient({ ...ACCOUNT, fetch: answer, rateLimit: false, maxBodyBytes: 2 * bytes.length });
  return {
    "polyv-edge listViewers": () => client.listViewers({ pageSize: count }),
    "fetch + JSON.parse + zod": async () => zodPage.parse(JSON.parse(await (await answer()).text())).data,
    "fetch + JSON.parse, nothing checked": async () => JSON.parse(await (await answer()).text()).data,
  };
}
