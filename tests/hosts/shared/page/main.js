import * as polyv from "polyv-edge";
import { check, report } from "../page.js";
import { inWorker } from "../worker.js";

const worker = () => new Worker(new URL("./worker.js", import.meta.url), { type: "module" });

report(Promise.all([check(polyv), inWorker(worker)]).then(([page, worker]) => ({ page, worker })));
