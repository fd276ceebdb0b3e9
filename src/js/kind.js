// What a value is, by the numbers of `Found` in object.rs. Apart, because wasm takes the function as it is, and with it all
// that its file exports.

const ABSENT = 0;
const EMPTY_TEXT = 1;
const TEXT = 2;
const INTEGER = 3;
const NUMBER = 4;
const BOOLEAN = 5;
const LIST = 6;
const OBJECT = 7;

/** @param {unknown} value */
export function kind(value) {
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
