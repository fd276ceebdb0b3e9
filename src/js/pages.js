// A list's first page as a promise, and all of its items as an async iterable.

import { answer } from "./drive.js";

/** @typedef {{ contents: unknown[], totalPages?: number | null }} Page */

/**
 * `ask` takes a page number and promises that page.
 *
 * @param {(page: number) => Promise<Page>} ask @param {number} firstPage
 */
export function pages(ask, firstPage) {
  const first = answer(ask, firstPage);
  // The iterator may come to it later than its failure does.
  first.catch(() => {});
  return Object.assign(first, {
    async *[Symbol.asyncIterator]() {
      let page = await first;
      for (let number = firstPage; ; number++) {
        yield* page.contents;
        const isLast = page.totalPages == null ? page.contents.length === 0 : number >= page.totalPages;
        if (isLast) return;
        page = await answer(ask, number + 1);
      }
    },
  });
}
