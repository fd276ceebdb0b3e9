// From JSON text or bytes to an object, natively: the text never enters wasm.

import { orUndefined } from "./object.js";

// Below this many characters nothing can nest deep enough to hurt.
const SHORT = 4096;
const DEEPEST = 128;

// One for all answers: making it takes longer than using it.
const utf8 = new TextDecoder("utf-8", { fatal: true });

/** The data of an answer that says `code: 200`; undefined where anything needs a closer look. @param {unknown} input */
export function readData(input) {
  return orUndefined(() => dataOf(read(input)));
}

/** As `readData`, of an answer that is read. @param {any} answer */
export function dataOf(answer) {
  return answer?.code === 200 ? answer.data : undefined;
}

/**
 * The object; undefined where the input is none of text, bytes or object, and false where it is not JSON.
 *
 * @param {unknown} input
 */
export function readAnswer(input) {
  try {
    return read(input);
  } catch {
    return false;
  }
}

/** JSON text; undefined for what has none. @param {unknown} value */
export function stringify(value) {
  return orUndefined(() => JSON.stringify(value));
}

/** @param {unknown} input */
function read(input) {
  if (typeof input === "string") return parse(input.charCodeAt(0) === 0xfeff ? input.slice(1) : input);
  if (input instanceof ArrayBuffer || ArrayBuffer.isView(input)) return parse(decode(input));
  return typeof input === "object" && input !== null ? input : undefined;
}

/** UTF-8 without a byte order mark; throws on anything else. @param {ArrayBuffer | ArrayBufferView} bytes */
export function decode(bytes) {
  return utf8.decode(bytes);
}

/** @param {string} text */
function parse(text) {
  const value = JSON.parse(text);
  if (text.length > SHORT && isTooDeep(value, DEEPEST)) throw new RangeError("nested too deep");
  return value;
}

/**
 * JSON.parse takes any depth, but whoever writes or walks the result later runs out of stack.
 *
 * @param {any} value @param {number} left The levels that it may have. @returns {boolean}
 */
function isTooDeep(value, left) {
  if (typeof value !== "object" || value === null) return false;
  if (left === 0) return true;
  return Object.values(value).some((item) => isTooDeep(item, left - 1));
}
