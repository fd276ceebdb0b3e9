// What Rust asks of JavaScript objects: many fields in one crossing, and no text that Rust does not need.

import { orUndefined } from "../json.js";

/** The first thing that an object threw where it was touched. @type {{ thrown: unknown } | undefined} */
let refusal;

/**
 * Nothing may throw through wasm, which would keep what it holds for good. Who called wasm asks for it with `takeRefusal`.
 *
 * @template T @param {() => T} run @param {T} instead @returns {T}
 */
function kept(run, instead) {
  try {
    return run();
  } catch (thrown) {
    refusal ??= { thrown };
    return instead;
  }
}

/** What an object threw since the last time. */
export function takeRefusal() {
  const taken = refusal;
  refusal = undefined;
  return taken;
}

// The numbers of `Found` in object.rs.
const ABSENT = 0;
const EMPTY_TEXT = 1;
const TEXT = 2;
const INTEGER = 3;
const NUMBER = 4;
const BOOLEAN = 5;
const LIST = 6;
const OBJECT = 7;

// The numbers of `Showing` in object.rs.
const REMOVED = 0;
const MASKED = 2;

// What `mismatch` and `mismatchAmong` find in the place of an index.
const NONE = -1;
const WRONG_TYPE = -2;

// In the place of an index: the value itself.
const NO_INDEX = 0xffffffff;

/** @typedef {{ names: string[], expected: Uint8Array, showing: Uint8Array, itemsAt: number, items: number }} Table */

/** The tables of Rust, by their ids. @type {Map<number, Table>} */
const tables = new Map();

/**
 * @param {number} id @param {string} names Each ends with a NUL. @param {Uint8Array} expected @param {Uint8Array} showing
 * @param {number} itemsAt The place of a list of objects, or -1. @param {number} items The table of its items.
 */
export function register(id, names, expected, showing, itemsAt, items) {
  const list = names.split("\0").slice(0, -1);
  tables.set(id, { names: list, expected: expected.slice(), showing: showing.slice(), itemsAt, items });
}

/** @param {number} id */
const table = (id) => /** @type {Table} */ (tables.get(id));
/** @param {number} id @param {number} index */
const nameOf = (id, index) => table(id).names[index];
/** @param {unknown} value */
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** What a field holds; or, where the index is none, what the value itself is. @param {any} value @param {number} id @param {number} index */
export function found(value, id, index) {
  return kind(index === NO_INDEX ? value : field(value, id, index));
}

/** @param {unknown} value */
function kind(value) {
  switch (typeof value) {
    case "string":
      return value === "" ? EMPTY_TEXT : TEXT;
    case "number":
      return Number.isSafeInteger(value) ? INTEGER : NUMBER;
    case "bigint":
      return NUMBER;
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

/** A field; or, where the table is 0, an item. @param {any} object @param {number} id @param {number} index */
export function field(object, id, index) {
  return orUndefined(() => (id === 0 ? object[index] : isObject(object) ? object[nameOf(id, index)] : undefined));
}

/** The data of an ordinary answer; nothing of any other, which takes a closer look. @param {any} answer */
export function opened(answer) {
  return orUndefined(() => (isObject(answer) && answer.code === 200 ? (answer.data ?? undefined) : undefined));
}

/** @param {any} object @param {number} id @param {number} start */
export function mismatch(object, id, start) {
  try {
    return isObject(object) ? firstMismatch(object, table(id), start) : WRONG_TYPE;
  } catch {
    return WRONG_TYPE;
  }
}

/** @param {any} object @param {Table} table @param {number} start */
function firstMismatch(object, { names, expected }, start) {
  for (let index = start; index < names.length; index++) {
    if (!((1 << kind(object[names[index]])) & expected[index])) return index;
  }
  return NONE;
}

/** @param {unknown} list @param {number} id @param {number} start */
export function mismatchAmong(list, id, start) {
  return kept(() => {
    if (!Array.isArray(list)) return WRONG_TYPE;
    for (let index = start; index < list.length; index++) {
      if (mismatch(list[index], id, 0) !== NONE) return index;
    }
    return NONE;
  }, WRONG_TYPE);
}

/** @param {string & { isWellFormed?: () => boolean }} value */
function cleared(value) {
  const isClear = value.isWellFormed?.() && !value.includes("\0");
  return isClear ? value : value.replace(/\0|\p{Surrogate}/gu, "\ufffd");
}

/** Text as it can travel: half of a surrogate pair has no UTF-8, and a NUL parts texts. @param {any} object @param {number} id @param {number} index */
export function text(object, id, index) {
  const value = field(object, id, index);
  return typeof value === "string" ? cleared(value) : undefined;
}

/** Not a number where it is none, or not exact. @param {any} object @param {number} id @param {number} index */
export function integer(object, id, index) {
  const value = field(object, id, index);
  return Number.isSafeInteger(value) ? value : Number.NaN;
}

/** A copy of an object or list, whose fields or items are those of the original. @param {any} value */
export function copy(value) {
  return kept(() => (Array.isArray(value) ? value.slice() : { ...value }), undefined);
}

/** @param {any} object @param {number} id @param {number} index @param {unknown} value */
export function setField(object, id, index, value) {
  return kept(() => {
    object[id === 0 ? index : nameOf(id, index)] = value;
  }, undefined);
}

/** @param {any} object @param {number} id @param {number} index */
export function makeText(object, id, index) {
  return kept(() => {
    object[nameOf(id, index)] = String(object[nameOf(id, index)]);
  }, undefined);
}

/** @param {any} object @param {number} id @param {number} index @param {boolean} isPage */
export function setAside(object, id, index, isPage) {
  return kept(() => {
    const name = nameOf(id, index);
    const value = object[name];
    delete object[name];
    if (isPage) keepUnusable(object, [{ field: name, value }], false);
    else object.unusable = { ...ownUnusable(object.unusable), [name]: value };
  }, undefined);
}

/** Should POLYV itself ever send something by that name, it is kept under it. @param {any} own */
function ownUnusable(own) {
  return isObject(own) || own === undefined || own === null ? own : { unusable: own };
}

/** @param {any[]} list @param {Uint32Array} indices @param {string} fields */
export function takeItems(list, indices, fields) {
  return kept(
    () => {
      const names = fields.split("\0");
      const taken = Array.from(indices, (index, place) => {
        const row = list[index];
        return { row, field: names[place], value: orUndefined(() => row?.[names[place]]) };
      });
      for (const index of indices.slice().reverse()) list.splice(index, 1);
      return taken;
    },
    /** @type {any[]} */ ([]),
  );
}

/** With a page's fields; on a list out of the way of whoever walks it. @param {any} holder @param {unknown[]} items @param {boolean} isList */
export function keepUnusable(holder, items, isList) {
  return kept(() => {
    const value = [holder.unusable ?? [], items].flat();
    if (isList) {
      Object.defineProperty(holder, "unusable", { value, configurable: true, writable: true });
    } else {
      holder.unusable = value;
    }
  }, undefined);
}

/** A new object with what its table shows; undefined where there is no object. @param {any} object @param {number} id */
export function select(object, id) {
  return orUndefined(() => (isObject(object) ? shown(object, table(id)) : undefined));
}

/** @param {any} object @param {Table} table */
function shown(object, { names, showing, itemsAt, items }) {
  /** @type {Record<string, unknown>} */
  const result = {};
  for (let index = 0; index < names.length; index++) {
    const value = showing[index] === REMOVED ? undefined : object[names[index]];
    if (value === undefined) continue;
    if (typeof value !== "object" || value === null) {
      result[names[index]] = value;
    } else if (index === itemsAt && Array.isArray(value)) {
      // An object in the place of a plain value could hold anything.
      result[names[index]] = value.filter(isObject).map((item) => shown(item, table(items)));
    }
  }
  return result;
}

/** The names of what an object has and its table removes or masks. @param {any} object @param {number} id */
export function redacted(object, id) {
  return kept(
    () => {
      const { names, showing } = table(id);
      const declared = new Set(names);
      const given = (/** @type {string} */ name) => object[name] !== undefined && object[name] !== null;
      return {
        removed: Object.keys(object).filter(
          (name) => !declared.has(name) || (showing[names.indexOf(name)] === REMOVED && given(name)),
        ),
        masked: names.filter((name, index) => showing[index] === MASKED && given(name) && object[name] !== ""),
      };
    },
    { removed: [], masked: [] },
  );
}

/** The texts to mask, each with a NUL at its end. @param {any} object @param {number} id */
export function maskedTexts(object, id) {
  return kept(() => {
    return maskedNames(id)
      .map((name) => `${cleared(`${object[name] ?? ""}`)}\0`)
      .join("");
  }, "");
}

/** As `maskedTexts` gave them. @param {any} object @param {number} id @param {string} texts */
export function setMaskedTexts(object, id, texts) {
  return kept(() => {
    const list = texts.split("\0");
    for (const [place, name] of maskedNames(id).entries()) {
      if (object[name] !== undefined && object[name] !== null) object[name] = list[place];
    }
  }, undefined);
}

/** @param {number} id */
function maskedNames(id) {
  const { names, showing } = table(id);
  return names.filter((_, index) => showing[index] === MASKED);
}
