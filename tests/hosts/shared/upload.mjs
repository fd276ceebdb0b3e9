// Uploads a file, and prints the memory that it took beyond that of a small one, in MB.
import { openAsBlob } from "node:fs";
import { PolyvClient } from "polyv-edge/edge";

const [baseUrl, path] = process.argv.slice(2);
const client = new PolyvClient({ appId: "app", appSecret: "secret-of-a-test", baseUrl, timeoutMs: 60_000 });
const upload = (file) => client.request("POST /live/v3/common/upload-image", { files: { file } });

await upload(new Blob(["small"]));
const before = process.memoryUsage.rss();
let most = before;
const timer = setInterval(() => {
  most = Math.max(most, process.memoryUsage.rss());
}, 2);
const received = await upload(globalThis.Bun ? Bun.file(path) : await openAsBlob(path));
clearInterval(timer);
console.log(JSON.stringify({ received, mb: (most - before) / 1e6 }));
