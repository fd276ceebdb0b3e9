// A list that was refused before anything was asked.

/** Fails whether it is awaited or iterated. @param {unknown} error */
export function refused(error) {
  const promise = Promise.reject(error);
  // Who iterates never looks at the promise.
  promise.catch(() => {});
  return Object.assign(promise, {
    // biome-ignore lint/correctness/useYield: it ends before its first item.
    async *[Symbol.asyncIterator]() {
      throw error;
    },
  });
}
