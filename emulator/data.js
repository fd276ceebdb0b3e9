// The emulator's memory: viewers and channel roles, fresh for each emulator, changed only by the POST endpoints.
// @ts-check
import { createHash } from "node:crypto";
import { createChannels } from "./data/accounts.js";
import { createViewers } from "./data/viewers.js";

/** @typedef {import("./data/accounts.js").Account} Account */
/** @typedef {import("./data/viewers.js").Viewer} Viewer */
/** @typedef {ReturnType<typeof createData>} Data */

export function createData() {
  const viewers = createViewers();
  const channels = createChannels();
  return {
    viewers,
    channels,

    /** @param {string} id */
    viewer: (id) => viewers.find(({ viewerUnionId }) => viewerUnionId === id),

    /** @param {Record<string, unknown>} fields @param {number} now */
    addViewer(fields, now) {
      // As POLYV makes them: a digit, `_`, and 32 letters and digits; the same in every run.
      const hash = createHash("sha256").update(`viewer created ${viewers.length}`).digest("hex");
      const id = `2_${BigInt(`0x${hash}`).toString(36).slice(0, 32)}`;
      /** @type {Viewer} */
      const viewer = { ...fields, viewerUnionId: id, source: "MOBILE", latestAuthTime: now, createTime: now };
      viewers.push(viewer);
      return viewer;
    },
  };
}
