// From JSON to checked objects, one viewer and a page of 1000: ours, zod, and JSON.parse alone.
// @ts-check
import { parseViewer } from "polyv-edge";
import { PolyvClient } from "polyv-edge/edge";
import { ACCOUNT, pageText, viewerText } from "./lib/data.js";
import { least, takeTurns, timeAsync, timeSync } from "./lib/rounds.js";
import { zodAnswer, zodPage } from "./lib/schemas.js";
import { fetchStub } from "./lib/stub.js";

/** @param {import("./index.js").Options} options @returns {Promise<import("./index.js").Measured[]>} */
export default async function parse({ quick }) {
  const text = viewerText();
  const calls = 1_000;
  const one = {
    "polyv-edge parseViewer": timeSync(() => parseViewer(text), calls),
    "JSON.parse, zod": timeSync(() => zodAnswer.parse(JSON.parse(text)).data, calls),
    "JSON.parse alone": timeSync(() => JSON.parse(text).data, calls),
  };
  const bytes = new TextEncoder().encode(pageText(1_000));
  const fetch = fetchStub(bytes);
  const client = new PolyvClient({ ...ACCOUNT, fetch, rateLimit: false });
  const json = async () => JSON.parse(await (await fetch()).text());
  const page = {
    "polyv-edge listViewers": timeAsync(() => client.listViewers({ pageSize: 1_000 }), 2),
    "fetch, JSON.parse, zod": timeAsync(async () => zodPage.parse(await json()).data, 2),
    "fetch, JSON.parse alone": timeAsync(async () => (await json()).data, 2),
  };
  const rounds = quick ? 20 : 200;
  return [
    { work: "a viewer parsed", unit: "µs", pick: least, rivals: await takeTurns(one, rounds, 5) },
    { work: "a page of 1000 viewers", unit: "µs", pick: least, rivals: await takeTurns(page, rounds, 5) },
  ];
}
