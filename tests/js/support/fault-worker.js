// The Worker that meets the faults in workerd.
// @ts-check
import { runFault } from "./fault-run.js";

export default {
  /** @param {Request} request */
  async fetch(request) {
    return Response.json(await runFault(/** @type {any} */ (await request.json())));
  },
};
