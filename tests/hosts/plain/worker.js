import * as polyv from "./node_modules/polyv-edge/dist/index.web.js";
import { check } from "./shared/page.js";
import { answer } from "./shared/worker.js";

// A site may serve the file itself.
const ready = () => polyv.ready("./node_modules/polyv-edge/dist/browser.wasm");

answer(check({ ...polyv, ready }));
