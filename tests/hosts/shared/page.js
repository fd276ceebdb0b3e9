// The same for every page: load the wasm, parse POLYV's samples, and say what came out.
import { account, viewer } from "./samples.js";

/** @param {typeof import("polyv-edge")} polyv */
export async function check({ ready, parseViewer, parseChannelAccount, parseResponse, PolyvError }) {
  await Promise.all([ready(), ready()]);
  let invalid;
  try {
    parseViewer("<html>");
  } catch (error) {
    invalid = { kind: error.kind, isPolyvError: error instanceof PolyvError };
  }
  return {
    viewer: parseViewer(viewer).viewerUnionId,
    channelId: parseChannelAccount(JSON.parse(account)).channelId,
    source: parseResponse(new TextEncoder().encode(viewer)).source,
    invalid,
  };
}

/** Hands the outcome to the test, be it a result or an error. */
export function report(outcome) {
  globalThis.outcome = outcome.then(
    (result) => ({ result }),
    (error) => ({ error: String(error?.stack ?? error) }),
  );
}
