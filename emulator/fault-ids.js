// Reads `fault:<name>` and `fault:<name>:<n>:<realId>`, the ids with which a caller asks for a fault.
// @ts-check
import { faults } from "./faults.js";

/** @typedef {import("./faults.js").Fault} Fault */
/**
 * @typedef {object} Choice
 * @property {string} text the id as it was sent
 * @property {Fault} [fault] the fault to show
 * @property {string} [realId] the id to look up instead, once the fault has had its calls
 * @property {string} [problem] why the text names no fault
 */

const PREFIX = "fault:";
const FORM = /^fault:([a-z0-9-]+)(?::([0-9]+):(.+))?$/s;

/** Counts the calls per exact text, so that a fault can end after n of them. */
export function createFaultIds() {
  /** @type {Map<string, number>} */
  const calls = new Map();
  return {
    /**
     * What to do for the first text among `texts` that asks for a fault.
     * @param {Iterable<unknown>} texts
     * @returns {Choice | undefined}
     */
    choose(texts) {
      for (const text of texts) {
        if (typeof text === "string" && text.startsWith(PREFIX)) return choose(calls, text);
      }
      return undefined;
    },
  };
}

/** @param {Map<string, number>} calls @param {string} text @returns {Choice} */
function choose(calls, text) {
  // A real id may itself be a fault: `fault:qps:1:fault:empty:1:<id>` is one qps, then one empty, then the id.
  for (let rest = text, path = text; ; ) {
    const match = FORM.exec(rest);
    const name = match?.[1] ?? rest.slice(PREFIX.length);
    const fault = match ? faults.find((one) => one.name === name) : undefined;
    if (fault === undefined) return { text, problem: `the emulator has no fault "${name}"` };
    const [, , times, realId] = match ?? [];
    if (times === undefined || realId === undefined) return { text, fault };
    const made = calls.get(path) ?? 0;
    if (made < Number(times)) {
      calls.set(path, made + 1);
      return { text, fault };
    }
    if (!realId.startsWith(PREFIX)) return { text, realId };
    rest = realId;
    path = `${path} > ${realId}`;
  }
}
