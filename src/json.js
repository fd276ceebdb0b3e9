// From JSON text or bytes to an object, natively: the text of most answers never enters wasm.

// Below this many characters nothing can nest deep enough to hurt.
const SHORT = 4096;
const DEEPEST = 128;

/** A number, outside of strings as a rule, with digits enough to be beyond 2^53. */
const LARGE = /[[:,]\s*-?\d{16}/;

/** One for all answers: making it takes longer than using it. @type {TextDecoder | undefined} */
let utf8;

/**
 * An object of an answer, however it is held. Undefined where the input is none of text, bytes or object; false where it is not
 * JSON; null where it is JSON of no object; and its text where that has numbers that would lose digits.
 *
 * @param {unknown} input
 */
export function read(input) {
  if (typeof input === "string") return parse(input);
  if (input instanceof ArrayBuffer || ArrayBuffer.isView(input)) {
    return orUndefined(() => parse(decode(input))) ?? false;
  }
  return typeof input === "object" && input !== null ? input : undefined;
}

/** As `read`, of text. @param {string} text */
export function parse(text) {
  return LARGE.test(text) ? text : parseExact(text);
}

/** As `read`, of text whose numbers lose no digits. @param {string} text */
export function parseExact(text) {
  try {
    const value = JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
    if (text.length > SHORT && isTooDeep(value, DEEPEST)) return false;
    return typeof value === "object" ? value : null;
  } catch {
    return false;
  }
}

/** UTF-8 without a byte order mark; throws on anything else. @param {ArrayBuffer | ArrayBufferView} bytes */
export function decode(bytes) {
  utf8 ??= new TextDecoder("utf-8", { fatal: true });
  return utf8.decode(bytes);
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

/**
 * What wasm asks for must not throw: wasm would leak what it holds, and a call could hang.
 *
 * @template T @param {() => T} run @returns {T | undefined}
 */
export function orUndefined(run) {
  try {
    return run();
  } catch {
    return undefined;
  }
}
