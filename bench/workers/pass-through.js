// Passes the answer on as it comes: no signature, no parsing. The least that any Worker can do.
// @ts-check
import { PATH } from "../lib/by-hand.js";
import { worker } from "./worker.js";

/** @type {import("./worker.js").Make} */
export const make =
  ({ baseUrl }, fetch = globalThis.fetch) =>
  (viewerUnionId) =>
    fetch(`${baseUrl}${PATH}?viewerUnionId=${viewerUnionId}`);

export default worker(make);
