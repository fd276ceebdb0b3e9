// By hand, and no more than it takes with a deadline: no retries, and any answer with code 200 is taken.
// @ts-check
import { asText } from "../lib/by-hand.js";
import { worker } from "./worker.js";

/** @type {import("./worker.js").Make} */
export const make =
  (account, fetch = globalThis.fetch) =>
  async (viewerUnionId) => {
    const url = asText(account, { timestamp: String(Date.now()), viewerUnionId });
    const response = await fetch(url, { signal: AbortSignal.timeout(10_000) });
    const answer = JSON.parse(await response.text());
    if (answer.code !== 200) throw new Error(answer.message);
    return answer.data;
  };

export default worker(make);
