// What Rust asks of JavaScript objects: many answers in one crossing, and no text that Rust does not need.

// The codes of `Found` in object.rs.
const ABSENT = 0;
const TEXT = 1;
const INTEGER = 2;
const NUMBER = 3;
const BOOLEAN = 4;
const LIST = 5;
const OBJECT = 6;

const isObject = (/** @type {unknown} */ value) => typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * Writes what each named field holds into `found`. False if there is no object that lets itself be read.
 *
 * @param {any} object @param {string[]} names @param {Uint8Array} found
 */
export function look(object, names, found) {
  try {
    if (!isObject(object)) return false;
    for (let index = 0; index < names.length; index++) found[index] = code(object[names[index]]);
    return true;
  } catch {
    return false;
  }
}

/**
 * The first field from `start` on that holds something else than expected, by bits of codes: -1 if none does, -2 if
 * there is no object that lets itself be read.
 *
 * @param {any} object @param {string[]} names @param {Uint8Array} expected @param {number} start
 */
export function mismatch(object, names, expected, start) {
  try {
    if (!isObject(object)) return -2;
    for (let index = start; index < names.length; index++) {
      if (!((1 << code(object[names[index]])) & expected[index])) return index;
    }
    return -1;
  } catch {
    return -2;
  }
}

/**
 * As `mismatch`, of a list's items: the first from `start` on that is no object as expected.
 *
 * @param {unknown} list @param {string[]} names @param {Uint8Array} expected @param {number} start
 */
export function mismatchAmong(list, names, expected, start) {
  try {
    if (!Array.isArray(list)) return -2;
    for (let index = start; index < list.length; index++) {
      if (mismatch(list[index], names, expected, 0) !== -1) return index;
    }
    return -1;
  } catch {
    return -2;
  }
}

/** @param {unknown} value */
function code(value) {
  switch (typeof value) {
    case "string":
      return TEXT;
    case "number":
      return Number.isSafeInteger(value) ? INTEGER : NUMBER;
    case "boolean":
      return BOOLEAN;
    case "object":
      return value === null ? ABSENT : Array.isArray(value) ? LIST : OBJECT;
    case "undefined":
      return ABSENT;
    default:
      return OBJECT;
  }
}

/** @param {any} object @param {string[]} names @param {number} index */
export function field(object, names, index) {
  return orUndefined(() => object[names[index]]);
}

/**
 * Text as it can travel: a lone surrogate has no UTF-8, so it would be signed and sent as something else.
 *
 * @param {any} object @param {string[]} names @param {number} index
 */
export function text(object, names, index) {
  const value = field(object, names, index);
  return typeof value === "string" && isWellFormed(value) ? value : undefined;
}

/** @param {string & { isWellFormed?: () => boolean }} value */
export function isWellFormed(value) {
  return value.isWellFormed?.() ?? !/\p{Surrogate}/u.test(value);
}

/** False where the object does not let itself be changed. @param {any} object @param {string[]} names @param {number} index */
export function makeText(object, names, index) {
  return orUndefined(() => Reflect.set(object, names[index], String(object[names[index]]))) ?? false;
}

/** As `makeText`. @param {any} object @param {string[]} names @param {number} index */
export function makeNumber(object, names, index) {
  return orUndefined(() => Reflect.set(object, names[index], Number(object[names[index]]))) ?? false;
}

/** @param {any} list @param {number} index */
export function item(list, index) {
  return orUndefined(() => list[index]);
}

/** The items of a list that lets itself be read. @param {unknown} value */
export function items(value) {
  return orUndefined(() => (Array.isArray(value) ? Array.from(value) : undefined));
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
