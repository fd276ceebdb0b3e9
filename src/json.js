// From JSON text or bytes to an object, natively: the text of most answers never enters wasm.

// Below this many characters nothing can nest deep enough to hurt.
const SHORT = 4096;
const DEEPEST = 128;

// Flaws of what was parsed, the worst last.
const NONE = 0;
const TOO_LARGE = 1;
const TOO_DEEP = 2;

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
export const parse = (text) => parseUpTo(Number.MAX_SAFE_INTEGER, text);

/** As `read`, of text whose numbers lose no digits. @param {string} text */
export const parseExact = (text) => parseUpTo(Number.POSITIVE_INFINITY, text);

/** @param {number} largest A larger number may have lost digits. @param {string} text */
function parseUpTo(largest, text) {
  try {
    const value = JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
    if (typeof value !== "object") return null;
    const flaw = flawOf(value, text.length > SHORT ? DEEPEST : SHORT, largest);
    return flaw === TOO_DEEP ? false : flaw === TOO_LARGE ? text : value;
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
 * JSON.parse takes any depth, but whoever writes or walks the result later runs out of stack. And it rounds large numbers:
 * to look at the numbers takes a fraction of looking for their digits in the text.
 *
 * @param {any} parent @param {number} left The levels that it may have. @param {number} largest @returns {number}
 */
function flawOf(parent, left, largest) {
  if (left === 0) return TOO_DEEP;
  let worst = NONE;
  if (Array.isArray(parent)) {
    for (const item of parent) worst = Math.max(worst, flawOfItem(item, left, largest));
    return worst;
  }
  // Without a list of the values, which takes as long again.
  for (const name in parent) {
    const item = parent[name];
    // What every object inherits is nobody's answer, and may have no end.
    if (typeof item !== "object" || Object.hasOwn(parent, name)) {
      worst = Math.max(worst, flawOfItem(item, left, largest));
    }
  }
  return worst;
}

/** @param {any} item @param {number} left @param {number} largest */
function flawOfItem(item, left, largest) {
  if (typeof item === "number") return item > largest || item < -largest ? TOO_LARGE : NONE;
  return typeof item === "object" && item !== null ? flawOf(item, left - 1, largest) : NONE;
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
