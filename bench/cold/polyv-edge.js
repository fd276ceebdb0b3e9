// A fresh process: import and first call, with polyv-edge. Prints the milliseconds that both took.
// @ts-check
const from = performance.now();
const { PolyvClient } = await import("polyv-edge/edge");
const client = new PolyvClient({ appId: "benchappid", appSecret: "bench-secret-never-real", baseUrl: process.argv[2] });
const imported = performance.now();
const { viewerUnionId } = await client.getViewer({ viewerUnionId: "2_v378gn997yovtl3p8h77db9e224t6hg9" });
const done = performance.now();
console.log(JSON.stringify({ viewerUnionId, imported: imported - from, total: done - from }));
