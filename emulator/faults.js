// The table of every fault the emulator can show, for tests to walk through.
// @ts-check
import { bodyFaults } from "./faults/bodies.js";
import { messageFaults } from "./faults/messages.js";
import { transportFaults } from "./faults/transport.js";

/**
 * What a fault has to work with.
 * @typedef {object} Scene
 * @property {import("./exchange.js").Exchange} exchange
 * @property {import("./answers.js").Reply} reply
 * @property {unknown} sample the `data` of a good answer: POLYV's own sample for the called endpoint
 * @property {string} path
 * @property {number} now
 */
/**
 * @typedef {object} Fault
 * @property {string} name
 * @property {string} what
 * @property {readonly string[]} expect what a careful client makes of it for the two single look-ups: "ok", or a kind
 *   of PolyvError; several where more than one is sound
 * @property {number} [clockMs] how far the server's clock is off while this fault is on
 * @property {(scene: Scene) => void} show
 */

/** @type {readonly Fault[]} */
export const faults = Object.freeze([...messageFaults, ...bodyFaults, ...transportFaults]);
