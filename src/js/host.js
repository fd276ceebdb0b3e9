// Is this a browser? The third wall around the secret, after the exports map and the separate wasm file.

/** A page, or a worker that is none of the server runtimes that look like one. Never by user agent. */
export function isBrowser() {
  if (typeof window !== "undefined" && typeof document !== "undefined") return true;
  const isWorker = typeof WorkerGlobalScope === "function" && globalThis instanceof WorkerGlobalScope;
  return isWorker && !isServer();
}

function isServer() {
  return (
    typeof Deno !== "undefined" ||
    typeof Bun !== "undefined" ||
    typeof EdgeRuntime !== "undefined" ||
    typeof WebSocketPair === "function" ||
    typeof globalThis.process?.versions?.node === "string"
  );
}
