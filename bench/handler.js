// What `createHandler` adds to `getViewer`: how often wasm is entered and left.
// @ts-check
import { ACCOUNT, pageText, VIEWER_ID } from "./lib/data.js";
import { fetchStub } from "./lib/stub.js";
import { watched } from "./lib/wasm.js";

/** @returns {Promise<import("./index.js").Measured[]>} */
export default async function handler() {
  const { createHandler, PolyvClient } = await import("polyv-edge/edge");
  const { data, ...envelope } = JSON.parse(pageText(1));
  const body = new TextEncoder().encode(JSON.stringify({ ...envelope, data: data.contents[0] }));
  const client = new PolyvClient({ ...ACCOUNT, fetch: fetchStub(body) });
  const handle = createHandler({ client, authorize: () => true });
  /** @param {() => Promise<unknown>} run */
  const crossings = async (run) => {
    await run();
    const before = watched.crossings;
    await run();
    return [watched.crossings - before];
  };
  const found = await crossings(() => client.getViewer({ viewerUnionId: VIEWER_ID }));
  const handled = await crossings(() => handle(new Request(`https://edge.example/api/viewers/${VIEWER_ID}`)));
  const rivals = { createHandler: handled, getViewer: found };
  return [{ work: "crossings into wasm and out of it", unit: "", floor: "getViewer", rivals }];
}
