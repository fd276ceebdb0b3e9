// One viewer, from JSON text to a checked object: ours against JSON.parse alone and with the checks of zod and valibot.
// @ts-check
import { parseViewer } from "polyv-edge";
import * as v from "valibot";
import { viewerText } from "./lib/data.js";
import { takeTurns, timeSync } from "./lib/rounds.js";
import { valibotAnswer, zodAnswer } from "./lib/schemas.js";

/** @param {import("./index.js").Options} options @returns {Promise<import("./index.js").Measured[]>} */
export default async function parse({ quick, say }) {
  const text = viewerText();
  const calls = quick ? 5_000 : 100_000;
  const rivals = {
    "polyv-edge parseViewer": timeSync(() => parseViewer(text), calls),
    "JSON.parse + zod": timeSync(() => zodAnswer.parse(JSON.parse(text)).data, calls),
    "JSON.parse + valibot": timeSync(() => v.parse(valibotAnswer, JSON.parse(text)).data, calls),
    "JSON.parse alone, nothing checked": timeSync(() => JSON.parse(text).data, calls),
  };
  await takeTurns(rivals, 2);
  return [{ work: "one viewer parsed", unit: "µs", rivals: await takeTurns(rivals, quick ? 3 : 11, say) }];
}
