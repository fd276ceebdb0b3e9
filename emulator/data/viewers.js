// The viewers the emulator knows: POLYV's own sample, as its page shows it, then people as varied as real rows are.
// @ts-check
import rows from "./viewers.json" with { type: "json" };

/** @typedef {Record<string, unknown> & { viewerUnionId: string, source: string }} Viewer */

/** A fresh list of every viewer; no endpoint changes one. @returns {Viewer[]} */
export const createViewers = () => [...rows];

/** POLYV's sample. @type {Viewer} */
export const SAMPLE_VIEWER = rows[0];
