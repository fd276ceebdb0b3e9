// The two ends of a dedicated worker that runs the same check as its page.

/** In the page: starts the worker and waits for what it says. @param {() => Worker} start */
export function inWorker(start) {
  return new Promise((resolve, reject) => {
    const worker = start();
    worker.onmessage = ({ data }) => (data.error ? reject(new Error(data.error)) : resolve(data.result));
    worker.onerror = (event) => reject(new Error(`the worker did not start: ${event.message}`));
  });
}

/** In the worker. @param {Promise<unknown>} outcome */
export function answer(outcome) {
  outcome.then(
    (result) => postMessage({ result }),
    (error) => postMessage({ error: String(error?.stack ?? error) }),
  );
}
