// A list's first page as a promise, and all of its items as an async iterable.

import { PolyvError } from "./error.js";
import { polyvPromise } from "./run.js";

/** @typedef {import("./run.js").PolyvResponse} PolyvResponse */

/** POLYV serves no page beyond. */
const LAST_PAGE = 1000;

/**
 * All items from a page on. It ends with the last page, as its totals say, or with an empty one.
 *
 * @param {(page: number) => Promise<any>} ask @param {number} first @param {() => Error} beyond What page 1001 ends with.
 */
export async function* items(ask, first, beyond) {
  let seen = 0;
  for (let number = first; ; number++) {
    if (number > LAST_PAGE) throw beyond();
    const page = await ask(number);
    const contents = page?.contents ?? [];
    // Where a list is promised, an empty text is an empty one.
    if (!Array.isArray(contents) && contents !== "") throw notPaged();
    if (Array.isArray(page)) throw notPaged();
    const length = contents.length + (Array.isArray(page?.unusable) ? page.unusable.length : 0);
    yield* contents;
    seen += length;
    if (length === 0 || isLast(page, number, first, seen)) return;
  }
}

const notPaged = () => new PolyvError("invalid_response", "unexpected data: not a page with contents");

/** @param {any} page @param {number} number @param {number} first @param {number} seen */
function isLast({ totalPages, totalItems, total, pageSize }, number, first, seen) {
  if (Number.isSafeInteger(totalPages)) return number >= totalPages;
  const count = totalItems ?? total;
  if (!Number.isSafeInteger(count)) return false;
  const before = Number.isSafeInteger(pageSize) ? (first - 1) * pageSize : 0;
  return before + seen >= count;
}

/**
 * The first page, asked for as soon as it is clear whether somebody iterates at once, who then gets larger pages.
 *
 * @param {(page: number, isLarge: boolean) => Promise<PolyvResponse>} ask @param {number} first @param {() => Error} beyond
 */
export function pageList(ask, first, beyond) {
  let isAsked = false;
  let isIterated = false;
  const response = Promise.resolve().then(() => {
    isAsked = true;
    return ask(first, isIterated);
  });
  const promise = polyvPromise(response);
  const iterate = () => {
    const isFirst = !isAsked;
    if (isFirst) {
      isIterated = true;
      // Whoever iterates never looks at the promise.
      promise.catch(() => {});
    }
    const askPage = (/** @type {number} */ page) => (isFirst && page === first ? response : ask(page, true));
    return items(async (page) => (await askPage(page)).data, first, beyond);
  };
  return Object.defineProperty(promise, Symbol.asyncIterator, { value: iterate });
}

/** A list that was refused before anything was asked: it fails whether it is awaited or iterated. @param {Promise<any>} response */
export function rejectedList(response) {
  const promise = polyvPromise(response);
  promise.catch(() => {});
  // biome-ignore lint/correctness/useYield: it ends before its first item.
  const iterate = async function* () {
    await response;
  };
  return Object.defineProperty(promise, Symbol.asyncIterator, { value: iterate });
}
