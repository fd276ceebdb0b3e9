// Is this a browser? The third wall around the secret, after the exports map and the separate wasm file.

/** A page, or a worker that is none of the server runtimes that look like one. Never by user agent. */
export function isBrowser() {
  if (typeof window !== "undefined" && typeof document !== "undefined") return true;
  // @ts-expect-error: declared in workers only.
  const isWorker = typeof WorkerGlobalScope === "function" && globalThis instanceof WorkerGlobalScope;
  return isWorker && !isServer();
}

function isServer() {
  return (
    // @ts-expect-error: declared in Deno only.
    typeof Deno !== "undefined" ||
    // @ts-expect-error: declared in Bun only.
    typeof Bun !== "undefined" ||
    // @ts-expect-error: declared in the Edge Runtime only.
    typeof EdgeRuntime !== "undefined" ||
    // @ts-expect-error: declared in workerd only.
    typeof WebSocketPair === "function" ||
    typeof globalThis.process?.versions?.node === "string"
  );
}
